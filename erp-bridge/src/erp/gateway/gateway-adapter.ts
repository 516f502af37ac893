import { foldText } from 'shared-schema/domain/fold-text.ts'
import type * as z from 'zod'
import type { Clock } from '../../clock.ts'
import type { ErpOutbox } from '../erp-outbox.ts'
import { type ErpArticle, type ErpPort, type ErpResult, failed } from '../erp-port.ts'
import { wordsOf } from '../http-call.ts'
import { createSession, type Session } from '../http-session.ts'
import { createManners, type Pace } from '../manners.ts'
import { type Mapped, readMapped } from '../mapped-rows.ts'
import {
  articleRow,
  documentRow,
  stockRow,
  subjectRow,
  toArticle,
  toDocument,
  toStock,
  toSubject,
} from './gateway-rows.ts'

export type GatewayOptions = {
  readonly url: string
  readonly user: string
  readonly password: string
  /** The login with the right to read stock; the same one where it is not told. */
  readonly stockUser?: string
  readonly stockPassword?: string
  readonly pageSize: number
  /** Statuses that mean a cancelled document. */
  readonly cancelledStatuses: readonly string[]
  /** Where receipts are read: some gateways give them only as issue documents of other types. */
  readonly receiptMethod: 'GetReceiptDocWMS' | 'GetIssueDocWMS'
  readonly pace: Pace
  readonly clock: Clock
  /** The gateway only reads; what goes back goes this way. */
  readonly outbox?: ErpOutbox
}

type Filters = Readonly<Record<string, { readonly operator: string; readonly value: unknown }>>

/** A catalogue that was read to find one article serves further look-ups for as long as a catalogue may be read again. */
const LOOKUP_LIFE_MS = 30 * 60_000

