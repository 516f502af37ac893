import type { Clock } from 'erp-bridge/src/clock.ts'

/** Time of one invented site: it passes only where somebody waits or the story says so. */
export type VirtualClock = Clock & { readonly pass: (ms: number) => void }

/** @param start ms since 1970 */
export function virtualClock(start: number): VirtualClock {
  let now = start
  return {
    now: () => now,
    // Every reading of time moves it on a little, so that no two acts happen at one moment.
    sleep: (ms) => {
      now += ms
      return Promise.resolve()
    },
    pass: (ms) => {
      now += ms
    },
  }
}
