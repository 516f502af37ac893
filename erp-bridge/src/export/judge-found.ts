import type { Booking } from '../erp/erp-port.ts'
import type { FulfilmentLine, FulfilmentRecord, PostingRule } from './fulfilment.ts'

/**
 * What the ERP shows under the id of a posting.
 * - `same`: what we would have sent
 * - `other`: other quantities; what is booked there is what the posting covers
 * - `strange`: nobody can tell what it covers, so it is neither confirmed nor sent
 */
export type Judgement =
  | { readonly verdict: 'same' }
  | {
      readonly verdict: 'other'
      readonly kind: FulfilmentRecord['kind']
      readonly type: string
      readonly lines: readonly FulfilmentLine[]
    }
  | { readonly verdict: 'strange'; readonly why: string }

/**
 * Holds what the ERP has booked under our id against what we are about to send under it. They differ after the journal was lost or put
 * back: the booking is then an earlier part of the document, and only what it does not cover may still be posted (RC-05). Pure.
 */
export function judgeFound(
  record: FulfilmentRecord,
  bookings: readonly Booking[],
  rules: readonly PostingRule[],
): Judgement {
  const [booking] = bookings
  if (booking === undefined) throw new Error(`${record.id}: nothing was found that could be judged`)
  const type = booking.type.trim()
  const sameGoods = sameSums(record.lines, booking.lines)
  // Booked twice is named by the comparison, which sees both; here the first is as good as the other.
  if (sameGoods && (type === record.type || kindOf(record, type, rules) === undefined))
    return { verdict: 'same' }
  if (bookings.length > 1)
    return { verdict: 'strange', why: `booked ${bookings.length} times, and otherwise than here` }
  // A header whose lines are not there yet would look like nothing booked, and be sent again.
  if (booking.lines.length === 0) return { verdict: 'strange', why: `${booking.acKey} has no lines` }
  const kind = kindOf(record, type, rules)
  if (kind === undefined) return { verdict: 'strange', why: `${booking.acKey} is of type ${type}` }
  return { verdict: 'other', kind, type, lines: linesOfBooking(record, booking) }
}

/** Whether a type posts or takes back, by the rule the posting was made with; undefined for a type of neither. */
function kindOf(
  record: FulfilmentRecord,
  type: string,
  rules: readonly PostingRule[],
): FulfilmentRecord['kind'] | undefined {
  if (type === record.type) return record.kind
  const mine = rules.filter(({ postAs, correctAs }) => postAs === record.type || correctAs === record.type)
  if (mine.some(({ postAs }) => postAs === type)) return 'fulfilment'
  return mine.some(({ correctAs }) => correctAs === type) ? 'correction' : undefined
}

/** By article alone: an ERP may number the positions anew. */
function sameSums(
  ours: readonly { readonly ident: string; readonly qty: number }[],
  theirs: readonly { readonly ident: string; readonly qty: number }[],
): boolean {
  const sums = new Map<string, number>()
  for (const { ident, qty } of ours) sums.set(ident, (sums.get(ident) ?? 0) + qty)
  for (const { ident, qty } of theirs) sums.set(ident, (sums.get(ident) ?? 0) - qty)
  return [...sums.values()].every((rest) => rest === 0)
}

/** The lines of a booking as the document knows them. */
export function linesOfBooking(record: FulfilmentRecord, { lines }: Booking): FulfilmentLine[] {
  return lines.map((line) => known(record, line))
}

/** A booked line as the document knows it: by position and article, else by the only line of the article. */
function known({ lines }: FulfilmentRecord, { pos, ident, qty }: Booking['lines'][number]): FulfilmentLine {
  const ofArticle = lines.filter((line) => line.ident === ident)
  const line =
    ofArticle.find((each) => each.pos === pos) ?? (ofArticle.length === 1 ? ofArticle[0] : undefined)
  return line ? { ...line, qty } : { line: null, pos, ident, name: '', unit: '', qty }
}
