import { makeChance } from '../simulation/world/chance.ts'
import { makeBombs } from './bombs.ts'
import { realGate, timed } from './judge.ts'
import { openWarehouse } from './warehouse.ts'

/** How long the gate takes for frames of 64 KiB that were made to be slow, ms. */
export type BombTimes = {
  readonly p50: number
  readonly p99: number
  readonly worst: number
  readonly slowest: string
}

/** The first rounds are compiled while they run. */
const WARM_ROUNDS = 4
const ROUNDS = 12

export function timeBombs(seed: number): BombTimes {
  const house = openWarehouse(makeChance(seed))
  const bombs = Object.entries(makeBombs(makeChance(seed), house))
  const times: { ms: number; name: string }[] = []
  for (let round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
    for (const [name, bytes] of bombs) {
      const { ms } = timed(bytes, realGate, house)
      if (round >= WARM_ROUNDS) times.push({ ms, name })
    }
  }
  times.sort((a, b) => a.ms - b.ms)
  const share = (of: number) => times[Math.min(times.length - 1, Math.floor(times.length * of))]
  return {
    ...{ p50: share(0.5)?.ms ?? 0, p99: share(0.99)?.ms ?? 0 },
    ...{ worst: share(1)?.ms ?? 0, slowest: share(1)?.name ?? '' },
  }
}
