import { formatQuantity } from 'shared-schema/domain/quantity.ts'
import { reportTexts } from 'shared-schema/messages/admin/reports.ts'
import { requisitionTexts } from 'shared-schema/messages/admin/requisitions.ts'
import { taskTexts } from 'shared-schema/messages/admin/tasks.ts'
import { commonTexts } from 'shared-schema/messages/common.ts'
import { type CsvColumn, csvTable, dayText, momentText } from './csv.ts'
import type { ShortageRow } from './report-routes.ts'

/**
 * The report as spreadsheets here open it by a double click: `;` between cells, UTF-8 with BOM, decimal comma in Serbian.
 * @param timeZone IANA name; times are shown as clocks in the warehouse show them
 */
export function shortageCsv(rows: readonly ShortageRow[], lang: 'sr' | 'en', timeZone: string): string {
  const texts = reportTexts[lang]
  const { statuses } = commonTexts[lang]
  const { reasons } = taskTexts[lang]
  const quantity = (value: number) => formatQuantity(value, lang)
  const columns: readonly CsvColumn<ShortageRow>[] = [
    [texts.document, (row) => row.document],
    [texts.date, (row) => dayText(row.date, lang)],
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
      (row) => (row.completed_at === null ? '' : momentText(row.completed_at, lang, timeZone)),
    ],
    [texts.status, (row) => textOf(statuses, row.task_status)],
  ]
  return csvTable(columns, rows)
}

function textOf(texts: Readonly<Record<string, string>>, code: string | null): string {
  // A device may send any code, also one that every object answers to.
  return code === null ? '' : (Object.hasOwn(texts, code) && texts[code]) || code
}
