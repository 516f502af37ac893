/** From so many frames in one transaction on, a storm is under way: waiting a moment for more of it costs less than one more commit. */
const STORM_FRAMES = 8
const STORM_GATHER_MS = 20

/**
 * Resolves when every socket that has something to read was read once; in a storm a little later.
 * @param last frames and acts of the transaction before
 */
export function afterAllSockets(last: number): Promise<void> {
  return new Promise((resolve) => {
    if (last < STORM_FRAMES) setImmediate(resolve)
    else setTimeout(resolve, STORM_GATHER_MS)
  })
}
