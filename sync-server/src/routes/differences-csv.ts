import type { Difference } from 'shared-schema/api/reconciliation.ts'
import { formatQuantity } from 'shared-schema/domain/quantity.ts'
import { taskTexts } from 'shared-schema/messages/admin/tasks.ts'
import { erpFileTexts } from 'shared-schema/messages/erp-files.ts'
import { type CsvColumn, csvTable, momentText } from './csv.ts'

/** Differences as a table for a spreadsheet. @param timeZone IANA name */
export function differencesCsv(rows: readonly Difference[], lang: 'sr' | 'en', timeZone: string): string {
  const texts = erpFileTexts[lang]
  const figure = (value: number | null) => (value === null ? '' : formatQuantity(value, lang))
  const columns: readonly CsvColumn<Difference>[] = [
    [texts.class, (row) => texts.classes[row.class]],
    [texts.state, (row) => texts.states[row.state]],
    [texts.document, (row) => row.document ?? ''],
    [texts.pos, (row) => (row.pos === null ? '' : String(row.pos))],
    [texts.ident, (row) => row.ident ?? ''],
    [texts.article, (row) => row.name ?? ''],
    [texts.unit, (row) => row.unit ?? ''],
    [texts.site, (row) => row.site ?? ''],
    [texts.requested, (row) => figure(row.requested)],
    [texts.erpRequested, (row) => figure(row.erp_requested)],
    [texts.picked, (row) => figure(row.picked)],
    [texts.posted, (row) => figure(row.posted)],
    [texts.stockOurs, (row) => figure(row.stock_ours)],
    [texts.stockErp, (row) => figure(row.stock_erp)],
    [texts.reason, (row) => reasonText(row.reason, lang)],
    [texts.owner, (row) => row.owner_name ?? ''],
    [texts.action, (row) => (row.action === null ? '' : texts.actions[row.action])],
    [texts.nights, (row) => String(row.nights)],
    [texts.firstFound, (row) => momentText(row.first_found_at, lang, timeZone)],
    [texts.lastFound, (row) => momentText(row.last_found_at, lang, timeZone)],
  ]
  return csvTable(columns, rows)
}

/** A shortage reason in words; any other text as it is. */
export function reasonText(reason: string | null, lang: 'sr' | 'en'): string {
  const known: Readonly<Record<string, string>> = taskTexts[lang].reasons
  return reason === null ? '' : (Object.hasOwn(known, reason) && known[reason]) || reason
}
