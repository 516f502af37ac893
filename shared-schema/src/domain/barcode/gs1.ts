import { type Gs1Format, gs1Format, gs1IdentifierLength, gs1PredefinedLength } from './gs1-identifiers.ts'
import { hasValidCheckDigit } from './gtin.ts'

export type Gs1Element = {
  readonly ai: string
  readonly text: string
  /** False for an identifier this product does not interpret; its text is kept as it came. */
  readonly known: boolean
}
export type Gs1Problem = {
  readonly code: 'gs1_check_digit' | 'gs1_malformed'
  readonly ai: string
  readonly found: string
}
export type Gs1Reading = {
  readonly elements: readonly Gs1Element[]
  readonly problems: readonly Gs1Problem[]
}

/** FNC1 as scanners transmit it between elements. */
export const FNC1 = '\u001d'

const SYMBOLOGY = /^\](?:C1|d2|Q3|e0)/
const PRINTED = /^\(\d{2,4}\)/
const PRINTED_IDENTIFIER = /\((\d{2,4})\)/

/**
 * Reads a GS1 element string: with a symbology id (`]C1 ]d2 ]Q3 ]e0`), with FNC1 (ASCII 29) in it, in the printed
 * `(01)…(10)…` form, or bare when it starts with (01) or (02) and a GTIN whose check digit is right.
 * @returns the elements read and what is wrong with some of them; `undefined` when the code is no GS1 string.
 */
export function readGs1(code: string): Gs1Reading | undefined {
  if (PRINTED.test(code)) return judged(splitPrinted(code))
  if (SYMBOLOGY.test(code)) return judged(splitTransmitted(code.slice(3)))
  if (code.includes(FNC1) || isBareGtinString(code)) return judged(splitTransmitted(code))
  return undefined
}

/** Text of the first element with this identifier. */
export function gs1Text(reading: Gs1Reading, ai: string): string | undefined {
  return reading.elements.find((element) => element.ai === ai)?.text
}

type RawElement = { readonly ai: string; readonly text: string }

function splitPrinted(code: string): RawElement[] {
  const parts = code.split(PRINTED_IDENTIFIER)
  const elements: RawElement[] = []
  for (let at = 1; at + 1 < parts.length; at += 2) {
    elements.push({ ai: parts[at] ?? '', text: (parts[at + 1] ?? '').trim() })
  }
  return elements
}

/** An unknown identifier ends at the next FNC1, as every one without a predefined length must. */
function splitTransmitted(code: string): RawElement[] {
  const elements: RawElement[] = []
  let rest = code
  while (rest !== '') {
    if (rest.startsWith(FNC1)) {
      rest = rest.slice(1)
      continue
    }
    const separator = rest.indexOf(FNC1)
    const upToSeparator = separator < 0 ? rest.length : separator
    const ai = rest.slice(0, Math.min(gs1IdentifierLength(rest.slice(0, 2)), upToSeparator))
    const fixed = gs1PredefinedLength(ai)
    const end = fixed === undefined ? upToSeparator : Math.min(ai.length + fixed, upToSeparator)
    elements.push({ ai, text: rest.slice(ai.length, end) })
    rest = rest.slice(end)
  }
  return elements
}

function judged(raw: readonly RawElement[]): Gs1Reading {
  const elements: Gs1Element[] = []
  const problems: Gs1Problem[] = []
  for (const { ai, text } of raw) {
    const format = gs1Format(ai)
    elements.push({ ai, text, known: format !== undefined })
    if (!/^\d{2,4}$/.test(ai) || text === '' || (format !== undefined && !fits(format, text))) {
      problems.push({ code: 'gs1_malformed', ai, found: text })
    } else if (format?.kind === 'digits' && format.checkDigit && !hasValidCheckDigit(text)) {
      problems.push({ code: 'gs1_check_digit', ai, found: text })
    }
  }
  return { elements, problems }
}

function fits(format: Gs1Format, text: string): boolean {
  if (format.kind === 'text') return text.length <= format.max
  if (!/^\d+$/.test(text)) return false
  if (format.kind === 'digits') return text.length === format.length
  if (format.kind === 'number') return text.length >= format.min && text.length <= format.max
  const month = Number(text.slice(2, 4))
  return text.length === 6 && month >= 1 && month <= 12 && Number(text.slice(4)) <= 31
}

/** Without symbology id only a sound GTIN in front tells an element string from a long internal code. */
function isBareGtinString(code: string): boolean {
  return /^0[12]\d{14}/.test(code) && hasValidCheckDigit(code.slice(2, 16))
}
