import type { StoredTries } from '../replica/device-log/stored-meta.ts'

/** Wrong PINs in a row before the first wait. */
export const FREE_TRIES = 5
const MINUTE = 60_000
/** Waits after the free tries are used up; the last one repeats. */
const WAITS = [1 * MINUTE, 5 * MINUTE, 15 * MINUTE]

/** Before the PIN is looked at: may it be tried now, and if not, when. */
export function mayTry(
  tries: StoredTries | undefined,
  now: number,
): { readonly retryAt: number } | undefined {
  if (tries === undefined || now >= tries.retryAt) return undefined
  // Somebody set the clock back: never wait longer than the longest wait from now.
  const longest = now + (WAITS.at(-1) ?? 0)
  return { retryAt: Math.min(tries.retryAt, longest) }
}

/** After a wrong PIN. Kept on the disk, so that a reload does not forget it. */
export function afterWrong(tries: StoredTries | undefined, now: number): StoredTries {
  const failed = (tries?.failed ?? 0) + 1
  const waits = failed - FREE_TRIES
  const wait = waits < 0 ? 0 : (WAITS[Math.min(waits, WAITS.length - 1)] ?? 0)
  return { failed, retryAt: wait === 0 ? 0 : now + wait }
}

/** Wrong PINs that are still free; 0 when the next one starts a wait. */
export function triesLeft(tries: StoredTries): number {
  return Math.max(0, FREE_TRIES - tries.failed)
}
