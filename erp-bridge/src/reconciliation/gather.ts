import type { FoundDifference, WorkedDocument } from 'shared-schema/api/bridge.ts'
import { addDays } from '../clock.ts'
import type { Booking } from '../erp/erp-port.ts'
import type { FulfilmentRecord } from '../export/fulfilment.ts'
import { planFulfilments } from '../export/plan-fulfilments.ts'
import { fulfilmentsOf } from '../journal/fulfilments.ts'
import { waitingDocuments } from '../journal/payloads.ts'
import type { Context, StepReport } from '../night/context.ts'
import { compareDocument } from './compare-document.ts'

/** Work nobody touched for so long is over as far as a night is concerned, ms. */
const STILL_AT_WORK_MS = 20 * 3_600_000

export type Compared = {
  readonly documents: number
  readonly lines: number
  readonly fulfilments: number
  readonly bookings: number
  readonly differences: readonly FoundDifference[]
}

/**
 * Compares every document of the last days, and every older one that has an open difference, with the journal and the ERP's bookings.
 * Undefined when a side could not be read: half a comparison would settle what still differs.
 */
export async function compareDocuments(
  context: Context,
  report: StepReport,
  date: string,
): Promise<Compared | undefined> {
  const from = addDays(date, -context.rules.documentDays)
  const bookings = await readBookings(context, report, from)
  if (bookings === 'failed') return undefined
  const differences: FoundDifference[] = []
  let [documents, lines, fulfilments] = [0, 0, 0]
  for (let after: string | undefined; ; ) {
    const page = await context.server.work({ scope: 'period', from, to: date, after })
    if (!page.ok) {
      report.fail(page.failure)
      return undefined
    }
    for (const document of page.value.documents) {
      const postings = await fulfilmentsOf(context.journal, document, ruleOf(context, document))
      const booked = await bookingsOf(context, report, postings, bookings)
      if (booked === 'failed') return undefined
      differences.push(...compareOne(context, document, postings, booked))
      documents += 1
      lines += document.lines.length
      fulfilments += postings.length
      report.progress(documents)
    }
    if (page.value.next === null) break
    after = page.value.next
  }
  differences.push(...(await unmappedSites(context)))
  return { documents, lines, fulfilments, bookings: bookings?.size ?? 0, differences }
}

function ruleOf({ rules }: Context, { type }: WorkedDocument) {
  return rules.posting.find((each) => each.type === type)
}

function compareOne(
  context: Context,
  document: WorkedDocument,
  postings: readonly FulfilmentRecord[],
  bookings: readonly Booking[] | undefined,
): FoundDifference[] {
  const { clock } = context
  const rule = ruleOf(context, document)
  const over = document.status === 'done' || document.status === 'cancelled'
  const resting = clock.now() - (document.last_work_at ?? clock.now()) > STILL_AT_WORK_MS
  return compareDocument({
    ...{ document, postings, bookings },
    waiting: waitingWord(document, postings, planFulfilments(document, postings, rule).waiting),
    settled: over,
    resting,
  })
}

function waitingWord(
  document: WorkedDocument,
  postings: readonly FulfilmentRecord[],
  planned: string | undefined,
): string | undefined {
  const last = postings.at(-1)
  if (last?.parked) return 'parked'
  if (last?.state === 'rejected') return 'rejected'
  if (last?.state === 'draft') return 'approval'
  if (last?.state === 'unknown' || last?.state === 'sending') return 'outcome_unknown'
  if (last?.state === 'ready') return 'not_sent'
  return document.open_exceptions > 0 ? 'exceptions' : planned
}

/** What the ERP has booked under ids of ours, by id; undefined when it cannot be read there. */
async function readBookings(
  { erp }: Context,
  report: StepReport,
  from: string,
): Promise<Map<string, Booking[]> | undefined | 'failed'> {
  if (!erp.capabilities.readBookings) return undefined
  const byId = new Map<string, Map<string, Booking>>()
  for await (const page of erp.bookings({ from })) {
    if (!page.ok) {
      report.fail(page.failure)
      return 'failed'
    }
    report.count('bookings', page.value.length)
    for (const booking of page.value) {
      if (booking.ourId === '') continue
      const own = byId.get(booking.ourId) ?? new Map<string, Booking>()
      // A page that came twice must not look like a second booking.
      byId.set(booking.ourId, own.set(booking.acKey, booking))
    }
  }
  return new Map([...byId].map(([id, own]) => [id, [...own.values()]]))
}

/** The bookings of one document's postings; what was booked before the window is asked for by its id. */
async function bookingsOf(
  { erp }: Context,
  report: StepReport,
  postings: readonly FulfilmentRecord[],
  bookings: ReadonlyMap<string, readonly Booking[]> | undefined,
): Promise<readonly Booking[] | undefined | 'failed'> {
  if (bookings === undefined) return undefined
  const found: Booking[] = []
  for (const { id, state } of postings) {
    const read = bookings.get(id)
    if (read) found.push(...read)
    else if (state === 'confirmed' && erp.capabilities.find) {
      const older = await erp.find(id)
      if (!older.ok) {
        report.fail(older.failure)
        return 'failed'
      }
      found.push(...older.value)
    }
  }
  return found
}

/** Documents nobody can take yet, because a site name belongs to nobody. */
async function unmappedSites({ journal }: Context): Promise<FoundDifference[]> {
  const waiting = await waitingDocuments(journal)
  return waiting.flatMap(({ number, waiting: names }) =>
    (JSON.parse(names) as string[]).map((site) => ({
      key: `unmapped_site/${number}/${site.trim()}`.slice(0, 200),
      class: 'unmapped_site' as const,
      ...{
        requisition: null,
        document: number,
        pos: null,
        ident: null,
        name: null,
        unit: null,
        site,
        reason: null,
      },
      ...{
        requested: null,
        erp_requested: null,
        picked: null,
        posted: null,
        stock_ours: null,
        stock_erp: null,
      },
    })),
  )
}
