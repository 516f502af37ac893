import type { Watched } from './replica.ts'
import { createSource } from './watched.ts'

export type WritingTab = {
  /** True while this tab is the one that records. Once true it stays so until `release`. */
  readonly writes: Watched<boolean>
  /** Lets another tab take over, or stops waiting. */
  readonly release: () => void
}

/**
 * Claims to be the one tab of this device that records and connects: two would give the same number to two picks.
 * The claim waits behind the tab that has it, and is granted when that one closes.
 * @param locks of the browser; without them (very old WebViews) this tab takes itself for the only one
 */
export function claimWritingTab(locks: LockManager | undefined, name: string): WritingTab {
  const writes = createSource(locks === undefined)
  const waiting = new AbortController()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  locks
    ?.request(name, { signal: waiting.signal }, () => {
      writes.set(true)
      return held
    })
    // Aborted while it waited, which is what `release` is for.
    .catch(() => {})
  return {
    writes,
    release: () => {
      waiting.abort()
      release()
    },
  }
}
