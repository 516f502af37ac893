/*
 * What a benchmark is asked and what it answers; one form for all, so that `bench.ts` can print any of them.
 */

export type BenchOptions = {
  /** Alternating runs of each side; medians are taken over them. */
  readonly runs: number
  /** A smoke run: a few devices, one run, no goal decides. */
  readonly quick: boolean
  /** Other sizes than the ones a benchmark is defined with, by name: `--devices 100` is `sizes.devices`. */
  readonly sizes: Readonly<Record<string, number>>
  /** Says how far it has come; not part of the result. */
  readonly say: (text: string) => void
}

/** One thing a benchmark promises. */
export type Goal = {
  /** In words, with its limit: `server CPU ≤ 0.4× of Hocuspocus`. */
  readonly goal: string
  readonly measured: number
  readonly met: boolean
}

/** One line of the table in README.md: a side, and its figures by column heading. */
export type Row = { readonly side: string; readonly figures: Readonly<Record<string, string | number>> }

export type BenchResult = {
  readonly bench: string
  /** In words, with whether each held in every run. They are checked before any time is reported. */
  readonly invariants: Readonly<Record<string, boolean>>
  readonly goals: readonly Goal[]
  readonly rows: readonly Row[]
  /** Everything else worth keeping: sizes, single runs, ratios. */
  readonly figures: Readonly<Record<string, unknown>>
}

/** The middle value; of an even count the mean of the two in the middle. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** The value that a share of all values does not exceed. @param share 0 to 1 */
export function percentile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** Median of the ratios of runs that stood side by side, which a machine that slows down in between does not move. */
export function medianRatio(over: readonly number[], under: readonly number[]): number {
  return median(over.map((value, run) => value / (under[run] ?? Number.NaN)))
}

export function round(value: number, digits = 2): number {
  const scale = 10 ** digits
  return Math.round(value * scale) / scale
}
