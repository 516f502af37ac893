import { Cron } from 'croner'
import { addDays, dayIn } from '../clock.ts'

/**
 * The nights of a site. On the day the clocks go forward a night whose hour does not exist is held at the next one, and on the day they go
 * back it is held once.
 */
export type NightSchedule = {
  /** The next night after a moment, ms since 1970. */
  readonly next: (after: number) => number
  /** The last night that should have been held before a moment; undefined for a pattern that never was due within a week. */
  readonly last: (before: number) => number | undefined
}

const WEEK_MS = 7 * 86_400_000

/**
 * @param pattern cron, e.g. `15 3 * * *`
 * @param timeZone IANA name of the site's zone
 * @throws when the pattern or the zone is none
 */
export function nightSchedule(pattern: string, timeZone: string): NightSchedule {
  const cron = new Cron(pattern, { timezone: timeZone, paused: true })
  const next = (after: number) => {
    const at = cron.nextRun(new Date(after))
    if (at === null) throw new Error(`the pattern ${pattern} is never due`)
    return at.getTime()
  }
  return {
    next,
    last: (before) => {
      let found: number | undefined
      for (let at = next(before - WEEK_MS); at <= before; at = next(at)) found = at
      return found
    },
  }
}

/** The working day a night at this moment closes: in the early hours the day before. */
export function dayOfNight(timeZone: string, at: number): string {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(at),
  )
  const today = dayIn(timeZone, at)
  return hour < 12 ? addDays(today, -1) : today
}
