import { fulfilmentsIn } from 'erp-bridge/src/journal/fulfilments.ts'
import type { Difference } from 'shared-schema/api/reconciliation.ts'
import type { RequisitionRow, requisitionLine } from 'shared-schema/api/requisitions.ts'
import type * as z from 'zod'
import type { Site } from './site.ts'
import { UNPOSTED_TYPE } from './site.ts'
import { type DayWork, read } from './working-day.ts'

export type Finding = {
  readonly kind: 'booked_twice' | 'missing' | 'unexplained'
  readonly detail: string
}
export type Audit = {
  readonly fulfilments: number
  readonly booked: number
  readonly findings: readonly Finding[]
}

type Line = z.infer<typeof requisitionLine>
type Document = RequisitionRow & { readonly items: readonly Line[] }

/** As long as the comparison gives unfinished work before it names it. */
const A_DAY_MS = 20 * 3_600_000
const corrections: ReadonlySet<string> = new Set(['3019', '1019'])

/**
 * Looks at everything from outside once the last night has gone well: what people counted (their own ledger), what the simulator has
 * booked, and what the desk is told.
 */
export async function audit(site: Site, day: DayWork): Promise<Audit> {
  const postings = await fulfilmentsIn(site.journal(), ['confirmed'])
  const bookings = site.erp.state.bookings().filter((booking) => booking.acDoc1 !== '')
  const findings: Finding[] = []
  for (const [id, own] of Map.groupBy(bookings, (booking) => booking.acDoc1)) {
    if (own.length > 1) findings.push({ kind: 'booked_twice', detail: `${id} ${own.length} times` })
    if (!postings.some((posting) => posting.id === id))
      findings.push({ kind: 'missing', detail: `${id} is booked and not confirmed here` })
  }
  const told = new Set((await openDifferences(day)).map(keyOf))
  const expected = new Set<string>()
  for (const document of await documents(day)) {
    const facts = factsOf(site, day, document)
    for (const line of facts) {
      const resting = site.clock.now() - (day.touched.get(document.number) ?? site.clock.now()) > A_DAY_MS
      for (const kind of differencesOf(document, line, resting))
        expected.add(`${kind} ${document.number} ${line.pos}`)
      findings.push(...goods(document, line))
    }
  }
  for (const waiting of waitingDocuments(site, await documents(day))) expected.add(waiting)
  for (const key of told)
    if (!expected.has(key)) findings.push({ kind: 'unexplained', detail: `told: ${key}` })
  for (const key of expected)
    if (!told.has(key)) findings.push({ kind: 'unexplained', detail: `untold: ${key}` })
  return { fulfilments: postings.length, booked: bookings.length, findings }
}

type LineFacts = {
  readonly pos: number
  readonly requested: number
  readonly wanted: number
  readonly counted: number
  readonly booked: number
  readonly unknownArticle: boolean
}

function factsOf({ erp }: Site, { ledger }: DayWork, document: Document): LineFacts[] {
  const theirs = erp.state.document(document.number)
  const booked = new Map<number, number>()
  for (const booking of erp.state.bookings()) {
    if (!booking.acDoc1.startsWith(`MT-${document.number.replaceAll('-', '')}-`)) continue
    const sign = corrections.has(booking.type) ? -1 : 1
    for (const { pos, qty } of booking.lines) booked.set(pos, (booked.get(pos) ?? 0) + sign * qty)
  }
  return document.items.map(({ pos, requested, unknown_article }) => ({
    ...{ pos, requested, unknownArticle: unknown_article },
    wanted: theirs?.status === 'S' ? 0 : (theirs?.lines.find((line) => line.pos === pos)?.qty ?? 0),
    counted: ledger.get(document.number)?.get(pos) ?? 0,
    booked: booked.get(pos) ?? 0,
  }))
}

/** Whether a document's goods have to be in the ERP by now. */
function isDue(document: Document): boolean {
  return document.status === 'done' && document.open_exceptions === 0 && !isUnposted(document)
}

function isUnposted({ number }: Document): boolean {
  return number.slice(3, 7) === UNPOSTED_TYPE
}

function goods(document: Document, { pos, counted, booked, unknownArticle }: LineFacts): Finding[] {
  // The ERP knows no such article, so nothing can be booked; the desk is told.
  if (unknownArticle && booked === 0) return []
  const place = `${document.number} ${pos}: counted ${counted}, booked ${booked}`
  if (booked > counted && isDue(document)) return [{ kind: 'booked_twice', detail: place }]
  if (booked < counted && isDue(document)) return [{ kind: 'missing', detail: place }]
  return []
}

/** What the desk has to be told of a line: the rules of SPEC RC-20 … RC-26 on figures that did not pass through the bridge. */
function differencesOf(document: Document, line: LineFacts, resting: boolean): string[] {
  const found: string[] = []
  if (line.unknownArticle) found.push('unknown_article')
  const over = document.status === 'done' || document.status === 'cancelled'
  if (line.booked > line.counted) found.push('posted_differently')
  if (!over) return resting && line.counted > line.booked ? [...found, 'unposted'] : found
  if (line.counted > line.booked) found.push('unposted')
  const changed = line.wanted !== line.requested
  if (changed && line.counted !== line.wanted) found.push('erp_changed')
  if (!changed && document.status === 'done' && line.counted < line.requested) found.push('short_with_reason')
  if (!changed && line.counted > line.requested) found.push('over')
  return found
}

/** Documents the warehouse could not take: somebody has to say whose site it is. */
function waitingDocuments({ erp }: Site, taken: readonly Document[]): string[] {
  const known = new Set(taken.map((document) => document.number))
  return erp.state
    .documents()
    .filter((document) => !known.has(document.number) && document.status !== 'S')
    .map((document) => `unmapped_site ${document.number} null`)
}

async function documents({ supervisor }: DayWork): Promise<Document[]> {
  const { items } = await read<{ items: readonly RequisitionRow[] }>(supervisor, '/api/trebovanja?limit=200')
  return Promise.all(items.map(async ({ id }) => read<Document>(supervisor, `/api/trebovanja/${id}`)))
}

async function openDifferences({ supervisor }: DayWork): Promise<Difference[]> {
  const { items } = await read<{ items: Difference[] }>(
    supervisor,
    '/api/reconciliation/differences?limit=500',
  )
  return items.filter((one) => one.state !== 'settled')
}

function keyOf({ class: differs, document, site, ident, pos }: Difference): string {
  return differs === 'stock_drift' ? `stock_drift ${site} ${ident}` : `${differs} ${document} ${pos}`
}
