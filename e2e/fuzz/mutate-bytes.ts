import * as Y from 'yjs'
import type { Chance } from '../simulation/world/chance.ts'

/** Bytes that mean something in an update: contents, infos, types of values, long numbers. */
const tokens = [
  ...[0, 1, 2, 7, 8, 9, 10, 0x27, 0x28, 0x48, 0x68, 0x88, 0xa8, 0xe8, 116, 117, 118, 119, 120, 121, 122, 123],
  ...[124, 125, 126, 127, 128, 255],
]
const huge = [
  [0xff, 0xff, 0xff, 0xff, 0xff, 0x1f],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
]

/** The bytes with some left out from a place on, and others put there. */
function spliced(bytes: Uint8Array, at: number, out: number, put: ArrayLike<number> = []): Uint8Array {
  const from = Math.min(bytes.length, at + out)
  const mutant = new Uint8Array(at + put.length + bytes.length - from)
  mutant.set(bytes.subarray(0, at))
  mutant.set(put, at)
  mutant.set(bytes.subarray(from), at + put.length)
  return mutant
}

/** Each takes an update and another one, and gives back what became of the first. */
const byteMutations: readonly ((bytes: Uint8Array, other: Uint8Array, chance: Chance) => Uint8Array)[] = [
  (bytes, _, chance) => {
    const at = chance.below(bytes.length)
    return bytes.with(at, (bytes[at] ?? 0) ^ (1 << chance.below(8)))
  },
  (bytes, _, chance) => bytes.with(chance.below(bytes.length), chance.pick(tokens)),
  (bytes, _, chance) => spliced(bytes, chance.below(bytes.length), 0, [chance.pick(tokens)]),
  (bytes, _, chance) => spliced(bytes, chance.below(bytes.length), chance.between(1, 3)),
  (bytes, _, chance) => bytes.slice(0, chance.below(bytes.length)),
  (bytes, _, chance) => spliced(bytes, chance.below(bytes.length), 0, chance.pick(huge)),
  // A letter for a letter mostly leaves an update legal, with another meaning.
  (bytes, _, chance) => bytes.with(chance.below(bytes.length), 97 + chance.below(26)),
  (bytes, other, chance) => {
    const from = chance.below(other.length)
    const piece = other.subarray(from, from + chance.between(1, 40))
    return spliced(bytes, chance.below(bytes.length), chance.below(40), piece)
  },
  // Two frames cut anywhere and put together.
  (bytes, other, chance) =>
    spliced(bytes, chance.below(bytes.length), bytes.length, other.subarray(chance.below(other.length))),
]

/** Applies one to three mutations. */
export function mutateBytes(bytes: Uint8Array, other: Uint8Array, chance: Chance): Uint8Array {
  let mutant = bytes
  for (let left = chance.between(1, 3); left > 0 && mutant.length > 0; left--) {
    mutant = chance.pick(byteMutations)(mutant, other, chance)
  }
  return mutant
}

/** The same update in the other format of Yjs, where Yjs can read it. */
export function asVersion2(bytes: Uint8Array): Uint8Array {
  try {
    return Y.convertUpdateFormatV1ToV2(bytes)
  } catch {
    // It was mutated before into something Yjs does not read.
    return bytes
  }
}
