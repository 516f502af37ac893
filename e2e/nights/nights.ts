import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { readManyArticles } from './catalogue.ts'
import { holdLargeNight } from './large-night.ts'
import { killEverywhere } from './matrix.ts'
import { liveThroughSeeds } from './seeds.ts'

/*
 * `npm run nights -- --seeds N [--seed S]`: lives through N days and nights at invented sites, the ERP failing and the bridge dying, and
 * looks afterwards whether both sides agree. The last line is JSON; exit 0 only if nothing is booked twice, missing or unexplained.
 * `--matrix [--rounds N]` kills real processes at every point, `--large` holds one night of 12,000 lines, `--catalogue N` reads N articles.
 */

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    workers: { type: 'string', default: String(Math.min(availableParallelism(), 8)) },
    matrix: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '1' },
    large: { type: 'boolean', default: false },
    catalogue: { type: 'string' },
  },
})

function wished(): Promise<boolean> {
  const { seeds, seed, workers, matrix, rounds, large, catalogue } = values
  if (matrix) return killEverywhere(Number(rounds))
  if (large) return holdLargeNight()
  if (catalogue !== undefined) return readManyArticles(Number(catalogue))
  const count = Number(seeds ?? (seed === undefined ? 100 : 1))
  return liveThroughSeeds({ first: Number(seed ?? 1), count, workers: Number(workers) })
}

process.exitCode = (await wished()) ? 0 : 1
