import { Workbox } from 'workbox-window'
import type { Watched } from '../replica/replica.ts'
import { createSource } from '../replica/watched.ts'

/** How often a page that stays open asks for a new version, ms. */
const ASK_EVERY_MS = 30 * 60_000

/** Whether the app lies on the device, so that it opens without a network. `failed`: the browser refused to keep it. */
export type AppKept = 'unknown' | 'kept' | 'failed'

export type AppUpdate = {
  readonly kept: Watched<AppKept>
  /** Asks the server for a newer version now: it has said that this one is too old. */
  readonly look: () => void
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
  const kept = createSource<AppKept>('unknown')
  if (script === undefined) return { available, kept, look: () => {}, apply: () => {} }
  if (!('serviceWorker' in navigator)) {
    // No secure origin, or a browser that forbids it: nothing is kept for the aisle.
    kept.set('failed')
    return { available, kept, look: () => {}, apply: () => {} }
  }
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
  // What was kept once still opens the app, though today's attempt fails.
  const opened = () => navigator.serviceWorker.controller !== null
  navigator.serviceWorker.ready.then(
    () => kept.set('kept'),
    () => {},
  )
  workbox.register().then(
    () => setInterval(ask, ASK_EVERY_MS),
    (error: unknown) => {
      console.error('The app could not be kept for offline use', error)
      kept.set(opened() ? 'kept' : 'failed')
    },
  )
  return {
    available,
    kept,
    look: ask,
    apply: () => {
      if (!available.get()) return
      accepted = true
      workbox.messageSkipWaiting()
    },
  }
}
