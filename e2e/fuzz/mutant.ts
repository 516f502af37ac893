import { type Chance, makeChance } from '../simulation/world/chance.ts'
import { makeBombs } from './bombs.ts'
import { encodeDraft } from './draft.ts'
import { type HonestFrame, honestFrame } from './honest-frames.ts'
import { asVersion2, mutateBytes } from './mutate-bytes.ts'
import { mutateDraft } from './mutate-draft.ts'
import type { FuzzWarehouse } from './warehouse.ts'

/** A frame to be judged. `honest` when nothing was changed, so that it must be taken. */
export type Mutant = { readonly bytes: Uint8Array; readonly honest?: HonestFrame }

/** One in so many is as large as a frame may be: Yjs takes 10 to 30 ms to look at one. */
const LARGE_ONE_IN = 5_000

/** Makes mutants. The same seed and index always make the same one, whoever made which before. */
export function makeMutants(seed: number, house: FuzzWarehouse): (index: number) => Mutant {
  const chance = makeChance(seed)
  const bombs = Object.values(makeBombs(makeChance(seed), house))
  return (index) => {
    chance.reseed(seed * 2 ** 32 + index)
    if (index % LARGE_ONE_IN === LARGE_ONE_IN - 1) {
      const bomb = chance.pick(bombs)
      return { bytes: chance.odds(0.3) ? bomb : mutateBytes(bomb, chance.pick(bombs), chance) }
    }
    return makeMutant(chance, house)
  }
}

function makeMutant(chance: Chance, house: FuzzWarehouse): Mutant {
  const honest = honestFrame(chance, house)
  const kind = chance.below(100)
  if (kind < 6) return { bytes: encodeDraft(honest.draft), honest }
  if (kind < 24) {
    const other = encodeDraft(honestFrame(chance, house).draft)
    return { bytes: mutateBytes(encodeDraft(honest.draft), other, chance) }
  }
  for (let left = chance.odds(0.6) ? 1 : chance.between(2, 3); left > 0; left--)
    mutateDraft(honest.draft, chance, house)
  const bytes = encodeDraft(honest.draft)
  if (kind < 86) return { bytes }
  if (kind < 88) return { bytes: asVersion2(bytes) }
  return { bytes: mutateBytes(bytes, encodeDraft(honestFrame(chance, house).draft), chance) }
}
