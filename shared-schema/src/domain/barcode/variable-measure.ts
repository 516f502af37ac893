import type { Thousandths } from '../quantity.ts'
import { checkDigit, hasValidCheckDigit } from './gtin.ts'

/**
 * One national or in-house layout of an EAN-13 that a scale prints: prefix, item, value, check digit.
 * They differ by country, so they are configuration and never code.
 */
export type VariableMeasureTemplate = {
  /** `02` or `20` to `29`, possibly longer. */
  readonly prefix: string
  readonly itemDigits: number
  readonly valueDigits: number
  /** What the value counts: weight or length in base units, pieces, or money. */
  readonly kind: 'weight' | 'quantity' | 'price'
  /** Decimal places of the value: 3 with `weight` means grams of a kilogram. */
  readonly decimals: number
}

export type VariableMeasureReading = {
  /** Codes the article may have in the catalogue: prefix with item, the EAN-13 with value zero, item alone. */
  readonly itemCodes: readonly string[]
  /** `undefined` for a price label: its quantity has to be asked. */
  readonly quantity: Thousandths | undefined
  readonly checkDigitBad: boolean
}

const EAN13_WITHOUT_CHECK_DIGIT = 12

/** Tells whether a template describes an EAN-13: its parts and the check digit make 13 digits. */
export function isVariableMeasureTemplate(template: VariableMeasureTemplate): boolean {
  const { prefix, itemDigits, valueDigits, decimals } = template
  const counts = [itemDigits, valueDigits, decimals]
  return (
    /^(02|2\d)\d*$/.test(prefix) &&
    counts.every((count) => Number.isInteger(count) && count >= 0) &&
    itemDigits > 0 &&
    valueDigits > 0 &&
    decimals <= valueDigits &&
    prefix.length + itemDigits + valueDigits === EAN13_WITHOUT_CHECK_DIGIT
  )
}

/**
 * Reads an EAN-13 by the template with the longest fitting prefix; invalid templates are passed over.
 * @returns `undefined` when the code is no EAN-13 or no template fits.
 */
export function readVariableMeasure(
  code: string,
  templates: readonly VariableMeasureTemplate[],
): VariableMeasureReading | undefined {
  if (!/^\d{13}$/.test(code)) return undefined
  const [template] = templates
    .filter((candidate) => code.startsWith(candidate.prefix) && isVariableMeasureTemplate(candidate))
    .sort((a, b) => b.prefix.length - a.prefix.length)
  if (template === undefined) return undefined
  const valueAt = template.prefix.length + template.itemDigits
  const value = Number(code.slice(valueAt, valueAt + template.valueDigits))
  const head = code.slice(0, valueAt)
  const zeroValued = head.padEnd(EAN13_WITHOUT_CHECK_DIGIT, '0')
  return {
    itemCodes: [head, zeroValued + checkDigit(zeroValued), code.slice(template.prefix.length, valueAt)],
    quantity: template.kind === 'price' ? undefined : Math.round((value * 1000) / 10 ** template.decimals),
    checkDigitBad: !hasValidCheckDigit(code),
  }
}
