import { formatQuantity, type Thousandths } from 'shared-schema/domain/quantity.ts'
import { houseZone } from './house-zone.ts'
import { language, locale } from './language.ts'

/*
 * Numbers and times as the locale writes them. All read the language signal, so a component that calls them
 * follows it. Times are ms since 1970 and shown in the time zone of the house, wherever the device thinks it is.
 */

type Parts = Record<string, string>
const formats = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>()

/** A quantity without its unit: `12,3`. */
export function quantity(value: Thousandths): string {
  return formatQuantity(value, language())
}

/** A count or any other number, grouped: `12.345,6`. */
export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = `n ${locale()} ${JSON.stringify(options)}`
  const found = formats.get(key) ?? new Intl.NumberFormat(locale(), options)
  formats.set(key, found)
  return (found as Intl.NumberFormat).format(value)
}

/** A share of one: 0.756 is `76 %` in Serbian, `76%` in English. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}${language() === 'sr' ? '\u00a0%' : '%'}`
}

/** `14:05`, with seconds where they matter. */
export function time(at: number, withSeconds = false): string {
  const { hour, minute, second } = parts(at)
  return withSeconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`
}

/** `03.10.2025.`-like dates cause doubt with a trailing point, so both languages read `03.10.2025` and `03/10/2025`. */
export function date(at: number): string {
  const { day, month, year } = parts(at)
  return language() === 'sr' ? `${day}.${month}.${year}` : `${day}/${month}/${year}`
}

/** Date and time of day. */
export function dateTime(at: number): string {
  return `${date(at)} ${time(at)}`
}

/** Time of day for today, otherwise with the date. `now` decides what today is. */
export function moment(at: number, now: number): string {
  return date(at) === date(now) ? time(at) : dateTime(at)
}

/** How long something took or is old, in its largest unit that says enough: `45 s`, `12 min`, `3 h 20 min`, `2 d`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 10 && minutes % 60 > 0) return `${hours} h ${minutes % 60} min`
  if (hours < 48) return `${hours} h`
  return `${Math.floor(hours / 24)} d`
}

function parts(at: number): Parts {
  const timeZone = houseZone()
  const key = `d ${locale()} ${timeZone}`
  const found =
    formats.get(key) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
  formats.set(key, found)
  const read = (found as Intl.DateTimeFormat).formatToParts(at)
  return Object.fromEntries(read.map(({ type, value }) => [type, value]))
}
