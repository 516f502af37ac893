import type { Thousandths } from 'shared-schema/domain/quantity.ts'
import { quantity } from '../ui/format.ts'

/** A quantity with its unit that never breaks apart: `12 KOM`. */
export function withUnit(value: Thousandths, unit: string | null): string {
  return unit === null ? quantity(value) : `${quantity(value)}\u00a0${unit}`
}

/** A signed change with a real minus: `−2`, `+3`. */
export function signed(value: Thousandths): string {
  return value < 0 ? `\u2212${quantity(-value)}` : `+${quantity(value)}`
}

/** `yyyy-MM-dd` of a document as people write dates here. */
export function documentDate(day: string, language: 'sr' | 'en'): string {
  const [year, month, date] = day.split('-')
  return language === 'sr' ? `${date}.${month}.${year}` : `${date}/${month}/${year}`
}
