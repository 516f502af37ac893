import { foldText } from '../fold-text.ts'

/** What a column of an import file may mean, with the header names it goes by; the more specific name comes first. */
export const importColumns = {
  number: ['Broj dokumenta', 'Broj', 'Dokument'],
  date: ['Datum'],
  warehouse: ['Izvor', 'Magacin naziv', 'Magacin'],
  shop: ['Odredište', 'Radnja', 'Lokacija'],
  ident: ['Šifra artikla', 'Šifra'],
  name: ['Naziv artikla', 'Naziv'],
  quantity: ['Količina tražena', 'Količina'],
  barcode: ['Barkod', 'Barcode'],
  unit: ['JM', 'Jedinica mjere'],
} as const

export type ImportColumn = keyof typeof importColumns

const required: readonly ImportColumn[] = ['number', 'date', 'warehouse', 'shop', 'ident', 'quantity']

/** Where each meaning stands, as a 0-based index into the row. */
export type ColumnPlaces = Readonly<Partial<Record<ImportColumn, number>>>

export type HeaderProblem = {
  readonly code: 'import_column_missing' | 'import_column_repeated'
  readonly column: ImportColumn
}
export type HeaderReading = { readonly places: ColumnPlaces; readonly problems: readonly HeaderProblem[] }

/**
 * Matches the cells of a header row with the columns, after folding case, blanks and diacritics. Where two names of
 * one meaning are present the more specific one counts; the same name twice is a problem, never a guess.
 */
export function readHeader(cells: readonly string[]): HeaderReading {
  const folded = cells.map((cell) => foldText(cell.replaceAll('_', ' ')))
  const places: Partial<Record<ImportColumn, number>> = {}
  const problems: HeaderProblem[] = []
  for (const column of Object.keys(importColumns) as ImportColumn[]) {
    const name = importColumns[column].map(foldText).find((candidate) => folded.includes(candidate))
    if (name === undefined) {
      if (required.includes(column)) problems.push({ code: 'import_column_missing', column })
      continue
    }
    places[column] = folded.indexOf(name)
    if (folded.lastIndexOf(name) !== folded.indexOf(name))
      problems.push({ code: 'import_column_repeated', column })
  }
  return { places, problems }
}

/** Exports may put titles above the header; further down than this a header is not looked for. */
const HEADER_SEARCH_ROWS = 10

/** Index of the header: the row among the first ones that names the most columns; -1 when all are blank. */
export function findHeaderRow(table: readonly (readonly string[])[]): number {
  let best = -1
  let most = -1
  table.slice(0, HEADER_SEARCH_ROWS).forEach((cells, index) => {
    const named = Object.keys(readHeader(cells).places).length
    if (named > most && cells.some((cell) => cell.trim() !== '')) {
      best = index
      most = named
    }
  })
  return best
}
