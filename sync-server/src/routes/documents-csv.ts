import type { ErpDocumentRow } from 'shared-schema/api/pantheon.ts'
import { formatQuantity } from 'shared-schema/domain/quantity.ts'
import { commonTexts } from 'shared-schema/messages/common.ts'
import { erpFileTexts } from 'shared-schema/messages/erp-files.ts'
import { type CsvColumn, csvTable, dayText, momentText } from './csv.ts'

/** Documents of the ERP as a table for a spreadsheet. @param timeZone IANA name */
export function documentsCsv(rows: readonly ErpDocumentRow[], lang: 'sr' | 'en', timeZone: string): string {
  const texts = erpFileTexts[lang]
  const statuses: Readonly<Record<string, string>> = commonTexts[lang].statuses
  const quantity = (value: number) => formatQuantity(value, lang)
  const columns: readonly CsvColumn<ErpDocumentRow>[] = [
    [texts.document, (row) => row.number],
    [texts.type, (row) => row.type],
    [texts.date, (row) => dayText(row.date, lang)],
    [texts.site, (row) => row.site.trim()],
    [texts.partner, (row) => row.partner?.trim() ?? ''],
    [texts.person, (row) => row.person ?? ''],
    [texts.erpStatus, (row) => (row.cancelled ? texts.cancelled : row.erp_status)],
    [texts.state, (row) => texts.documentStates[row.state]],
    [texts.status, (row) => statuses[row.requisition_status ?? ''] ?? ''],
    [texts.lines, (row) => String(row.lines)],
    [texts.unknownArticles, (row) => String(row.unknown_articles)],
    [texts.requested, (row) => quantity(row.requested)],
    [texts.picked, (row) => quantity(row.picked)],
    [texts.posted, (row) => quantity(row.posted)],
    [texts.acKeys, (row) => row.ac_keys.join(' ')],
    [texts.versions, (row) => String(row.versions)],
    [texts.openDifferences, (row) => String(row.open_differences)],
    [texts.changedAt, (row) => momentText(row.changed_at, lang, timeZone)],
  ]
  return csvTable(columns, rows)
}
