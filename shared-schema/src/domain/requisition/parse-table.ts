import type { ErrorCode } from '../error-codes.ts'
import { settledDecimal, type Thousandths } from '../quantity.ts'
import { findHeaderRow, type ImportColumn, importColumns, readHeader } from './columns.ts'
import { type CellProblem, type ImportContext, type ReadRow, readImportRow } from './import-row.ts'

export type ImportedLine = {
  /** Position in the document, from 1, in the order of the file. */
  readonly pos: number
  readonly ident: string
  readonly name: string
  readonly unit: string
  readonly requested: Thousandths
  readonly barcode: string | undefined
  readonly unknownArticle: boolean
}
export type ImportedRequisition = {
  readonly number: string
  /** yyyy-MM-dd */
  readonly date: string
  readonly warehouse: string
  readonly shop: string
  readonly lines: readonly ImportedLine[]
}

/** What became of a row; a row with several faults has one entry for each. */
export type RowFate = {
  /** As a person counts it in the file, the first row being 1. */
  readonly row: number
  readonly fate: 'imported' | 'unknown_article' | 'already_imported' | 'held_back' | 'error'
  readonly document?: string
  readonly ident?: string
  /** Header of the column as the file writes it. */
  readonly column?: string
  readonly code?: ErrorCode
  readonly expected?: string
  readonly found?: string
}

export type ParsedRequisitions =
  | {
      readonly ok: true
      readonly requisitions: readonly ImportedRequisition[]
      readonly rows: readonly RowFate[]
    }
  | { readonly ok: false; readonly rows: readonly RowFate[] }

/**
 * Turns the cells of a file into requisitions. Either every row is good, or nothing is imported and each bad row
 * names its column, what was expected and what was found. A line with an unknown article is kept and flagged.
 * Documents that were imported before are passed over and said so.
 */
export function parseRequisitionTable(
  table: readonly (readonly string[])[],
  context: ImportContext,
): ParsedRequisitions {
  const headerAt = findHeaderRow(table)
  const header = table[headerAt]
  if (header === undefined) return { ok: false, rows: [{ row: 1, fate: 'error', code: 'import_empty' }] }
  const { places, problems } = readHeader(header)
  if (problems.length > 0) {
    const found = header.filter((cell) => cell.trim() !== '').join(' | ')
    return {
      ok: false,
      rows: problems.map(({ code, column }) => {
        const names = importColumns[column]
        return {
          row: headerAt + 1,
          fate: 'error',
          code,
          column: names[0],
          expected: names.join(' | '),
          found,
        }
      }),
    }
  }
  const cellOf = (cells: readonly string[], column: ImportColumn) => {
    const at = places[column]
    return at === undefined ? '' : (cells[at] ?? '').trim()
  }
  const body = table
    .map((cells, index) => ({ cells, row: index + 1 }))
    .slice(headerAt + 1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (body.length === 0)
    return { ok: false, rows: [{ row: headerAt + 1, fate: 'error', code: 'import_empty' }] }

  const decimal = settledDecimal(body.map(({ cells }) => cellOf(cells, 'quantity')))
  const documents = new Map<string, ReadRow[]>()
  const rows: RowFate[] = []
  const width = header.findLastIndex((cell) => cell.trim() !== '') + 1
  for (const { cells, row } of body) {
    // `2,5` without quotes between commas is two cells: guessing which is meant would change a quantity.
    const surplus = cells.slice(width).find((cell) => cell.trim() !== '')
    if (surplus !== undefined) {
      const found = cells.map((cell) => cell.trim()).join(' | ')
      rows.push({ row, fate: 'error', code: 'import_row_too_long', expected: String(width), found })
      continue
    }
    const reading = readImportRow((column) => cellOf(cells, column), decimal, context)
    if (reading.kind === 'already_imported') {
      rows.push({ row, fate: 'already_imported', document: reading.number })
      continue
    }
    const first = reading.kind === 'line' ? documents.get(reading.line.number)?.[0] : undefined
    const faults = reading.kind === 'bad' ? reading.problems : disagreements(first, reading.line)
    for (const { column, ...fault } of faults) {
      rows.push({ row, fate: 'error', column: header[places[column] ?? -1]?.trim() ?? column, ...fault })
    }
    if (reading.kind === 'bad' || faults.length > 0) continue
    const { line } = reading
    const siblings = documents.get(line.number)
    if (siblings === undefined) documents.set(line.number, [line])
    else siblings.push(line)
    const fate = line.unknownArticle ? 'unknown_article' : 'imported'
    rows.push({ row, fate, document: line.number, ident: line.ident })
  }
  if (rows.some(({ fate }) => fate === 'error')) return { ok: false, rows: rows.map(heldBack) }
  return { ok: true, requisitions: [...documents.values()].map(requisitionOf), rows }
}

function disagreements(first: ReadRow | undefined, line: ReadRow): CellProblem[] {
  if (first === undefined) return []
  return (['date', 'warehouse', 'shop'] as const)
    .filter((column) => first[column] !== line[column])
    .map((column) => ({
      column,
      code: 'import_document_disagrees',
      expected: first[column],
      found: line[column],
    }))
}

function heldBack(row: RowFate): RowFate {
  return row.fate === 'imported' || row.fate === 'unknown_article' ? { ...row, fate: 'held_back' } : row
}

function requisitionOf(lines: readonly ReadRow[]): ImportedRequisition {
  const [first] = lines
  if (first === undefined) throw new Error('a document without rows cannot come into being')
  const { number, date, warehouse, shop } = first
  return {
    ...{ number, date, warehouse, shop },
    lines: lines.map(({ ident, name, unit, requested, barcode, unknownArticle }, index) => ({
      ...{ pos: index + 1, ident, name, unit, requested, barcode, unknownArticle },
    })),
  }
}
