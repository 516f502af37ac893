/** Chance that can be had again: the same seed gives the same bytes on every machine. */
export type Chance = {
  readonly bytes: (count: number) => Uint8Array
  /** A Yjs client id: 32 random bits, as Yjs takes them. */
  readonly clientId: () => number
  /** From 0 up to, not including, `limit`. */
  readonly below: (limit: number) => number
}

/** @param seed any integer. The generator is Marsaglia's xorshift32: fast, and good enough for ids that must only differ. */
export function makeChance(seed: number): Chance {
  let state = seed >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  return {
    bytes: (count) => Uint8Array.from({ length: count }, () => next() >>> 24),
    clientId: () => next() || 1,
    below: (limit) => next() % limit,
  }
}
