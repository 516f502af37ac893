import { makeChance } from '../simulation/world/chance.ts'
import { type Gate, judge, realGate } from './judge.ts'
import { makeMutants } from './mutant.ts'
import { shrink } from './shrink.ts'
import { type FuzzWarehouse, openWarehouse } from './warehouse.ts'

/** More findings than this say nothing new. */
const MOST_FINDINGS = 5
/** A frame at least as large counts as one of 64 KiB. */
export const LARGE_BYTES = 60 * 1024

export type Finding = {
  readonly index: number
  readonly complaint: string
  readonly threw: boolean
  readonly hex: string
  /** Fewer bytes of the same complaint. */
  readonly shrunken: string
}

export type RangeReport = {
  mutants: number
  accepted: number
  /** Frames that parse and are judged by content. */
  judged: number
  readonly refusedByCode: Record<string, number>
  readonly findings: Finding[]
  worstMs: number
  worstMsLarge: number
}

export function emptyReport(): RangeReport {
  return {
    ...{ mutants: 0, accepted: 0, judged: 0, refusedByCode: {}, findings: [], worstMs: 0, worstMsLarge: 0 },
  }
}

/** The first mutants a thread judges are compiled while they run; their times say nothing. */
const WARMING_UP = 3_000
let warm = 0

/** Furnishing a warehouse takes longer than judging a handful. */
let furnished: { seed: number; house: FuzzWarehouse; mutantOf: ReturnType<typeof makeMutants> } | undefined

function mutantsOf(seed: number) {
  if (furnished?.seed !== seed) {
    const house = openWarehouse(makeChance(seed))
    furnished = { seed, house, mutantOf: makeMutants(seed, house) }
  }
  return furnished
}

/**
 * Judges the mutants `from` … `to - 1` of a seed.
 * @param progress hears of every mutant before it is judged, so that one that hangs can be named
 */
export function runRange(
  seed: number,
  from: number,
  to: number,
  progress: (index: number) => void = () => undefined,
  gate: Gate = realGate,
  mostFindings = MOST_FINDINGS,
): RangeReport {
  const { house, mutantOf } = mutantsOf(seed)
  const report = emptyReport()
  for (let index = from; index < to && report.findings.length < mostFindings; index++) {
    progress(index)
    const mutant = mutantOf(index)
    const { outcome, ms, complaint, threw } = judge(mutant, gate, house)
    report.mutants += 1
    if (outcome === 'accept') report.accepted += 1
    else report.refusedByCode[outcome] = (report.refusedByCode[outcome] ?? 0) + 1
    if (outcome !== 'update_malformed' && outcome !== 'update_too_large') report.judged += 1
    warm += 1
    if (warm > WARMING_UP) {
      report.worstMs = Math.max(report.worstMs, ms)
      if (mutant.bytes.length >= LARGE_BYTES) report.worstMsLarge = Math.max(report.worstMsLarge, ms)
    } else if (complaint === 'took too long') continue
    if (complaint === undefined) continue
    const same = (bytes: Uint8Array) => judge({ bytes }, gate, house).complaint === complaint
    const shrunken = mutant.honest ? mutant.bytes : shrink(mutant.bytes, same)
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
    report.findings.push({
      ...{ index, complaint, threw: threw === true },
      ...{ hex: hex(mutant.bytes), shrunken: hex(shrunken) },
    })
  }
  return report
}
