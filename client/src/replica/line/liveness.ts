/** A question every so often keeps radios and proxies from forgetting the line, ms. */
const PING_EVERY_MS = 10_000
/** A line on which nothing was heard for so long is dead, whatever the socket says, ms. */
const DEAD_AFTER_MS = 25_000
/** From the first byte to `welcome`, ms. */
const WELCOME_WITHIN_MS = 10_000
/** How often to look. Dead lines are found within 30 s. */
export const LOOK_EVERY_MS = 2_500
/** After the radio or the person came back, silence means death much sooner, ms. */
export const PROBE_WITHIN_MS = 5_000

export type Liveness = {
  readonly welcomed: boolean
  readonly openedAt: number
  readonly lastHeard: number
  readonly lastPing: number
}

/** What to do with the line now; readings of the monotonic clock, ms. */
export function judgeLiveness(line: Liveness, now: number): 'ping' | 'drop' | 'wait' {
  if (!line.welcomed) return now - line.openedAt > WELCOME_WITHIN_MS ? 'drop' : 'wait'
  if (now - line.lastHeard > DEAD_AFTER_MS) return 'drop'
  return now - line.lastPing >= PING_EVERY_MS ? 'ping' : 'wait'
}
