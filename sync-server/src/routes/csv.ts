import type { Context } from 'hono'

/** Spreadsheets take a file without it for Windows-1250 and break č, ć, š, ž, đ. */
const BYTE_ORDER_MARK = '\u{feff}'

/** A column of a file: its header and its cell of a row. */
export type CsvColumn<Row> = readonly [header: string, cell: (row: Row) => string]

/** A table as spreadsheets here open it by a double click: `;` between cells, UTF-8 with BOM. */
export function csvTable<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const table = [
    columns.map(([header]) => header),
    ...rows.map((row) => columns.map(([, cell]) => cell(row))),
  ]
  return BYTE_ORDER_MARK + table.map((cells) => `${cells.map(quoted).join(';')}\r\n`).join('')
}

/** Gives a table out as a file. @param name without its ending */
export function csvAnswer(c: Context, name: string, text: string): Response {
  return c.body(text, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
    'Cache-Control': 'no-store',
  })
}

/** `03.10.2025` or `2025-10-03`. @param day yyyy-MM-dd */
export function dayText(day: string, lang: 'sr' | 'en'): string {
  return lang === 'sr' ? day.split('-').reverse().join('.') : day
}

/** A moment as clocks in the warehouse show it, to the minute. */
export function momentText(at: number, lang: 'sr' | 'en', timeZone: string): string {
  // Swedish writes ISO dates, which every spreadsheet reads.
  const text = new Date(at).toLocaleString('sv-SE', { timeZone }).slice(0, 16)
  return lang === 'en' ? text : `${dayText(text.slice(0, 10), lang)} ${text.slice(11)}`
}

/** A cell that a spreadsheet would run as a formula is turned into text by an apostrophe (OWASP: CSV injection). */
function quoted(cell: string): string {
  const number = /^-?\d+([.,]\d+)?$/.test(cell)
  const safe = !number && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
