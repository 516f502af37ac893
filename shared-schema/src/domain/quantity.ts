/** A quantity in integer thousandths of the article's base unit: 12,3 KOM is 12300. */
export type Thousandths = number

export type DecimalSeparator = ',' | '.'

export type QuantityErrorCode =
  | 'quantity_empty'
  | 'quantity_not_a_number'
  | 'quantity_grouping_ambiguous'
  | 'quantity_too_precise'
  | 'quantity_too_large'

export type ParsedQuantity = { ok: true; value: Thousandths } | { ok: false; code: QuantityErrorCode }

const PLAIN = /^\d+$/
const GROUPED_BY_POINT = /^\d{1,3}(\.\d{3})+$/
const GROUPED_BY_COMMA = /^\d{1,3}(,\d{3})+$/
const GROUPED_BY_BLANK = /^\d{1,3}([ \u00a0\u202f]\d{3})+$/

/** `1.234` is 1234 to a Serbian reader and 1,234 to an English one; `0.125` and `1234.500` have one reading only. */
const POINT_AND_THREE_DIGITS = /^[1-9]\d{0,2}\.\d{3}$/

/** Ten digits before the three decimals; nobody counts more, and an EAN that got into the wrong field has more. */
const MAX_WHOLE_DIGITS = 10
/**
 * The largest quantity of one line, one act, one decision. It is far below the largest safe integer, for sums over a task and a day have to
 * stay exact, too: a single total that is none makes screens refuse the whole picture it stands in.
 */
export const MAX_QUANTITY: Thousandths = 9_999_999_999_999

/**
 * Reads a quantity that a person typed or a file carries.
 * A lone comma is the decimal comma; a lone point is the decimal point unless it could as well group thousands.
 * Pass `decimal` when the source settles which separator it uses; the other one then groups thousands.
 * @returns thousandths, zero allowed, never negative.
 */
export function parseQuantity(text: string, decimal?: DecimalSeparator): ParsedQuantity {
  const trimmed = text.trim()
  if (trimmed === '') return { ok: false, code: 'quantity_empty' }
  if (decimal === undefined && POINT_AND_THREE_DIGITS.test(trimmed)) {
    return { ok: false, code: 'quantity_grouping_ambiguous' }
  }
  const split = splitAtDecimal(trimmed, decimal)
  if (split === undefined) return { ok: false, code: 'quantity_not_a_number' }
  const fraction = split.fraction.replace(/0+$/, '')
  if (fraction.length > 3) return { ok: false, code: 'quantity_too_precise' }
  const whole = split.whole.replace(/^0+/, '')
  if (whole.length > MAX_WHOLE_DIGITS) return { ok: false, code: 'quantity_too_large' }
  return { ok: true, value: Number(`${whole}${fraction.padEnd(3, '0')}`) }
}

/**
 * Which decimal separator a column of numbers settles by itself, so that its ambiguous cells can be read too.
 * `undefined` when no cell settles it or when two cells disagree.
 */
export function settledDecimal(cells: readonly string[]): DecimalSeparator | undefined {
  const seen = new Set<DecimalSeparator>()
  for (const cell of cells) {
    const text = cell.trim()
    const comma = text.lastIndexOf(',')
    const point = text.lastIndexOf('.')
    if (POINT_AND_THREE_DIGITS.test(text) || (comma < 0 && point < 0)) continue
    if (!parseQuantity(text).ok) continue
    const grouping =
      GROUPED_BY_POINT.test(text) || (GROUPED_BY_COMMA.test(text) && text.indexOf(',') !== comma)
    if (grouping) seen.add(point > comma ? ',' : '.')
    else seen.add(comma > point ? ',' : '.')
  }
  const [only] = seen
  return seen.size === 1 ? only : undefined
}

/** Text of a quantity: decimal comma in Serbian, point in English, no trailing zeros and no grouping. */
export function formatQuantity(value: Thousandths, locale: 'sr' | 'en'): string {
  const digits = String(Math.abs(value)).padStart(4, '0')
  const fraction = digits.slice(-3).replace(/0+$/, '')
  const sign = value < 0 ? '-' : ''
  const separator = locale === 'sr' ? ',' : '.'
  return `${sign}${digits.slice(0, -3)}${fraction === '' ? '' : separator + fraction}`
}

/**
 * Thousandths of a number of whole or decimal units, rounded to the nearest thousandth.
 * Throws a RangeError outside the safe range: that is a bug in the caller, text goes through `parseQuantity`.
 */
export function toThousandths(units: number): Thousandths {
  const value = Math.round(units * 1000)
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a quantity: ${units}`)
  return value
}

function splitAtDecimal(
  text: string,
  decimal: DecimalSeparator | undefined,
): { whole: string; fraction: string } | undefined {
  const separator = decimal ?? decimalOf(text)
  const at = separator === undefined ? -1 : text.lastIndexOf(separator)
  const whole = at < 0 ? text : text.slice(0, at)
  const fraction = at < 0 ? '' : text.slice(at + 1)
  if (at >= 0 && !PLAIN.test(fraction)) return undefined
  const plain = ungroup(whole, separator)
  return plain === undefined ? undefined : { whole: plain, fraction }
}

function decimalOf(text: string): DecimalSeparator | undefined {
  const comma = text.lastIndexOf(',')
  const point = text.lastIndexOf('.')
  if (comma < 0 && point < 0) return undefined
  const last = comma > point ? ',' : '.'
  const repeated = text.indexOf(last) !== text.lastIndexOf(last)
  return repeated ? undefined : last
}

function ungroup(whole: string, decimal: DecimalSeparator | undefined): string | undefined {
  if (PLAIN.test(whole)) return whole
  if (decimal !== '.' && GROUPED_BY_POINT.test(whole)) return whole.replaceAll('.', '')
  if (decimal !== ',' && GROUPED_BY_COMMA.test(whole)) return whole.replaceAll(',', '')
  if (GROUPED_BY_BLANK.test(whole)) return whole.replace(/[ \u00a0\u202f]/g, '')
  return undefined
}
