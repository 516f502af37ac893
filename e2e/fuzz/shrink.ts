/** So many tries; what is left then is small enough to read. */
const MOST_TRIES = 4_000

/**
 * Leaves out and blanks bytes as long as the finding stays the same.
 * @param same whether these bytes still show it
 */
export function shrink(bytes: Uint8Array, same: (bytes: Uint8Array) => boolean): Uint8Array {
  let best = bytes
  let tries = 0
  const attempt = (candidate: Uint8Array): boolean => {
    tries += 1
    if (!same(candidate)) return false
    best = candidate
    return true
  }
  for (let size = Math.ceil(bytes.length / 2); size >= 1 && tries < MOST_TRIES; size = Math.floor(size / 2)) {
    for (let at = 0; at < best.length && tries < MOST_TRIES; ) {
      const without = Uint8Array.from([...best.subarray(0, at), ...best.subarray(at + size)])
      if (!attempt(without)) at += size
    }
  }
  for (let at = 0; at < best.length && tries < MOST_TRIES; at++) {
    if (best[at] !== 0) attempt(best.with(at, 0))
  }
  return best
}
