import { language } from '../../ui/language.ts'
import type { Column } from './column.ts'
import { toCsv } from './csv.ts'
import { saveFile } from './save-file.ts'

/** Saves rows as they are shown, with every column, also those that have no room on the screen. */
export function exportRows<Row>(file: string, columns: readonly Column<Row>[], rows: readonly Row[]): void {
  const head = columns.map((column) => column.label())
  const cells = rows.map((row) => columns.map((column) => column.text(row)))
  saveFile(`${file}.csv`, toCsv(head, cells, language() === 'sr' ? ';' : ','), 'text/csv;charset=utf-8')
}
