const NUMBER = /^\d{2}-[0-9A-Z]{4}-\d{6}$/

/** The form of a document number, for people who have to correct one. */
export const REQUISITION_NUMBER_FORM = 'YY-TTTT-NNNNNN'

/** A document number in its one form (`25-20CT-000279`): blanks removed, upper case; `undefined` when it is none. */
export function readRequisitionNumber(text: string): string | undefined {
  const number = text.trim().toUpperCase()
  return NUMBER.test(number) ? number : undefined
}
