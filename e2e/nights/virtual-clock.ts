import type { Clock } from 'erp-bridge/src/clock.ts'

/** Time of one invented site: it passes only where somebody waits or the story says so. */
export type VirtualClock = Clock & {
  readonly pass: (ms: number) => void
  /** A time in which whatever is still going on somewhere comes to its end. */
  readonly passLong: (ms: number) => Promise<void>
}

/** Whoever waits so long is right to think that the ERP is through with what it was asked, ms. */
const LONG_MS = 30_000

/**
 * @param start ms since 1970
 * @param quiet resolves when nothing is going on any more that takes real time
 */
export function virtualClock(start: number, quiet: () => Promise<void>): VirtualClock {
  let now = start
  const pass = (ms: number) => {
    now += ms
  }
  const passLong = async (ms: number) => {
    await quiet()
    pass(ms)
  }
  return {
    now: () => now,
    sleep: (ms) => (ms >= LONG_MS ? passLong(ms) : Promise.resolve(pass(ms))),
    pass,
    passLong,
  }
}