/** The ERP behind the WMS gateway: POST /login and POST /get. */
export function createGatewayAdapter(options: GatewayOptions): ErpPort {
  const { pace, clock, pageSize, outbox, receiptMethod } = options
  const manners = createManners(pace, clock)
  const cancelled = new Set(options.cancelledStatuses.map(foldText))
  const documentsLogin = gatewaySession(options, manners, options.user, options.password)
  const stockLogin =
    options.stockUser === undefined
      ? documentsLogin
      : gatewaySession(options, manners, options.stockUser, options.stockPassword ?? '')
  let articleMethod = 'getIdentWMS'
  let canFilterIdent = true
  let lookup: { readonly at: number; readonly byIdent: ReadonlyMap<string, ErpArticle> } | undefined

  async function get<Row>(
    session: Session,
    method: string,
    row: z.ZodType<Row>,
    filters: Filters | undefined,
    offset: number,
    limit: number,
  ): Promise<ErpResult<readonly Row[]>> {
    // An empty filters object is refused, so the key is left out.
    const answer = await session.ask('/get', { method, offset, limit, ...(filters && { filters }) })
    if (!answer.ok) return answer
    const { status, body } = answer.value
    if (status === 204) return { ok: true, value: [] }
    if (status !== 200) return failed('refused', `${method} answered ${status}: ${wordsOf(body)}`)
    if (!Array.isArray(body)) return failed('broken', `${method} answered no list`)
    const rows: Row[] = []
    for (const one of body) {
      const read = row.safeParse(one)
      if (!read.success)
        return failed('broken', `${method} at ${offset}: ${read.error.issues[0]?.path.join('.')}`)
      rows.push(read.data)
    }
    return { ok: true, value: rows }
  }

  function pages<Row, T>(
    read: {
      session?: Session
      method: string
      row: z.ZodType<Row>
      filters?: Filters
      keyOf: (row: Row) => string
    },
    map: (row: Row) => Mapped<T>,
  ) {
    const { session = documentsLogin, method, row, filters, keyOf } = read
    return readMapped(
      { limit: pageSize, keyOf, fetch: (offset, limit) => get(session, method, row, filters, offset, limit) },
      map,
    )
  }

  async function* articles(since?: string): AsyncGenerator<ErpResult<readonly ErpArticle[]>> {
    const keyOf = (row: z.infer<typeof articleRow>) => row.Ident
    const filters = since === undefined ? undefined : { adTimeChg: { operator: '>=', value: since } }
    const read = () =>
      pages({ method: articleMethod, row: articleRow, keyOf, ...(filters && { filters }) }, toArticle)
    let first = true
    for await (const page of read()) {
      // Gateways of an older make know the method by its former name only.
      if (first && !page.ok && page.failure.kind === 'refused' && articleMethod === 'getIdentWMS') {
        articleMethod = 'getIdent'
        yield* read()
        return
      }
      first = false
      yield page
    }
  }

  async function article(ident: string): Promise<ErpResult<ErpArticle | null>> {
    if (canFilterIdent) {
      const filters = { acIdent: { operator: '=', value: ident } }
      const found = await get(documentsLogin, articleMethod, articleRow, filters, 0, 2)
      if (!found.ok && found.failure.kind !== 'refused') return found
      const [row] = found.ok ? found.value : []
      if (found.ok && (row === undefined || row.Ident.trim() === ident)) {
        const mapped = row === undefined ? undefined : toArticle(row)
        return { ok: true, value: mapped?.ok ? mapped.value : null }
      }
      // Refused, or answered with anything at all: this gateway does not filter by ident.
      canFilterIdent = false
    }
    if (lookup === undefined || clock.now() - lookup.at > LOOKUP_LIFE_MS) {
      const byIdent = new Map<string, ErpArticle>()
      for await (const page of articles()) {
        if (!page.ok) return page
        for (const one of page.value) byIdent.set(one.ident, one)
      }
      lookup = { at: clock.now(), byIdent }
    }
    return { ok: true, value: lookup.byIdent.get(ident) ?? null }
  }

  const keyOfDocument = (row: z.infer<typeof documentRow>) => row.BrojDokumenta

  return {
    name: 'gateway',
    capabilities: {
      stock: true,
      subjects: true,
      post: outbox !== undefined,
      find: outbox?.capabilities.find ?? false,
      readBookings: outbox?.capabilities.readBookings ?? false,
    },
    articles,
    article,
    subjects: (since) =>
      pages(
        {
          method: 'GetSubjectWMS',
          row: subjectRow,
          keyOf: (row) => String(row.IdSubjekta),
          ...(since !== undefined && { filters: { 'c.adTimeChg': { operator: '>=', value: since } } }),
        },
        toSubject,
      ),
    documents: async function* ({ direction, types, from, to }) {
      const method = direction === 'out' ? 'GetIssueDocWMS' : receiptMethod
      const filters: Filters = {
        'm.adDate': { operator: '>=', value: from },
        ...(method === 'GetIssueDocWMS' && { 'm.acDocType': { operator: 'in', value: [...types] } }),
      }
      const map = (row: z.infer<typeof documentRow>) => toDocument(row, direction, cancelled)
      for await (const page of pages({ method, row: documentRow, filters, keyOf: keyOfDocument }, map)) {
        if (!page.ok) yield page
        else {
          // Filters are not trusted with more than a lower bound; the rest is cut here.
          const wanted = page.value.filter(
            ({ date, type }) => date >= from && (to === undefined || date <= to) && types.includes(type),
          )
          if (wanted.length > 0) yield { ok: true, value: wanted }
        }
      }
    },
    document: async (direction, number) => {
      const keys = [...new Set([number, number.replaceAll('-', '')])]
      const filters = { 'm.acKey': { operator: 'in', value: keys } }
      const found = await get(documentsLogin, 'GetIssueDocWMS', documentRow, filters, 0, 10)
      if (!found.ok) return found
      const row = found.value.find((one) => one.BrojDokumenta.trim() === number)
      if (row === undefined) return { ok: true, value: null }
      const mapped = toDocument(row, direction, cancelled)
      return mapped.ok ? mapped : failed('broken', mapped.why)
    },
    stock: (since) =>
      pages(
        {
          session: stockLogin,
          method: 'getStock',
          row: stockRow,
          keyOf: (row) => row.Ident,
          ...(since !== undefined && { filters: { 'c.adTimeChg': { operator: '>=', value: since } } }),
        },
        toStock,
      ),
    find: async (ourId) =>
      outbox?.find(ourId) ?? failed('refused', 'the gateway cannot be searched for bookings'),
    post: async (fulfilment) =>
      outbox?.post(fulfilment) ?? failed('refused', 'the gateway takes no bookings'),
    bookings: async function* (query) {
      if (outbox) yield* outbox.bookings(query)
      else yield failed('refused', 'the gateway shows no bookings')
    },
    health: () => {
      const mine = manners.health()
      const theirs = outbox?.health?.()
      if (theirs === undefined) return mine
      // Whoever asks wants to know what is wrong, on whichever of the two ways.
      const told = mine.breaker === 'closed' && theirs.breaker !== 'closed' ? theirs : mine
      const lastError = told.lastError ?? theirs.lastError
      return {
        ...told,
        ...(lastError !== undefined && { lastError }),
        requests: mine.requests + theirs.requests,
      }
    },
    close: async () => outbox?.close(),
  }
}

function gatewaySession(
  { url, clock }: GatewayOptions,
  manners: ReturnType<typeof createManners>,
  username: string,
  password: string,
): Session {
  return createSession({
    ...{ url, manners, clock },
    loginPath: '/login',
    loginBody: { username, password },
    // Two makes: one says a message beside the token, the other a status that is 0 when all is well.
    readToken: (body) => {
      if (typeof body !== 'object' || body === null || !('token' in body)) return undefined
      if ('status' in body && body.status !== 0) return undefined
      return typeof body.token === 'string' && body.token !== '' ? body.token : undefined
    },
  })
}
