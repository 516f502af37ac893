export type GtinReading =
  | { readonly kind: 'valid'; readonly gtin14: string }
  | { readonly kind: 'bad_check_digit'; readonly gtin14: string; readonly expected: string }
  | { readonly kind: 'not_gtin' }

/** GTIN-8, UPC-A (12), EAN-13 and GTIN-14; a code of another length or with a letter is no GTIN. */
const GTIN = /^(\d{8}|\d{12,14})$/

/**
 * The mod-10 check digit of a run of digits that does not contain it: weights 3, 1, 3, 1 … from the right
 * (GS1 General Specifications, 7.9). Serves GTIN, SSCC and GLN alike.
 */
export function checkDigit(digits: string): string {
  let sum = 0
  for (let place = 0; place < digits.length; place += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48
    sum += place % 2 === 0 ? digit * 3 : digit
  }
  return String((10 - (sum % 10)) % 10)
}

/** Tells whether a code that ends in a mod-10 check digit has the right one. */
export function hasValidCheckDigit(code: string): boolean {
  return checkDigit(code.slice(0, -1)) === code.at(-1)
}

/** Reads a code as a GTIN, normalised to 14 digits; a wrong check digit is reported, not repaired. */
export function readGtin(code: string): GtinReading {
  if (!GTIN.test(code)) return { kind: 'not_gtin' }
  const gtin14 = code.padStart(14, '0')
  const expected = checkDigit(gtin14.slice(0, 13))
  return gtin14.endsWith(expected) ? { kind: 'valid', gtin14 } : { kind: 'bad_check_digit', gtin14, expected }
}

/** Every shorter or longer way to write the same GTIN, longest first: 14, 13, 12 and 8 digits as zeros allow. */
export function gtinSpellings(gtin14: string): string[] {
  const spellings = [gtin14]
  for (const length of [13, 12, 8]) {
    const zeros = 14 - length
    if (gtin14.startsWith('0'.repeat(zeros))) spellings.push(gtin14.slice(zeros))
  }
  return spellings
}
