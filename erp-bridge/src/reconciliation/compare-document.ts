import type { FoundDifference, WorkedDocument } from 'shared-schema/api/bridge.ts'
import type { DifferenceClass } from 'shared-schema/domain/reconciliation/difference.ts'
import type { Booking } from '../erp/erp-port.ts'
import { type FulfilmentRecord, signed } from '../export/fulfilment.ts'
import { coveredByLine, lineKey } from '../export/plan-fulfilments.ts'

type Line = WorkedDocument['lines'][number]

export type ComparedDocument = {
  readonly document: WorkedDocument
  /** Its postings in the journal. */
  readonly postings: readonly FulfilmentRecord[]
  /** What the ERP shows booked under our ids; undefined where it cannot be read, then the journal is believed. */
  readonly bookings: readonly Booking[] | undefined
  /** Why counted goods are not posted, by word. */
  readonly waiting: string | undefined
  /** Whether the work is over: a document in the middle of its day is no difference. */
  readonly settled: boolean
  /** Nobody has touched unfinished work for a day: what was counted and is not posted is named, the rest may still come. */
  readonly resting?: boolean
}

/**
 * Everything of one document that does not agree: requested, counted and posted, line by line (RC-20 … RC-26). A line may differ in
 * several ways; each is named. Pure.
 */
export function compareDocument(compared: ComparedDocument): FoundDifference[] {
  const believed = coveredByLine(compared.postings)
  const booked = compared.bookings && bookedByLine(compared.postings, compared.bookings)
  return [
    ...compared.document.lines.flatMap((line) => compareLine(compared, line, believed, booked ?? believed)),
    ...strayBookings(compared.document, believed, booked ?? believed),
  ]
}

function compareLine(
  { document, settled, resting, waiting }: ComparedDocument,
  line: Line,
  believed: ReadonlyMap<string, number>,
  booked: ReadonlyMap<string, number>,
): FoundDifference[] {
  const posted = booked.get(lineKey(line.pos, line.ident)) ?? 0
  const noted = believed.get(lineKey(line.pos, line.ident)) ?? 0
  const found = (differs: DifferenceClass, reason: string | null = null) =>
    difference(document, line, differs, reason, posted)
  const result: FoundDifference[] = []
  const why = line.unknown_article ? 'unknown_article' : waiting
  if (line.unknown_article) result.push(found('unknown_article'))
  if (posted !== noted) result.push(found('posted_differently', 'booked_otherwise'))
  else if (noted > line.finished) result.push(found('posted_differently', waiting ?? 'correction_due'))
  if (!settled) {
    if (resting === true && line.picked > noted) result.push(found('unposted', why ?? 'unfinished'))
    return result
  }
  if (line.finished > noted) result.push(found('unposted', why ?? null))
  const changed = document.erp_cancelled || line.erp_requested !== line.requested
  if (changed && line.picked !== (document.erp_cancelled ? 0 : line.erp_requested))
    result.push(found('erp_changed', document.erp_cancelled ? 'cancelled' : 'quantity'))
  if (!changed && line.picked < line.requested && document.status !== 'cancelled')
    result.push(found('short_with_reason', line.reason))
  if (!changed && line.picked > line.requested) result.push(found('over'))
  return result
}

/** What the ERP has booked on lines the document does not have. */
function strayBookings(
  document: WorkedDocument,
  believed: ReadonlyMap<string, number>,
  booked: ReadonlyMap<string, number>,
): FoundDifference[] {
  const known = new Set(document.lines.map((line) => lineKey(line.pos, line.ident)))
  return [...booked].flatMap(([key, qty]) => {
    if (known.has(key) || qty === (believed.get(key) ?? 0)) return []
    const [place = '', ...ident] = key.split(' ')
    const line = {
      pos: Number(place),
      ident: ident.join(' '),
      name: '',
      unit: '',
      requested: 0,
      erp_requested: 0,
      picked: 0,
    }
    return [difference(document, line, 'posted_differently', 'booked_otherwise', qty)]
  })
}

/** What the ERP shows under our ids, by line; a correction takes back. */
function bookedByLine(
  postings: readonly FulfilmentRecord[],
  bookings: readonly Booking[],
): ReadonlyMap<string, number> {
  const byId = new Map(postings.map((posting) => [posting.id, posting]))
  const booked = new Map<string, number>()
  for (const booking of bookings) {
    const posting = byId.get(booking.ourId)
    if (!posting || booking.cancelled === true) continue
    for (const { pos, ident, qty } of booking.lines) {
      const key = lineKey(pos, ident)
      booked.set(key, (booked.get(key) ?? 0) + signed(posting, qty))
    }
  }
  return booked
}

function difference(
  document: WorkedDocument,
  line: Pick<Line, 'pos' | 'ident' | 'name' | 'unit' | 'requested' | 'erp_requested' | 'picked'>,
  differs: DifferenceClass,
  reason: string | null,
  posted: number,
): FoundDifference {
  const { pos, ident, name, unit, requested, picked } = line
  return {
    key: `${differs}/${document.requisition}/${pos}/${ident}`,
    class: differs,
    ...{ requisition: document.requisition, document: document.number, pos, site: document.site },
    ...{ ident: ident || null, name: name || null, unit: unit || null, reason, requested, picked, posted },
    erp_requested: line.erp_requested,
    ...{ stock_ours: null, stock_erp: null },
  }
}
