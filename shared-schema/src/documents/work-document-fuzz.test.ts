import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { fuzz } from './work-document-fuzz.ts'

/** Raised for a long run: `FUZZ_MUTANTS=1000000 npx vitest run work-document-fuzz`. */
const mutants = Number(process.env.FUZZ_MUTANTS ?? 20_000)
const seed = Number(process.env.FUZZ_SEED ?? 20_261)

test(
  `SY-03 ${mutants} mutated updates: what is accepted is what Yjs reads, and nothing but a typed refusal leaves the parser`,
  () => {
    const report = fuzz(mutants, seed, Y)
    expect(report.disagreements).toEqual([])
    // A run in which nothing is accepted, or nothing is refused, would prove nothing.
    expect(report.accepted).toBeGreaterThan(mutants / 200)
    expect(report.refused).toBeGreaterThan(mutants / 2)
  },
  60_000 + mutants,
)
