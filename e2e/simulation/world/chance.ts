/** Chance that a seed decides. */
export type Chance = {
  /** 0 ≤ x < 1 */
  readonly next: () => number
  /** An integer, 0 ≤ x < below */
  readonly below: (below: number) => number
  /** An integer of the range, both ends included */
  readonly between: (least: number, most: number) => number
  readonly odds: (share: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
  /** Starts the sequence anew from another number. */
  readonly reseed: (seed: number) => void
}

/** Makes chance from a seed. Source of the generator: sfc32, C. Doty-Humphrey, PractRand. */
export function makeChance(seed: number): Chance {
  let [a, b, c, d] = [0, 0, 0, 1]

  function reseed(from: number): void {
    ;[a, b, c, d] = [from | 0, Math.floor(from / 2 ** 32) | 0, 0x9e3779b9, 1]
    for (let round = 0; round < 12; round++) next()
  }

  function next(): number {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }

  const below = (limit: number) => Math.floor(next() * limit)
  reseed(seed)
  return {
    next,
    below,
    reseed,
    between: (least, most) => least + below(most - least + 1),
    odds: (share) => next() < share,
    pick: (from) => {
      if (from.length === 0) throw new RangeError('nothing to pick from')
      return from[below(from.length)] as (typeof from)[number]
    },
  }
}
