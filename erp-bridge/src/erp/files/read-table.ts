import { CsvError, parse } from 'csv-parse/sync'
import { InvalidInputError, InvalidSpreadsheetError, readSheet } from 'read-excel-file/node'

export type Table =
  | { readonly ok: true; readonly rows: readonly (readonly string[])[] }
  | { readonly ok: false; readonly why: string }

/** An export of sixty thousand articles has a tenth of this; more is not from an ERP. */
const MOST_BYTES = 64 * 1024 * 1024
const SEPARATORS = [';', '\t', ',']

/** Rows of trimmed cells of a CSV or XLSX file; which of both it is, its first bytes tell. */
export async function readTable(bytes: Buffer): Promise<Table> {
  if (bytes.length > MOST_BYTES) return { ok: false, why: 'the file is larger than 64 MB' }
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return readWorkbook(bytes)
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0')
    return { ok: false, why: 'an old .xls file; save it as .xlsx or CSV' }
  return readCsv(decode(bytes))
}

function readCsv(text: string): Table {
  try {
    const rows: string[][] = parse(text, {
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    })
    return { ok: true, rows: rows.map((row) => row.map((cell) => cell.trim())) }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { ok: false, why: error.message }
  }
}

function separatorOf(text: string): string {
  const first = text
    .split('\n', 5)
    .join('\n')
    .replace(/"[^"]*"/g, '')
  const counted = SEPARATORS.map((separator) => ({ separator, count: first.split(separator).length }))
  return counted.toSorted((a, b) => b.count - a.count)[0]?.separator ?? ';'
}

/** UTF-8 with or without a mark; what is not UTF-8 is what Windows writes here. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1250').decode(bytes)
  }
}

async function readWorkbook(bytes: Buffer): Promise<Table> {
  try {
    const rows = await readSheet<string>(bytes, { parseNumber: (stored) => stored })
    return { ok: true, rows: rows.map((row) => row.map(cellText)) }
  } catch (error) {
    if (!(error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError)) throw error
    return { ok: false, why: error.message }
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  const text = String(cell).trim()
  // A sheet stores 2.4 as 2.3999999999999999; fifteen digits are what it shows.
  if (!/^-?\d+\.\d+$/.test(text)) return text
  return String(Number(Number(text).toPrecision(15))).replace('.', ',')
}
