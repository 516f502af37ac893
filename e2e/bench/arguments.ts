import type { BenchOptions } from './result.ts'

export type Command = { readonly names: readonly string[]; readonly options: Omit<BenchOptions, 'say'> }

const RUNS = 5

/** Reads the command line: a name or `all`, and sizes as `--name number`. */
export function arguments_(
  given: readonly string[],
  known: readonly string[],
): { readonly ok: true; readonly value: Command } | { readonly ok: false; readonly problem: string } {
  const [name, ...rest] = given
  const usage = `npm run bench -- ${[...known, 'all'].join('|')} [--runs N] [--quick] [--devices N] [--seconds N]`
  if (name === undefined || (name !== 'all' && !known.includes(name))) return { ok: false, problem: usage }
  const sizes: Record<string, number> = {}
  let quick = false
  for (let index = 0; index < rest.length; index++) {
    const option = rest[index] ?? ''
    if (option === '--quick') {
      quick = true
      continue
    }
    const value = Number(rest[index + 1])
    if (!/^--[a-z]+$/.test(option) || !Number.isFinite(value)) return { ok: false, problem: usage }
    sizes[option.slice(2)] = value
    index += 1
  }
  const { runs = quick ? 1 : RUNS, ...others } = sizes
  return {
    ok: true,
    value: { names: name === 'all' ? known : [name], options: { runs, quick, sizes: others } },
  }
}
