/** What of the Screen Wake Lock API is used; `navigator.wakeLock` where the browser has it. */
export type ScreenLocks = Pick<WakeLock, 'request'>

/**
 * Keeps the screen on while somebody works. The browser takes the lock away whenever the page is hidden, so it is
 * asked for again each time the page is seen. A refusal (low battery) is left standing until then.
 *
 * @returns lets the screen sleep again
 */
export function keepScreenOn(locks: ScreenLocks | undefined = navigator.wakeLock): () => void {
  if (locks === undefined) return () => {}
  let held: WakeLockSentinel | undefined
  let asking = false
  let over = false

  const release = (lock: WakeLockSentinel) => lock.release().catch(() => {})
  const ask = async () => {
    if (over || asking || document.visibilityState !== 'visible' || (held && !held.released)) return
    asking = true
    try {
      const lock = await locks.request('screen')
      if (over) await release(lock)
      else held = lock
    } catch {
      // Refused; the screen follows the device's own settings meanwhile.
    }
    asking = false
  }
  const onVisible = () => void ask()

  document.addEventListener('visibilitychange', onVisible)
  onVisible()
  return () => {
    over = true
    document.removeEventListener('visibilitychange', onVisible)
    if (held) void release(held)
  }
}
