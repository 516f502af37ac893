/** The first wait is at most this long, ms. */
const FIRST_MS = 500
/** No wait is longer: a handheld that finds its radio again should not idle for minutes, ms. */
const LONGEST_MS = 20_000

/**
 * How long to wait before the next attempt, ms: "full jitter", so that sixty handheld computers do not come back
 * in the same second after an outage.
 * @param failures attempts that failed in a row, from 0
 * @param random 0 ≤ x < 1
 * @param longest no wait reaches it, ms
 * Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
export function reconnectDelay(failures: number, random: number, longest = LONGEST_MS): number {
  const ceiling = Math.min(longest, FIRST_MS * 2 ** Math.min(failures, 16))
  return Math.floor(random * ceiling)
}
