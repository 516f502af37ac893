import type { Thousandths } from '../quantity.ts'
import { type Gs1Reading, gs1Text } from './gs1.ts'

/**
 * The date of an element YYMMDD as `yyyy-MM-dd`; day 00 means the last day of the month.
 * The century is the one that puts the year within 49 years before and 50 after `currentYear`
 * (GS1 General Specifications, 7.12). `undefined` when there is no such day.
 */
export function gs1Date(text: string, currentYear: number): string | undefined {
  if (!/^\d{6}$/.test(text)) return undefined
  const year = fullYear(Number(text.slice(0, 2)), currentYear)
  const month = Number(text.slice(2, 4))
  const last = month >= 1 && month <= 12 ? daysInMonth(year, month) : 0
  const day = Number(text.slice(4)) || last
  if (day < 1 || day > last) return undefined
  return `${String(year).padStart(4, '0')}-${text.slice(2, 4)}-${String(day).padStart(2, '0')}`
}

/** How often the trade item is inside: AI 37 beside (02), AI 30 beside (01). A whole number above zero. */
export function gs1Count(reading: Gs1Reading, ai: '30' | '37'): number | undefined {
  const text = gs1Text(reading, ai)
  return text !== undefined && /^\d{1,8}$/.test(text) && Number(text) > 0 ? Number(text) : undefined
}

/** Net weight in thousandths of a kilogram from AI 310n; finer than a gram is rounded. */
export function gs1NetKilograms(reading: Gs1Reading): Thousandths | undefined {
  const element = reading.elements.find(({ ai }) => /^310[0-5]$/.test(ai))
  if (element === undefined || !/^\d{6}$/.test(element.text)) return undefined
  return Math.round((Number(element.text) * 1000) / 10 ** Number(element.ai[3]))
}

function fullYear(twoDigits: number, currentYear: number): number {
  const century = currentYear - (currentYear % 100)
  const distance = twoDigits - (currentYear % 100)
  if (distance >= 51) return century - 100 + twoDigits
  return distance <= -50 ? century + 100 + twoDigits : century + twoDigits
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
