import { foldText } from 'shared-schema/domain/fold-text.ts'
import type { Clock } from '../../clock.ts'
import {
  type Booking,
  type ErpArticle,
  type ErpDocument,
  type ErpPort,
  type ErpResult,
  failed,
  OUR_ID_PREFIX,
} from '../erp-port.ts'
import { readDecimal } from '../erp-values.ts'
import { createSession } from '../http-session.ts'
import { createManners, type Pace } from '../manners.ts'
import { type Mapped, readMapped, unreadable } from '../mapped-rows.ts'
import { readPages } from '../read-pages.ts'
import { DOC1_LENGTH, moveInsertBody, readMoveInsert } from './move-insert.ts'
import {
  itemFields,
  keyOf,
  moveFields,
  moveItemFields,
  subjectFields,
  toArticle,
  toBooking,
  toDocument,
  toSubject,
} from './paws-rows.ts'
import {
  allRows,
  type PawsRow,
  type PawsSelect,
  pagedSelect,
  rowsIn,
  selectRows,
  textOf,
} from './paws-tables.ts'

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

/** Headers whose items are read in one question; their lines mostly fit into one page. */
const HEADERS_AT_ONCE = 25

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
  let docTypes: ReadonlySet<string> | undefined

  /** Pages of headers, each with its items, mapped. */
  async function* withItems<T>(
    select: PawsSelect,
    map: (row: PawsRow, items: readonly PawsRow[]) => Mapped<T>,
    wanted: (row: PawsRow) => boolean = () => true,
  ): AsyncGenerator<ErpResult<readonly T[]>> {
    const bad: string[] = []
    for await (const page of readPages(
      pagedSelect(session, select, pageSize, (row) => textOf(row, 'acKey')),
    )) {
      if (!page.ok) return yield page
      const rows = page.value.filter(wanted)
      for (let from = 0; from < rows.length; from += HEADERS_AT_ONCE) {
        const headers = rows.slice(from, from + HEADERS_AT_ONCE)
        const items = await itemsOf(headers.map((row) => textOf(row, 'acKey')))
        if (!items.ok) return yield items
        const mapped = headers.map((row) => map(row, items.value.get(textOf(row, 'acKey')) ?? []))
        bad.push(...mapped.flatMap((one) => (one.ok ? [] : [one.why])))
        yield { ok: true, value: mapped.flatMap((one) => (one.ok ? [one.value] : [])) }
      }
    }
    if (bad.length > 0) yield unreadable(bad)
  }

  async function itemsOf(
    keys: readonly string[],
  ): Promise<ErpResult<ReadonlyMap<string, readonly PawsRow[]>>> {
    const condition = `acKey in (${keys.map((_, index) => `@${index + 1}`).join(', ')})`
    const select = {
      table: 'tHE_MoveItem',
      fields: moveItemFields,
      condition,
      params: keys,
      sort: 'acKey, anNo',
    }
    const rows = await allRows(
      session,
      select,
      pageSize,
      (row) => `${textOf(row, 'acKey')} ${textOf(row, 'anNo')}`,
    )
    if (!rows.ok) return rows
    return { ok: true, value: Map.groupBy(rows.value, (row) => textOf(row, 'acKey')) }
  }

  async function movesWhere(
    condition: string,
    params: readonly string[],
  ): Promise<ErpResult<readonly PawsRow[]>> {
    return selectRows(
      session,
      { table: 'tHE_Move', fields: moveFields, condition, params, sort: 'acKey' },
      0,
      50,
    )
  }

  async function barcodesOf(idents: readonly string[]): Promise<ErpResult<ReadonlyMap<string, string[]>>> {
    const codes = new Map<string, string[]>()
    if (barcodeTable === undefined) return { ok: true, value: codes }
    const condition = 'acIdent >= @1 and acIdent <= @2'
    const sorted = idents.toSorted()
    const params = [sorted[0] ?? '', sorted.at(-1) ?? '']
    const select = {
      table: barcodeTable,
      fields: ['acIdent', 'acCode'],
      condition,
      params,
      sort: 'acIdent, acCode',
    }
    const rows = await allRows(
      session,
      select,
      pageSize,
      (row) => `${textOf(row, 'acIdent')} ${textOf(row, 'acCode')}`,
    )
    if (!rows.ok) return rows
    for (const row of rows.value) {
      const ident = textOf(row, 'acIdent').trim()
      codes.set(ident, [...(codes.get(ident) ?? []), textOf(row, 'acCode').trim()])
    }
    return { ok: true, value: codes }
  }

  async function* articlesWhere(
    where: Pick<PawsSelect, 'condition' | 'params'>,
  ): AsyncGenerator<ErpResult<readonly ErpArticle[]>> {
    const select = { table: 'tHE_SetItem', fields: itemFields, sort: 'acIdent', ...where }
    const read = pagedSelect(session, select, pageSize, (row) => textOf(row, 'acIdent'))
    for await (const page of readMapped(read, toArticle)) {
      if (!page.ok) return yield page
      const codes = await barcodesOf(page.value.map(({ ident }) => ident))
      if (!codes.ok) return yield codes
      yield {
        ok: true,
        value: page.value.map((article) => ({
          ...article,
          barcodes: [...new Set([...article.barcodes, ...(codes.value.get(article.ident) ?? [])])],
        })),
      }
    }
  }

  /** Asked once: a type that is not there is a mistake of the configuration, and better told before anything is sent. */
  async function knowsType(type: string): Promise<ErpResult<boolean>> {
    if (docTypes === undefined) {
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
      const select = {
        ...{ table: 'tHE_Move', fields: moveFields, sort: 'acKey' },
        condition: `adDate >= @1 and acDocType in (${listed})`,
        params: [from, ...types],
      }
      // What we booked ourselves may have the type of what is asked for.
      const theirs = (row: PawsRow) => !textOf(row, 'acDoc1').startsWith(OUR_ID_PREFIX)
      const map = (row: PawsRow, items: readonly PawsRow[]) => toDocument(row, items, direction, cancelled)
      for await (const page of withItems(select, map, theirs)) {
        if (!page.ok) yield page
        else {
          const wanted = page.value.filter(({ date }) => date >= from && (to === undefined || date <= to))
          if (wanted.length > 0) yield { ok: true, value: wanted }
        }
      }
    },
    document: async (direction, number) => {
      const rows = await movesWhere('acKey = @1', [keyOf(number)])
      if (!rows.ok) return rows
      const [row] = rows.value
      if (!row) return { ok: true, value: null }
      const key = textOf(row, 'acKey')
      const items = await itemsOf([key])
      if (!items.ok) return items
      const mapped = toDocument(row, items.value.get(key) ?? [], direction, cancelled)
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
      const rows = await movesWhere('acDoc1 = @1', [ourId])
      if (!rows.ok) return rows
      if (rows.value.length === 0) return { ok: true, value: [] }
      const items = await itemsOf(rows.value.map((row) => textOf(row, 'acKey')))
      if (!items.ok) return items
      const bookings: Booking[] = []
      for (const row of rows.value) {
        const mapped = toBooking(row, items.value.get(textOf(row, 'acKey')) ?? [])
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
      const condition = 'adDate >= @1 and acDoc1 <> @2'
      const select = { table: 'tHE_Move', fields: moveFields, sort: 'acKey', condition, params: [from, ''] }
      for await (const page of withItems(select, toBooking)) {
        if (!page.ok) yield page
        else yield { ok: true, value: page.value.filter(({ date }) => to === undefined || date <= to) }
      }
    },
    health: manners.health,
    close: async () => {},
  }
}
