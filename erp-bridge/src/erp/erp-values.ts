import { MAX_QUANTITY, parseQuantity, type Thousandths } from 'shared-schema/domain/quantity.ts'

/** Binary fractions leave this much noise in a number of thousandths; more is a fourth decimal place. */
const NOISE = 1e-4

/**
 * A decimal of the ERP as thousandths, exactly; negative stock exists.
 * @returns undefined for what is no quantity: text, more than three places, more than anybody counts
 */
export function readDecimal(value: unknown): Thousandths | undefined {
  if (typeof value === 'string') return readDecimalText(value)
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  const exact = value * 1000
  const rounded = Math.round(exact)
  // Beyond a billion units a double itself is no finer than that.
  const noise = Math.max(NOISE, Math.abs(exact) * Number.EPSILON * 8)
  if (Math.abs(rounded) > MAX_QUANTITY || Math.abs(exact - rounded) > noise) return undefined
  return rounded === 0 ? 0 : rounded
}

/** Some services write decimals as text, always with the same separator: a point. */
function readDecimalText(text: string): Thousandths | undefined {
  const trimmed = text.trim()
  const negative = trimmed.startsWith('-')
  const parsed = parseQuantity(negative ? trimmed.slice(1) : trimmed, trimmed.includes(',') ? ',' : '.')
  if (!parsed.ok) return undefined
  return negative && parsed.value !== 0 ? -parsed.value : parsed.value
}

/** Thousandths as the decimal number the ERP expects: 12300 is 12.3. Three places survive a double. */
export function writeDecimal(qty: Thousandths): number {
  return qty / 1000
}

const DAY = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/

/**
 * The day of `yyyy-MM-dd`, `yyyy-MM-dd HH:mm:ss` or ISO, as it is written: the ERP tells local time, also where a `Z` stands behind it.
 */
export function readDay(value: unknown): string | undefined {
  const day = typeof value === 'string' ? DAY.exec(value.trim())?.[1] : undefined
  if (day === undefined) return undefined
  const date = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day) ? undefined : day
}

/** Database columns of fixed width end in blanks. Blanks inside and leading zeros are part of an ident. */
export function readIdent(value: unknown): string | undefined {
  const ident = typeof value === 'string' ? value.trim() : ''
  return ident === '' ? undefined : ident
}

/** The ERP's booleans are letters. */
export function readFlag(value: unknown, otherwise: boolean): boolean {
  if (typeof value === 'boolean') return value
  if (value === 'T' || value === 't') return true
  if (value === 'F' || value === 'f') return false
  return otherwise
}

/** Distinct barcodes without blanks, in the order given. */
export function readBarcodes(values: readonly unknown[]): string[] {
  const codes = values
    .flatMap((value) => (typeof value === 'string' ? value.trim() : []))
    .filter((code) => code !== '')
  return [...new Set(codes)]
}

/** JSON with sorted keys: two services that write the same in another order mean the same. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part,
  )
}

/** The ERP's own positions; counted from 1 where it gives none or gives one twice. */
export function readPositions(given: readonly unknown[]): number[] {
  const whole = given.every((pos) => typeof pos === 'number' && Number.isSafeInteger(pos) && pos > 0)
  if (whole && new Set(given).size === given.length) return given as number[]
  return given.map((_, index) => index + 1)
}
