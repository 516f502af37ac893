import { type DecimalSeparator, parseQuantity, type Thousandths } from 'shared-schema/domain/quantity.ts'

/** More digits before the decimals than any shelf holds; a stuck key goes no further. */
const MOST_WHOLE = 6
const MOST_DECIMALS = 3

/** What the keypad shows after a key: a digit, the decimal separator, or `back`. Keys that make no sense do nothing. */
export function pressKeypad(text: string, key: string, decimal: DecimalSeparator): string {
  if (key === 'back') return text.slice(0, -1)
  const [whole = '', decimals] = text.split(decimal)
  if (key === ',' || key === '.') {
    return decimals === undefined ? `${whole === '' ? '0' : whole}${decimal}` : text
  }
  if (!/^\d$/.test(key)) return text
  if (decimals !== undefined) return decimals.length < MOST_DECIMALS ? text + key : text
  if (whole === '0') return key
  return whole.length < MOST_WHOLE ? text + key : text
}

/** The quantity a keypad shows; `undefined` while it is nothing or zero. */
export function keypadQuantity(text: string, decimal: DecimalSeparator): Thousandths | undefined {
  const read = parseQuantity(text, decimal)
  return read.ok && read.value > 0 ? read.value : undefined
}
