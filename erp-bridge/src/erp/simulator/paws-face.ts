import { Hono } from 'hono'
import type { SimLogins } from './logins.ts'
import type { Answer, Serve, SimEnv } from './serve-faulty.ts'
import type { SimState } from './state.ts'
import { docTypes, localText, type SimLine } from './world.ts'

export type PawsFace = {
  readonly state: SimState
  readonly logins: SimLogins
  readonly serve: Serve
  readonly pageLimit: number
  readonly company: string
}

type Row = Readonly<Record<string, unknown>>
type Body = Record<string, unknown>
const bad = (message: string): Answer => ({ status: 400, body: { message } })
/** What the searchable field holds at most; longer text is refused, not cut. */
const DOC1_LENGTH = 30

/** PAWS: the vendor's REST service as far as the bridge uses it. Booking twice books twice, as there. */
export function pawsFace({ state, logins, serve, pageLimit, company }: PawsFace): Hono<SimEnv> {
  const app = new Hono<SimEnv>()
  app.post('/api/Users/authwithtoken', async (c) => {
    const body: Body = await c.req.json().catch(() => ({}))
    return serve(c, { kind: 'login', method: 'authwithtoken' }, () => {
      const token = body.companyDB === company ? logins.enter(body.username, body.password) : undefined
      return token === undefined
        ? { status: 401, body: { message: 'Login failed' } }
        : { status: 200, body: { token } }
    })
  })
  app.post('/api/*', async (c) => {
    const body: Body = await c.req.json().catch(() => ({}))
    const method = c.req.path.replace(/^\/api\//, '')
    const kind = method === 'Move/insert' || method.startsWith('Move/changedocstatus') ? 'book' : 'read'
    const offset = typeof body.start === 'number' ? body.start : 0
    return serve(c, { kind, method, offset }, () => {
      const rights = logins.rightsOf(c.req.header('authorization'))
      if (rights === undefined) return { status: 401, body: { message: 'Unauthorized' } }
      if (kind === 'book' && !rights.includes('write'))
        return { status: 403, body: { message: 'No licence' } }
      return answer(method, body)
    })
  })

  function answer(method: string, body: Body): Answer {
    if (method === 'DBObjects/selecttables') return select(body)
    if (method === 'Stock') return page(stockRows(), body)
    if (method === 'Move/getdoctypes')
      return { status: 200, body: docTypes.map(({ type, name }) => ({ acDocType: type, acName: name })) }
    if (method === 'Move/insert') return insert(body)
    const [, acKey = '', status = ''] = /^Move\/changedocstatus\/([^/]+)\/([^/]+)$/.exec(method) ?? []
    if (acKey === '') return { status: 404, body: { message: 'Not found' } }
    return state.setStatus(acKey, status) ? { status: 200, body: { acKey } } : bad(`No document ${acKey}`)
  }

  function select(body: Body): Answer {
    const master = body.masterTable as { table?: unknown } | undefined
    const rows = tableRows(String(master?.table))
    if (rows === undefined) return bad(`Unknown table ${String(master?.table)}`)
    const { condition = '', params = [] } = (body.customConditions ?? {}) as {
      condition?: string
      params?: unknown[]
    }
    const tests = condition === '' ? [] : condition.split(/\s+and\s+/i).map((part) => testOf(part, params))
    if (tests.includes(undefined)) return bad(`Condition not understood: ${condition}`)
    const kept = rows.filter((row) => tests.every((test) => test?.(row)))
    const columns = typeof body.sortColumn === 'string' ? body.sortColumn.split(/\s*,\s*/) : []
    const sorted = kept.toSorted((a, b) =>
      columns.reduce((order, column) => order || compare(a[column], b[column]), 0),
    )
    return page(sorted, body)
  }

  function page(rows: readonly Row[], { start, length }: Body): Answer {
    const from = typeof start === 'number' ? start : 0
    const count = Math.min(typeof length === 'number' ? length : pageLimit, pageLimit)
    return { status: 200, body: rows.slice(from, from + count) }
  }

  function insert(body: Body): Answer {
    const type = String(body.acDocType)
    const acDoc1 = String(body.acDoc1 ?? '')
    const items = Array.isArray(body.items) ? (body.items as Body[]) : []
    if (!docTypes.some((one) => one.type === type)) return bad(`Vrsta dokumenta ${type} ne postoji`)
    if (acDoc1.length > DOC1_LENGTH) return bad(`acDoc1 has more than ${DOC1_LENGTH} characters`)
    if (items.length === 0) return bad('Dokument nema stavki')
    const lines: SimLine[] = []
    for (const [index, item] of items.entries()) {
      const ident = String(item.acIdent)
      const article = state.article(ident)
      if (!article) return bad(`Ident ${ident} ne postoji`)
      const qty = Math.round(Number(item.anQty) * 1000)
      if (!(qty > 0)) return bad(`Količina stavke ${index + 1} nije ispravna`)
      lines.push({ pos: Number(item.anNo ?? index + 1), ident, name: article.name, qty, unit: article.unit })
    }
    const { acKey } = state.book({
      ...{ acDoc1, type, lines, date: String(body.adDate).slice(0, 10) },
      ...{
        issuer: String(body.acIssuer ?? ''),
        receiver: String(body.acReceiver ?? ''),
        note: String(body.acNote ?? ''),
      },
    })
    return { status: 200, body: { acKey } }
  }

  function stockRows(): Row[] {
    return state
      .articles()
      .flatMap(({ ident }) =>
        state
          .stockOf(ident)
          .map(({ site, qty }) => ({ acIdent: ident, acWarehouse: site, anStock: qty / 1000 })),
      )
  }

  // Rows are made once for all their pages.
  let made: { readonly version: number; readonly rows: Map<string, Row[] | undefined> } | undefined
  function tableRows(table: string): Row[] | undefined {
    if (made?.version !== state.version()) made = { version: state.version(), rows: new Map() }
    if (!made.rows.has(table)) made.rows.set(table, makeRows(table))
    return made.rows.get(table)
  }

  function makeRows(table: string): Row[] | undefined {
    if (table === 'tHE_SetItem')
      return state.articles().map(({ ident, name, unit, active, barcodes, supplier, group, changedAt }) => ({
        ...{ acIdent: ident.padEnd(16), acName: name, acUM: unit, acActive: active ? 'T' : 'F' },
        ...{
          acCode: barcodes[0] ?? '',
          acSupplier: supplier,
          acClassif: group,
          adTimeChg: localText(changedAt),
        },
      }))
    if (table === 'tHE_SetItemBarCode')
      return state
        .articles()
        .flatMap(({ ident, barcodes }) => barcodes.map((acCode) => ({ acIdent: ident.padEnd(16), acCode })))
    if (table === 'tHE_SetSubj')
      return state.subjects().map(({ id, name, city, address, warehouse, buyer, supplier }) => ({
        ...{ anId: id, acSubject: name, acCity: city, acAddress: address, acWarehouse: warehouse ?? null },
        ...{ acBuyer: buyer ? 'T' : 'F', acSupplier: supplier ? 'T' : 'F' },
      }))
    if (table === 'tHE_Move') return [...requests(), ...booked()]
    if (table === 'tHE_MoveItem')
      return [
        ...state
          .documents()
          .flatMap(({ number, lines }) => lines.map((line) => itemRow(keyOf(number), line))),
        ...state.bookings().flatMap(({ acKey, lines }) => lines.map((line) => itemRow(acKey, line))),
      ]
    return undefined
  }

  function requests(): Row[] {
    return state.documents().map((document) => ({
      ...{ acKey: keyOf(document.number), acDocType: document.type, adDate: `${document.date}T00:00:00` },
      acIssuer: document.direction === 'out' ? document.site : document.partner,
      acReceiver: document.direction === 'out' ? document.partner : document.site,
      ...{ acDoc1: '', acStatus: document.status, acNote: document.note ?? null },
      adTimeIns: localText(document.changedAt),
    }))
  }

  function booked(): Row[] {
    return state.bookings().map((booking) => ({
      ...{ acKey: booking.acKey, acDocType: booking.type, adDate: `${booking.date} 00:00:00` },
      ...{
        acIssuer: booking.issuer,
        acReceiver: booking.receiver,
        acDoc1: booking.acDoc1.padEnd(DOC1_LENGTH),
      },
      ...{ acStatus: booking.status, acNote: booking.note, adTimeIns: localText(booking.at) },
    }))
  }

  return app
}

/** `26-20CT-045003` is stored as 2620CT045003. */
function keyOf(number: string): string {
  return number.replaceAll('-', '')
}

function itemRow(acKey: string, { pos, ident, name, qty, unit }: SimLine): Row {
  return { acKey, anNo: pos, acIdent: ident.padEnd(16), acName: name, acUM: unit, anQty: qty / 1000 }
}

/** `column op @n` or `column in (@1, @2)`; @n is the n-th parameter, from 1. */
function testOf(part: string, params: readonly unknown[]): ((row: Row) => boolean) | undefined {
  const [, column = '', operator = '', rest = ''] =
    /^\(?(\w+)\s*(>=|<=|<>|=|>|<|in)\s*(.+)$/i.exec(part.trim()) ?? []
  const values = [...rest.matchAll(/@(\d+)/g)].map((match) => params[Number(match[1]) - 1])
  if (column === '' || values.length === 0 || values.includes(undefined)) return undefined
  // A database compares text without the blanks at its end.
  return (row) => {
    const have = row[column]
    const order = values.map((value) => compare(have, value))
    if (operator.toLowerCase() === 'in') return order.includes(0)
    const [first = 1] = order
    if (operator === '=') return first === 0
    if (operator === '<>') return first !== 0
    if (operator === '>=') return first >= 0
    if (operator === '<=') return first <= 0
    return operator === '>' ? first > 0 : first < 0
  }
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [one, two] = [a, b].map((value) =>
    String(value ?? '')
      .trimEnd()
      .replace('T', ' '),
  )
  if (one === undefined || two === undefined || one === two) return 0
  return one < two ? -1 : 1
}
