import { checkDigit } from 'shared-schema/domain/barcode/gtin.ts'

/** Pieces in a box of the articles that have a pack barcode, thousandths: 12 KOM. */
export const DEMO_PACK_FACTOR = 12_000

/** One printed code for two articles, as a careless supplier makes it: the worker is asked, nobody guesses. */
export const DEMO_SHARED_BARCODE = closed('387000200500')
export const DEMO_SHARED_IDENTS: readonly string[] = ['200500', '200501']

/** Printed on the pillow for years with a wrong check digit; the exact code is in the catalogue, so it works and warns. */
export const DEMO_MISPRINTED_BARCODE = '8600100200431'
export const DEMO_MISPRINTED_IDENT = '200431'

/** Scale labels of the demo: `28`, five digits of the article, five digits of grams. */
export const DEMO_SCALE_TEMPLATE = {
  prefix: '28',
  itemDigits: 5,
  valueDigits: 5,
  kind: 'weight',
  decimals: 3,
} as const

/** EAN-13 of a demo article: 389, three zeros, the six digits of the ident, the check digit. */
export function demoBarcode(ident: string): string {
  return closed(`389000${ident}`)
}

/** GTIN-14 of the box of twelve; only every fifth article is packed so. */
export function demoPackBarcode(ident: string): string | undefined {
  return Number(ident) % 5 === 0 ? closed(`1389000${ident}`) : undefined
}

/** A second EAN-13 from an older supplier; every seventh article has one. */
export function demoSecondBarcode(ident: string): string | undefined {
  return Number(ident) % 7 === 0 ? closed(`860000${ident}`) : undefined
}

/** The scale label of an article sold by weight, with the value zero, as the catalogue stores it. */
export function demoScaleBarcode(ident: string): string {
  return closed(`${DEMO_SCALE_TEMPLATE.prefix}${ident.slice(-5)}00000`)
}

function closed(digits: string): string {
  return digits + checkDigit(digits)
}
