import type { Platform } from './platform.ts'
import type { Watched } from './replica.ts'
import { createSource } from './watched.ts'

/** A tab that is asked to hand over and has not done so by now is frozen or broken, ms. */
const HAND_OVER_WITHIN_MS = 3_000
const PLEASE = 'hand-over'

export type WritingTab = {
  /** True while this tab is the one that records. */
  readonly writes: Watched<boolean>
  /** Asks the tab that records to let this one; takes the place of one that does not answer. */
  readonly takeOver: () => void
  /** Lets another tab take over, or stops waiting. */
  readonly release: () => void
}

export type WritingTabOptions = {
  /** Without Web Locks (very old WebViews) this tab takes itself for the only one. */
  readonly platform: Pick<Platform, 'locks' | 'after' | 'openTabChannel'>
  readonly name: string
  /** Another tab asks for the place. `writes` is false already; call `release` when everything under way is on the disk. */
  readonly onAsked: () => void
  /** The place was taken without asking: this tab did not answer for seconds. */
  readonly onTaken: () => void
}

/**
 * Claims to be the one tab of this device that records and connects: two would give the same number to two picks.
 * The claim waits behind the tab that has it, and is granted when that one closes or hands over.
 */
export function claimWritingTab({ platform, name, onAsked, onTaken }: WritingTabOptions): WritingTab {
  const { locks } = platform
  const writes = createSource(locks === undefined)
  const waiting = new AbortController()
  let released = false
  let letGo = () => {}
  let cancelPatience = () => {}

  function granted(): Promise<void> {
    cancelPatience()
    if (released) return Promise.resolve()
    writes.set(true)
    return new Promise((resolve) => {
      letGo = resolve
    })
  }

  function ended(): void {
    if (released || !writes.get()) return
    writes.set(false)
    onTaken()
  }

  // Rejects when it was given up while it waited, which ends nothing, or when the lock was taken.
  locks?.request(name, { signal: waiting.signal }, granted).catch(() => {
    if (!waiting.signal.aborted) ended()
  })
  const channel = platform.openTabChannel?.(name, (message) => {
    if (message !== PLEASE || released || !writes.get()) return
    writes.set(false)
    onAsked()
  })

  return {
    writes,
    takeOver: () => {
      if (writes.get()) return
      channel?.post(PLEASE)
      cancelPatience()
      cancelPatience = platform.after(HAND_OVER_WITHIN_MS, () => {
        if (released || writes.get()) return
        waiting.abort()
        locks?.request(name, { steal: true }, granted).catch(ended)
      })
    },
    release: () => {
      released = true
      cancelPatience()
      waiting.abort()
      channel?.close()
      letGo()
    },
  }
}

/** Calls back when no other tab has the place any more, and keeps it from then on; for a tab that begins anew then. */
export function whenPlaceIsFree(locks: LockManager | undefined, name: string, run: () => void): void {
  locks
    ?.request(name, () => {
      run()
      return new Promise(() => {})
    })
    .catch(() => {})
}
