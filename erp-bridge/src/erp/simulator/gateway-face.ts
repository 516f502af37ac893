import { Hono } from 'hono'
import type { SimLogins } from './logins.ts'
import { hashOf } from './seeded.ts'
import type { Answer, Serve, SimEnv } from './serve-faulty.ts'
import type { SimState } from './state.ts'
import { localText, OUT_TYPES, type SimArticle, type SimDocument, type Traps } from './world.ts'

export type GatewayFace = {
  readonly state: SimState
  readonly traps: Traps
  readonly logins: SimLogins
  readonly serve: Serve
  /** Rows a page holds at most, whatever is asked for. */
  readonly pageLimit: number
}

type Filter = { readonly operator?: unknown; readonly value?: unknown }
type Question = { method: string; offset: number; limit: number; filters: Record<string, Filter> | undefined }
/** A row with the columns it can be filtered by. */
type Row = { readonly columns: Readonly<Record<string, unknown>>; readonly body: () => unknown }

const STOCK_METHOD = 'getStock'
const bad = (message: string): Answer => ({ status: 400, body: { message } })

/** POST /login and POST /get of the WMS gateway. */
export function gatewayFace({ state, traps, logins, serve, pageLimit }: GatewayFace): Hono<SimEnv> {
  const app = new Hono<SimEnv>()
  app.post('/login', async (c) => {
    const body: Record<string, unknown> = await c.req.json().catch(() => ({}))
    return serve(c, { kind: 'login', method: '/login' }, () => {
      const token = logins.enter(body.username, body.password)
      if (token === undefined) return { status: 401, body: { message: 'Invalid username or password' } }
      return {
        status: 200,
        body: traps.statusLogin ? { status: 0, token } : { token, message: 'Login successful' },
      }
    })
  })
  app.post('/get', async (c) => {
    const body: Record<string, unknown> = await c.req.json().catch(() => ({}))
    const { method, offset = 0, limit = pageLimit, filters } = body as Partial<Question>
    const name = String(method)
    return serve(c, { kind: 'read', method: name, offset }, () => {
      const rights = logins.rightsOf(c.req.header('authorization'))
      if (rights === undefined) return { status: 401, body: { message: 'Unauthorized' } }
      if (!rights.includes(name === STOCK_METHOD ? 'stock' : 'documents'))
        return { status: 403, body: { message: 'Forbidden' } }
      return answer({ method: name, offset, limit: Math.min(limit, pageLimit), filters })
    })
  })

  // Sixty thousand rows are made once and not for each of their sixty pages.
  let made: { readonly version: number; readonly rows: Map<string, Row[] | undefined> } | undefined
  function rowsNow(method: string, named: boolean): Row[] | undefined {
    if (made?.version !== state.version()) made = { version: state.version(), rows: new Map() }
    const key = `${method} ${named}`
    if (!made.rows.has(key)) made.rows.set(key, rowsOf(method, named))
    return made.rows.get(key)
  }

  function answer({ method, offset, limit, filters }: Question): Answer {
    const named = filters !== undefined && ('m.acDocType' in filters || 'm.acKey' in filters)
    const rows = rowsNow(method, named)
    if (rows === undefined) return bad(`Unknown method ${method}`)
    if (filters !== undefined && Object.keys(filters).length === 0)
      return bad('Each filter must have both operator and value')
    let kept = rows
    for (const [column, { operator, value }] of Object.entries(filters ?? {})) {
      if (operator === undefined || value === undefined)
        return bad('Each filter must have both operator and value')
      if (rows[0] !== undefined && !(column in rows[0].columns)) return bad(`Unknown column ${column}`)
      const test = compare(String(operator), value, column)
      if (test === undefined) return bad(`Operator ${String(operator)} is not supported`)
      kept = kept.filter((row) => test(row.columns[column]))
    }
    const page = kept.slice(offset, offset + limit)
    return page.length === 0 ? { status: 204 } : { status: 200, body: page.map((row) => row.body()) }
  }

  function compare(operator: string, value: unknown, column: string) {
    const byDay = traps.dayFilter && column.endsWith('adTimeChg')
    const text = (one: unknown) => (byDay ? String(one).slice(0, 10) : String(one))
    const wanted = text(value)
    const wantedOf = Array.isArray(value) ? value.map(String) : String(value).split(',')
    const known: Record<string, (have: unknown) => boolean> = {
      '=': (have) => text(have) === wanted,
      '!=': (have) => text(have) !== wanted,
      '>': (have) => text(have) > wanted,
      '<': (have) => text(have) < wanted,
      '>=': (have) => text(have) >= wanted,
      '<=': (have) => text(have) <= wanted,
      in: (have) => wantedOf.includes(String(have)),
      // Unreliable at real sites: the lower bound counts, the upper one is forgotten.
      between: (have) => text(have) >= text(wantedOf[0]),
    }
    return known[operator]
  }

  function rowsOf(method: string, named: boolean): Row[] | undefined {
    if (method === (traps.oldMethodName ? 'getIdent' : 'getIdentWMS'))
      return state.articles().map((article) => ({
        columns: { adTimeChg: localText(article.changedAt) },
        body: () => articleRow(article),
      }))
    if (method === 'GetIssueDocWMS')
      return state
        .documents()
        .filter(({ type }) => named || (OUT_TYPES as readonly string[]).includes(type))
        .map(documentRow)
    if (method === 'GetReceiptDocWMS')
      return state
        .documents()
        .filter(({ direction }) => direction === 'in')
        .map(documentRow)
    if (method === 'GetSubjectWMS')
      return state.subjects().map((subject) => ({
        columns: { 'c.adTimeChg': '2026-01-01 00:00:00', 'c.acSubject': subject.name },
        body: () => ({
          ...{ IdSubjekta: subject.id, NazivSubjekta: subject.name, Drzava: 'ME', Grad: subject.city },
          ...{ Adresa: subject.address, Kupac: flag(subject.buyer), Dobavljac: flag(subject.supplier) },
          ...(subject.warehouse !== undefined && { Skladiste: subject.warehouse }),
        }),
      }))
    if (method === STOCK_METHOD)
      return state.articles().map(({ ident, changedAt }) => ({
        columns: { 'c.acIdent': ident, 'c.adTimeChg': localText(changedAt), 'c.anStock': 0 },
        body: () => ({
          Ident: ident,
          Objekti: state.stockOf(ident).map(({ site, qty }) => ({ Objekat: site, Zaliha: qty / 1000 })),
        }),
      }))
    return undefined
  }

  function articleRow({ ident, name, active, unit, supplier, group, barcodes, changedAt }: SimArticle) {
    return {
      ...{
        Ident: ident,
        Naziv: name,
        Aktivan: flag(active),
        JM: unit,
        Dobavljac: supplier,
        PrimKlasif: group,
      },
      Barkodovi: barcodes.map((Barkod) => ({ Barkod })),
      adTimeChg: dateText(localText(changedAt), ident),
    }
  }

  function documentRow(document: SimDocument): Row {
    const { number, type, direction, date, site, partner, person, status, note, lines } = document
    return {
      columns: {
        'm.adDate': `${date} 00:00:00`,
        'm.acDocType': type,
        'm.acKey': number,
        'm.acVerifyStatus': status,
      },
      body: () => ({
        ...{ BrojDokumenta: number, TipDokumenta: type, NasObjekat: site, StatusDokumenta: status },
        DatumDokumenta: dateText(`${date} 00:00:00`, number),
        ...(direction === 'out' ? { Primalac1: partner } : { Posiljalac: partner }),
        ...(person !== undefined && { OdgovornaOsoba: person }),
        ...(note !== undefined && { Napomena: note }),
        Objekti: lines.map((line) => ({
          ...{ Poz: line.pos, Ident: line.ident, Naziv: line.name, Kolicina: line.qty / 1000, JM: line.unit },
        })),
      }),
    }
  }

  function dateText(text: string, by: string): string {
    return traps.mixedDates && hashOf(7, by) % 2 === 0 ? text.replace(' ', 'T') : text
  }

  return app
}

function flag(value: boolean): 'T' | 'F' {
  return value ? 'T' : 'F'
}
