/** Server time minus device time, with how long its question was under way; both ms. */
export type OffsetSample = { readonly offset: number; readonly roundTrip: number; readonly at: number }

/** After this long a better old sample gives way to a worse new one: clocks drift and people set them, ms. */
const SAMPLE_LIFE_MS = 5 * 60_000

/**
 * One measurement: the server read its clock about half way through the round trip.
 * @param asked @param answered readings of the monotonic clock, ms
 * @param wall device clock when the answer came
 */
export function measureOffset(
  asked: number,
  answered: number,
  serverTime: number,
  wall: number,
): OffsetSample {
  const roundTrip = Math.max(0, answered - asked)
  return { offset: serverTime + roundTrip / 2 - wall, roundTrip, at: answered }
}

/** The sample to believe: the one with the shortest round trip, for its error is at most half of that. */
export function betterSample(best: OffsetSample | undefined, next: OffsetSample): OffsetSample {
  if (best === undefined || next.at - best.at > SAMPLE_LIFE_MS) return next
  // Further apart than both errors together can explain: somebody set the clock.
  const explained = (best.roundTrip + next.roundTrip) / 2 + 1
  if (Math.abs(next.offset - best.offset) > explained) return next
  return next.roundTrip <= best.roundTrip ? next : best
}
