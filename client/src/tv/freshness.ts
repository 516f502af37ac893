/** The server sends a picture at least every 30 s; two missed ones and the screen shows the past, ms. */
const PICTURE_LIMIT_MS = 75_000
/** A line that heals within this was never noticed, ms. */
const CUT_LIMIT_MS = 5_000

export type Freshness = { readonly stale: boolean /** Age of what is shown, ms. */; readonly age: number }

/**
 * Whether what is on the screen is still the present. Both times by the screen's own clock, ms, so that a wrong clock
 * of the TV does no harm.
 * @param receivedAt when the last picture came
 * @param cutSince since when the line has been down; undefined while it is up
 */
export function freshness(receivedAt: number, cutSince: number | undefined, now: number): Freshness {
  const age = Math.max(0, now - receivedAt)
  const cut = cutSince !== undefined && now - cutSince > CUT_LIMIT_MS
  return { stale: cut || age > PICTURE_LIMIT_MS, age }
}
