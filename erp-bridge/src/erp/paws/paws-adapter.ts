import { foldText } from 'shared-schema/domain/fold-text.ts'
import type { Clock } from '../../clock.ts'
import {
  type Booking,
  type ErpDocument,
  type ErpPort,
  type ErpResult,
  failed,
  OUR_ID_PREFIX,
} from '../erp-port.ts'
import { readDecimal } from '../erp-values.ts'
import { createSession } from '../http-session.ts'
import { createManners, type Pace } from '../manners.ts'
import { readMapped } from '../mapped-rows.ts'
import { DOC1_LENGTH, moveInsertBody, readMoveInsert } from './move-insert.ts'
import { readArticles } from './paws-articles.ts'
import { createPawsMoves } from './paws-moves.ts'
import { keyOf, subjectFields, toBooking, toDocument, toSubject } from './paws-rows.ts'
import { type PawsRow, type PawsSelect, pagedSelect, rowsIn, textOf } from './paws-tables.ts'

export type PawsOptions = {
  readonly url: string
  readonly user: string
  readonly password: string
  /** Name of the company's database at the service. */
  readonly company: string
  readonly pageSize: number
  readonly cancelledStatuses: readonly string[]
  /** Table of further barcodes with the columns acIdent and acCode; without it an article has one. */
  readonly barcodeTable?: string
  readonly pace: Pace
  readonly clock: Clock
}

/** The ERP behind PAWS, the vendor's REST service: reads and books. */
export function createPawsAdapter(options: PawsOptions): ErpPort {
  const { url, pace, clock, pageSize, barcodeTable } = options
  const manners = createManners(pace, clock)
  const cancelled = new Set(options.cancelledStatuses.map(foldText))
  const session = createSession({
    ...{ url, manners, clock },
    loginPath: '/api/Users/authwithtoken',
    loginBody: { username: options.user, password: options.password, companyDB: options.company },
    readToken: (body) => {
      const token = typeof body === 'object' && body !== null && 'token' in body ? body.token : body
      return typeof token === 'string' && token !== '' ? token : undefined
    },
  })
  const moves = createPawsMoves(session, pageSize)
  const articlesWhere = (where: Pick<PawsSelect, 'condition' | 'params'>) =>
    readArticles({ session, pageSize, barcodeTable }, where)
  let docTypes: ReadonlySet<string> | undefined

  /** A type that is not there is a mistake of the configuration, and better told before anything is sent. */
  async function knowsType(type: string): Promise<ErpResult<boolean>> {
    // A type may have been added since it was missing.
    if (!docTypes?.has(type)) {
      const answer = await session.ask('/api/Move/getdoctypes', {})
      if (!answer.ok) return answer
      const rows = rowsIn(answer.value, 'Move/getdoctypes')
      if (!rows.ok) return rows
      docTypes = new Set(rows.value.map((row) => textOf(row, 'acDocType')))
    }
    return { ok: true, value: docTypes.has(type) }
  }

  return {
    name: 'paws',
    capabilities: { stock: true, subjects: true, post: true, find: true, readBookings: true },
    articles: (since) =>
      articlesWhere(since === undefined ? {} : { condition: 'adTimeChg >= @1', params: [since] }),
    article: async (ident) => {
      for await (const page of articlesWhere({ condition: 'acIdent = @1', params: [ident] })) {
        if (!page.ok) return page
        const [article] = page.value
        if (article) return { ok: true, value: article }
      }
      return { ok: true, value: null }
    },
    subjects: () => {
      const select = { table: 'tHE_SetSubj', fields: subjectFields, sort: 'acSubject' }
      return readMapped(
        pagedSelect(session, select, pageSize, (row) => textOf(row, 'acSubject')),
        toSubject,
      )
    },
    documents: async function* ({
      direction,
      types,
      from,
      to,
    }): AsyncGenerator<ErpResult<readonly ErpDocument[]>> {
      const listed = types.map((_, index) => `@${index + 2}`).join(', ')
      const where = { condition: `adDate >= @1 and acDocType in (${listed})`, params: [from, ...types] }
      // What we booked ourselves may have the type of what is asked for.
      const theirs = (row: PawsRow) => !textOf(row, 'acDoc1').startsWith(OUR_ID_PREFIX)
      const map = (row: PawsRow, items: readonly PawsRow[]) => toDocument(row, items, direction, cancelled)
      for await (const page of moves.pages(where, map, theirs)) {
        if (!page.ok) yield page
        else {
          const wanted = page.value.filter(({ date }) => date >= from && (to === undefined || date <= to))
          if (wanted.length > 0) yield { ok: true, value: wanted }
        }
      }
    },
    document: async (direction, number) => {
      const found = await moves.few({ condition: 'acKey = @1', params: [keyOf(number)] })
      if (!found.ok) return found
      const [one] = found.value
      if (!one) return { ok: true, value: null }
      const mapped = toDocument(one.row, one.items, direction, cancelled)
      return mapped.ok ? mapped : failed('broken', mapped.why)
    },
    stock: async function* () {
      const fetch = async (start: number, length: number) => {
        const answer = await session.ask('/api/Stock', { start, length })
        return answer.ok ? rowsIn(answer.value, 'Stock') : answer
      }
      const keyOfStock = (row: PawsRow) => `${textOf(row, 'acIdent')} ${textOf(row, 'acWarehouse')}`
      const map = (row: PawsRow) => {
        const qty = readDecimal(row.anStock)
        const ident = textOf(row, 'acIdent').trim()
        const site = typeof row.acWarehouse === 'string' ? row.acWarehouse : ''
        if (ident === '' || qty === undefined) return { ok: false as const, why: `stock of ${ident}` }
        return { ok: true as const, value: { ident, sites: [{ site, qty }] } }
      }
      yield* readMapped({ limit: pageSize, keyOf: keyOfStock, fetch }, map)
    },
    find: async (ourId) => {
      const found = await moves.few({ condition: 'acDoc1 = @1', params: [ourId] })
      if (!found.ok) return found
      const bookings: Booking[] = []
      for (const { row, items } of found.value) {
        const mapped = toBooking(row, items, cancelled)
        if (!mapped.ok) return failed('broken', mapped.why)
        if (mapped.value.ourId === ourId) bookings.push(mapped.value)
      }
      return { ok: true, value: bookings }
    },
    post: async (fulfilment) => {
      if (fulfilment.id.length > DOC1_LENGTH) return failed('rejected', `the id ${fulfilment.id} is too long`)
      const known = await knowsType(fulfilment.type)
      // Only asked so far: whatever failed, nothing was booked.
      if (!known.ok)
        return known.failure.kind === 'broken' || known.failure.kind === 'timeout'
          ? failed('away', known.failure.detail)
          : known
      if (!known.value) return failed('rejected', `document type ${fulfilment.type} is not in the ERP`)
      const answer = await session.ask('/api/Move/insert', moveInsertBody(fulfilment), 'book')
      return answer.ok ? readMoveInsert(answer.value) : answer
    },
    bookings: async function* ({ from, to }): AsyncGenerator<ErpResult<readonly Booking[]>> {
      const where = { condition: 'adDate >= @1 and acDoc1 <> @2', params: [from, ''] }
      for await (const page of moves.pages(where, (row, items) => toBooking(row, items, cancelled))) {
        if (!page.ok) yield page
        else yield { ok: true, value: page.value.filter(({ date }) => to === undefined || date <= to) }
      }
    },
    health: manners.health,
    close: async () => {},
  }
}
