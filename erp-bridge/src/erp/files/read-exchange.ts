import { foldText } from 'shared-schema/domain/fold-text.ts'
import { importColumns, readHeader } from 'shared-schema/domain/requisition/columns.ts'
import { parseRequisitionTable } from 'shared-schema/domain/requisition/parse-table.ts'
import type { ErpArticle, ErpDocument } from '../erp-port.ts'
import { canonicalJson, readBarcodes } from '../erp-values.ts'
import type { Table } from './read-table.ts'

/** What a file of the exchange folder holds. */
export type Exchange =
  | { readonly kind: 'articles'; readonly articles: readonly ErpArticle[] }
  | { readonly kind: 'documents'; readonly documents: readonly ErpDocument[] }
  | { readonly kind: 'bad'; readonly why: string }

export type ExchangeTypes = { readonly out: readonly string[]; readonly in: readonly string[] }

const articleColumns = {
  ident: ['ident', 'sifra artikla', 'sifra'],
  name: ['naziv artikla', 'naziv'],
  unit: ['jm', 'jedinica mjere'],
  active: ['aktivan'],
  barcodes: ['barkodovi', 'barkod', 'barcode'],
} as const
/** Rows and columns named in a reason; a thousand of them help nobody. */
const NAMED = 10

/** Tells by its header what a table is and reads it, all or nothing. */
export function readExchange(table: Table, types: ExchangeTypes): Exchange {
  if (!table.ok) return { kind: 'bad', why: table.why }
  const header = table.rows.find((row) => row.some((cell) => cell !== ''))
  if (header === undefined) return { kind: 'bad', why: 'the file is empty' }
  const { places } = readHeader(header)
  if (places.number !== undefined) return readDocuments(table.rows, types)
  const folded = header.map((cell) => foldText(cell))
  const at = (column: keyof typeof articleColumns) =>
    folded.findIndex((cell) => (articleColumns[column] as readonly string[]).includes(cell))
  if (at('ident') < 0 || at('name') < 0) {
    const wanted = [importColumns.number[0], importColumns.ident[0], importColumns.name[0]].join(' | ')
    return {
      kind: 'bad',
      why: `the header names neither documents nor articles: ${header.join(' | ')}; ${wanted}`,
    }
  }
  return readArticles(table.rows.slice(table.rows.indexOf(header) + 1), at)
}

function readArticles(
  rows: readonly (readonly string[])[],
  at: (column: keyof typeof articleColumns) => number,
): Exchange {
  const articles = new Map<string, ErpArticle>()
  for (const [index, row] of rows.entries()) {
    const cell = (column: keyof typeof articleColumns) => row[at(column)] ?? ''
    const ident = cell('ident')
    if (ident === '') return { kind: 'bad', why: `row ${index + 2}: no ident` }
    // A second row of an article brings a further barcode.
    const before = articles.get(ident)
    articles.set(ident, {
      ident,
      name: cell('name') || ident,
      unit: cell('unit'),
      active: !/^(f|ne|n|0)$/i.test(cell('active')),
      barcodes: readBarcodes([...(before?.barcodes ?? []), ...cell('barcodes').split(/[|,;\s]+/)]),
    })
  }
  return { kind: 'articles', articles: [...articles.values()] }
}

function readDocuments(rows: readonly (readonly string[])[], types: ExchangeTypes): Exchange {
  // Sites and articles are known to the server; here every name and ident is taken as it stands.
  const parsed = parseRequisitionTable(rows, {
    article: () => undefined,
    sites: { find: (_kind, name) => name, names: () => [] },
    alreadyImported: () => false,
  })
  if (!parsed.ok) {
    const faults = parsed.rows.filter(({ fate }) => fate === 'error')
    const named = faults
      .slice(0, NAMED)
      .map(
        ({ row, column, code, expected, found }) =>
          `row ${row} ${column ?? ''}: ${code} (${found} → ${expected})`,
      )
    return { kind: 'bad', why: named.join('\n') }
  }
  const documents: ErpDocument[] = []
  for (const { number, date, warehouse, shop, lines } of parsed.requisitions) {
    const type = number.split('-')[1] ?? ''
    const direction = types.out.includes(type) ? 'out' : types.in.includes(type) ? 'in' : undefined
    if (direction === undefined)
      return { kind: 'bad', why: `${number}: document type ${type} is not configured` }
    documents.push({
      ...{ number, direction, type, date, site: warehouse, partner: shop, status: '', cancelled: false },
      lines: lines.map(({ pos, ident, name, unit, requested }) => ({
        pos,
        ident,
        name,
        unit,
        qty: requested,
      })),
      raw: canonicalJson({ number, date, warehouse, shop, lines }),
    })
  }
  return { kind: 'documents', documents }
}
