import type { Reading, Symbology } from './scan.ts'

/**
 * Symbology identifiers of ISO/IEC 15424 ("AIM ids"): `]`, a letter for the family, a modifier. Only those
 * whose modifier changes how the content must be read are told apart.
 */
const identifier = /^\][A-Za-z][0-9A-Za-z]/

const families: Record<string, Symbology> = {
  A: 'code39',
  C: 'code128',
  E: 'ean13',
  I: 'itf',
  Q: 'qr',
  d: 'datamatrix',
}

const exact: Record<string, Symbology> = {
  ']C1': 'gs1-128',
  // GS1 DataBar carries the same element strings as GS1-128, which is all that later reading depends on.
  ']e0': 'gs1-128',
  ']E4': 'ean8',
  ']Q3': 'gs1-qr',
  ']Q4': 'gs1-qr',
  ']d2': 'gs1-datamatrix',
  ']d5': 'gs1-datamatrix',
}

/** True when a scanner put a symbology identifier before the content. */
export function hasIdentifier(text: string): boolean {
  return identifier.test(text)
}

/** Length of a symbology identifier in characters. */
export const IDENTIFIER_LENGTH = 3

/**
 * Splits what a scanner sent into content and symbology. Without an identifier the symbology is `unknown`:
 * thirteen digits may as well be a Code 128, so nothing is guessed.
 */
export function readIdentifier(text: string): Reading {
  if (!hasIdentifier(text)) return { code: text, symbology: 'unknown' }
  const id = text.slice(0, IDENTIFIER_LENGTH)
  const code = text.slice(IDENTIFIER_LENGTH)
  const symbology = exact[id] ?? families[id.charAt(1)] ?? 'unknown'
  // ISO/IEC 15424 sends UPC-A as thirteen digits, but many scanners drop its leading zero.
  if (symbology === 'ean13' && code.length === 12) return { code, symbology: 'upca' }
  return { code, symbology }
}
