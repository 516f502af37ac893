import type { ImportJob } from 'shared-schema/api/import.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { errorWords } from 'shared-schema/messages/errors.ts'
import { language, textsOf } from '../../ui/language.ts'
import { StatusMark, type StatusTone } from '../../ui/status-mark.tsx'
import { type Column, column } from '../table/column.ts'

const t = textsOf(adminTexts)
type Row = ImportJob['rows'][number]

const tones: Record<Row['fate'], StatusTone> = {
  imported: 'ok',
  unknown_article: 'attention',
  already_imported: 'new',
  held_back: 'stale',
  error: 'stop',
}

/**
 * The columns of a file's rows: where, what became of it, and for an error what was expected and found. A column that
 * is empty in every row gives its room to the others.
 */
export function importRowColumns(rows: readonly Row[]): Column<Row>[] {
  return allColumns().filter(({ value }) => rows.some((row) => (value(row) ?? '') !== ''))
}

function allColumns(): Column<Row>[] {
  const texts = () => t().import
  const problem = (row: Row) => (row.code === undefined ? '' : errorWords(row.code, language()).what)
  return [
    column({
      id: 'row',
      label: () => texts().row,
      value: (row) => row.row,
      text: (row) => String(row.row),
      width: 4,
      grow: 0,
      rank: 1,
      end: true,
    }),
    column({
      id: 'fate',
      label: () => texts().fate,
      value: (row) => row.fate,
      text: (row) => texts().fates[row.fate],
      cell: (row) => <StatusMark tone={tones[row().fate]}>{texts().fates[row().fate]}</StatusMark>,
      width: 9,
      grow: 2,
      rank: 1,
    }),
    column({
      id: 'document',
      label: () => texts().document,
      value: (row) => row.document ?? null,
      text: (row) => row.document ?? '',
      cell: (row) => <span class="code">{row().document}</span>,
      width: 10.5,
      grow: 0,
      rank: 3,
    }),
    column({
      id: 'ident',
      label: () => texts().ident,
      value: (row) => row.ident ?? null,
      text: (row) => row.ident ?? '',
      cell: (row) => <span class="code">{row().ident}</span>,
      width: 6,
      grow: 0,
      rank: 3,
    }),
    column({
      id: 'problem',
      label: () => texts().problem,
      value: problem,
      text: problem,
      cell: (row) => <span title={problem(row())}>{problem(row())}</span>,
      width: 12,
      grow: 2,
      rank: 2,
    }),
    column({
      id: 'column',
      label: () => texts().where,
      value: (row) => row.column ?? null,
      text: (row) => row.column ?? '',
      width: 7,
      grow: 0,
      rank: 1,
    }),
    column({
      id: 'expected',
      label: () => texts().expected,
      value: (row) => row.expected ?? null,
      text: (row) => row.expected ?? '',
      cell: (row) => <span title={row().expected}>{row().expected}</span>,
      width: 9,
      grow: 2,
      rank: 2,
    }),
    column({
      id: 'found',
      label: () => texts().found,
      value: (row) => row.found ?? null,
      text: (row) => found(row),
      cell: (row) => <span title={found(row())}>{found(row())}</span>,
      width: 8,
      rank: 1,
    }),
  ]
}

function found(row: Row): string {
  if (row.found === undefined) return ''
  return row.found === '' ? `(${t().import.emptyCell})` : `„${row.found}”`
}
