import { Workbox } from 'workbox-window'
import type { Watched } from '../replica/replica.ts'
import { createSource } from '../replica/watched.ts'

/** How often a page that stays open asks for a new version, ms. */
const ASK_EVERY_MS = 30 * 60_000

export type AppUpdate = {
  /** A new version lies ready on the device. Offer it when no task is open; nothing happens by itself. */
  readonly available: Watched<boolean>
  /**
   * Changes to the new version and reloads the page. Call it only on the worker's word and with no task open. What
   * was recorded is in the device log, which every version reads.
   */
  readonly apply: () => void
}

/**
 * Registers the service worker and watches for new versions.
 * @param script address of the service worker; undefined registers none
 * @param reload loads the page again once the new version is in charge
 * @returns an update that never becomes available where service workers are missing (no secure origin)
 */
export function watchForUpdates(script: string | undefined, reload: () => void): AppUpdate {
  const available = createSource(false)
  if (script === undefined || !('serviceWorker' in navigator)) return { available, apply: () => {} }
  const workbox = new Workbox(script)
  let accepted = false
  workbox.addEventListener('waiting', () => available.set(true))
  workbox.addEventListener('controlling', () => {
    // Another tab may have accepted; this one goes on with its loaded code until it is reloaded itself.
    if (accepted) reload()
  })
  const ask = () => {
    // Offline is the usual reason, and the next time is soon enough.
    workbox.update().catch(() => {})
  }
  workbox.register().then(
    () => setInterval(ask, ASK_EVERY_MS),
    (error: unknown) => console.error('The app could not be kept for offline use', error),
  )
  return {
    available,
    apply: () => {
      if (!available.get()) return
      accepted = true
      workbox.messageSkipWaiting()
    },
  }
}
