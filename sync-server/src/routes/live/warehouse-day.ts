export type Shift = { readonly name: string; readonly from: string; readonly to: string }

const MINUTE = 60_000

/** Local midnight before an instant, ms since 1970. @param timeZone IANA name */
export function dayStart(at: number, timeZone: string): number {
  return localTime(at, '00:00', timeZone)
}

/**
 * When the latest of the running shifts ends; shifts may overlap, so several may run. Undefined outside shifts.
 * A shift that ends before it begins runs over midnight.
 */
export function shiftEndsAt(at: number, shifts: readonly Shift[], timeZone: string): number | undefined {
  const ends = shifts.flatMap(({ from, to }) => {
    const [begin, end] = [localTime(at, from, timeZone), localTime(at, to, timeZone)]
    if (begin <= end) return begin <= at && at < end ? [end] : []
    if (at >= begin) return [localTime(at + 24 * 60 * MINUTE, to, timeZone)]
    return at < end ? [end] : []
  })
  return ends.length === 0 ? undefined : Math.max(...ends)
}

/** The instant at which clocks in the zone show `HH:MM` on the local day of `at`. */
function localTime(at: number, time: string, timeZone: string): number {
  const { year, month, day } = partsOf(at, timeZone)
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const asUtc = Date.UTC(year, month - 1, day, hours, minutes)
  // The zone's offset is that of the guess; a second round settles the days when clocks change.
  const guess = asUtc - offsetOf(asUtc, timeZone)
  return asUtc - offsetOf(guess, timeZone)
}

function offsetOf(at: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = partsOf(at, timeZone)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>
const formats = new Map<string, Intl.DateTimeFormat>()

function partsOf(at: number, timeZone: string): Parts {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    // Making one takes longer than a thousand uses of it.
    formats.set(timeZone, format)
  }
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)])) as Parts
}
