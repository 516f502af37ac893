/** A reading of the hybrid logical clock: ms since 1970 and a counter within that ms. */
export type ClockReading = { readonly at: number; readonly tick: number }

/**
 * The next reading after `last`: follows the wall clock, and never runs backwards when somebody sets it back.
 * @param wall the device's wall clock now, ms since 1970
 * @returns a reading strictly greater than `last`
 * Source: Kulkarni et al., "Logical Physical Clocks", 2014.
 */
export function nextReading(last: ClockReading | undefined, wall: number): ClockReading {
  if (last === undefined || wall > last.at) return { at: wall, tick: 0 }
  return { at: last.at, tick: last.tick + 1 }
}

/** Orders events for people: corrected time, then counter, then id. */
export function compareHappened(
  a: { readonly at: number; readonly tick: number; readonly offset?: number; readonly id: string },
  b: { readonly at: number; readonly tick: number; readonly offset?: number; readonly id: string },
): number {
  const byTime = a.at + (a.offset ?? 0) - (b.at + (b.offset ?? 0))
  if (byTime !== 0) return byTime
  if (a.tick !== b.tick) return a.tick - b.tick
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
