import type { Result } from '../error-codes.ts'

export type Discrepancy = 'none' | 'short_pick' | 'not_found' | 'damaged' | 'wrong_barcode'

export type ShortageReason = {
  readonly code: string
  /** How the shortage report counts it. */
  readonly discrepancy: Discrepancy
  /** What the warehouse should do next. */
  readonly followUp: 'count_location' | 'write_off' | 'check_location' | 'read_text'
  readonly needsText: boolean
  /** The screen asks for a photo; work goes on without one, since a broken camera must not stop a picker. */
  readonly asksPhoto: boolean
}

/** The one coded list of reasons why the rest of a line is missing. Codes stay for ever: events quote them. */
export const shortageReasons = [
  {
    code: 'out_of_stock',
    discrepancy: 'short_pick',
    followUp: 'count_location',
    needsText: false,
    asksPhoto: false,
  },
  {
    code: 'not_found',
    discrepancy: 'not_found',
    followUp: 'count_location',
    needsText: false,
    asksPhoto: false,
  },
  { code: 'damaged', discrepancy: 'damaged', followUp: 'write_off', needsText: false, asksPhoto: true },
  {
    code: 'wrong_item',
    discrepancy: 'wrong_barcode',
    followUp: 'check_location',
    needsText: false,
    asksPhoto: false,
  },
  { code: 'other', discrepancy: 'short_pick', followUp: 'read_text', needsText: true, asksPhoto: false },
] as const satisfies readonly ShortageReason[]

export type ShortageReasonCode = (typeof shortageReasons)[number]['code']

export type ShortageReasonFailure = { readonly code: 'shortage_reason_unknown' | 'reason_required' }

/** The reason with this code; `undefined` for a code of a newer version, which is shown as it is. */
export function shortageReason(code: string): ShortageReason | undefined {
  return shortageReasons.find((reason) => reason.code === code)
}

/** Checks what a screen or an API call is about to record: the reason exists and has its text where it needs one. */
export function checkShortageReason(
  code: string,
  text: string | undefined,
): Result<ShortageReason, ShortageReasonFailure> {
  const reason = shortageReason(code)
  if (reason === undefined) return { ok: false, failure: { code: 'shortage_reason_unknown' } }
  const lacksText = reason.needsText && (text ?? '').trim() === ''
  return lacksText ? { ok: false, failure: { code: 'reason_required' } } : { ok: true, value: reason }
}
