import { formatQuantity } from 'shared-schema/domain/quantity.ts'
import { reportTexts } from 'shared-schema/messages/admin/reports.ts'
import { requisitionTexts } from 'shared-schema/messages/admin/requisitions.ts'
import { taskTexts } from 'shared-schema/messages/admin/tasks.ts'
import { commonTexts } from 'shared-schema/messages/common.ts'
import type { ShortageRow } from './report-routes.ts'

/** Spreadsheets take a file without it for Windows-1250 and break č, ć, š, ž, đ. */
const BYTE_ORDER_MARK = '\u{feff}'

/**
 * The report as spreadsheets here open it by a double click: `;` between cells, UTF-8 with BOM, decimal comma in Serbian.
 * @param timeZone IANA name; times are shown as clocks in the warehouse show them
 */
export function shortageCsv(rows: readonly ShortageRow[], lang: 'sr' | 'en', timeZone: string): string {
  const texts = reportTexts[lang]
  const { statuses } = commonTexts[lang]
  const { reasons } = taskTexts[lang]
  const quantity = (value: number) => formatQuantity(value, lang)
  const columns: readonly [string, (row: ShortageRow) => string][] = [
    [texts.document, (row) => row.document],
    [texts.date, (row) => (lang === 'sr' ? serbianDay(row.date) : row.date)],
    [texts.shop, (row) => row.shop],
    [texts.warehouse, (row) => row.warehouse],
    [texts.ident, (row) => row.ident],
    [texts.article, (row) => row.name],
    [requisitionTexts[lang].unit, (row) => row.unit],
    [texts.requested, (row) => quantity(row.requested)],
    [texts.picked, (row) => quantity(row.picked)],
    [texts.missing, (row) => quantity(row.missing)],
    [texts.over, (row) => quantity(row.over)],
    [texts.discrepancy, (row) => texts.discrepancies[row.discrepancy]],
    [texts.reason, (row) => textOf(reasons, row.reason)],
    [texts.worker, (row) => row.worker ?? ''],
    [
      texts.completedAt,
      (row) => (row.completed_at === null ? '' : clockTime(row.completed_at, lang, timeZone)),
    ],
    [texts.status, (row) => textOf(statuses, row.task_status)],
  ]
  const table = [
    columns.map(([header]) => header),
    ...rows.map((row) => columns.map(([, cell]) => cell(row))),
  ]
  return BYTE_ORDER_MARK + table.map((cells) => `${cells.map(quoted).join(';')}\r\n`).join('')
}

/** A cell that a spreadsheet would run as a formula is turned into text by an apostrophe (OWASP: CSV injection). */
function quoted(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function textOf(texts: Readonly<Record<string, string>>, code: string | null): string {
  // A device may send any code, also one that every object answers to.
  return code === null ? '' : (Object.hasOwn(texts, code) && texts[code]) || code
}

function serbianDay(day: string): string {
  return day.split('-').reverse().join('.')
}

function clockTime(at: number, lang: 'sr' | 'en', timeZone: string): string {
  // Swedish writes ISO dates, which every spreadsheet reads.
  const text = new Date(at).toLocaleString('sv-SE', { timeZone }).slice(0, 16)
  return lang === 'en' ? text : `${serbianDay(text.slice(0, 10))} ${text.slice(11)}`
}
