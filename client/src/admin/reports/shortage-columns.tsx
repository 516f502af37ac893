import { adminTexts } from 'shared-schema/messages/admin.ts'
import { dateTime, quantity } from '../../ui/format.ts'
import { language, textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { type Column, column } from '../table/column.ts'
import { reasonName } from '../tasks/reason-name.ts'
import { documentDate, withUnit } from '../units.ts'
import type { ShortageRow } from './reports-page.tsx'

const t = textsOf(adminTexts)

/** The columns of the shortage report. */
export function shortageColumns(): Column<ShortageRow>[] {
  const texts = () => t().reports
  const statuses = (): Record<string, string> => t().tasks.statuses
  const figure = (
    id: 'requested' | 'picked' | 'missing' | 'over',
    rank: 1 | 2 | 3,
    width = 6,
  ): Column<ShortageRow> => ({
    id,
    label: () => texts()[id],
    value: (row) => row[id],
    text: (row) => quantity(row[id]),
    cell: (row) => <>{row()[id] === 0 && id !== 'picked' ? '–' : withUnit(row()[id], row().unit)}</>,
    width,
    grow: 0,
    rank,
    end: true,
  })
  return [
    column({
      id: 'document',
      label: () => texts().document,
      value: (row) => row.document,
      text: (row) => row.document,
      cell: (row) => <span class="code">{row().document}</span>,
      width: 10.5,
      grow: 0,
      rank: 2,
    }),
    column({
      id: 'date',
      label: () => texts().date,
      value: (row) => row.date,
      text: (row) => documentDate(row.date, language()),
      width: 7,
      grow: 0,
      rank: 3,
    }),
    column({
      id: 'shop',
      label: () => texts().shop,
      value: (row) => row.shop,
      text: (row) => row.shop,
      width: 11,
      rank: 2,
      filter: { values: (row) => [row.shop], name: (value) => value },
    }),
    column({
      id: 'article',
      label: () => texts().article,
      value: (row) => row.name,
      text: (row) => `${row.ident} ${row.name}`,
      cell: (row) => (
        <span title={row().name}>
          <span class="code">{row().ident}</span> {row().name}
        </span>
      ),
      width: 11,
      grow: 2,
      rank: 1,
    }),
    figure('requested', 3),
    figure('picked', 3),
    figure('missing', 1),
    { ...figure('over', 1, 5.5), place: 'below-end' },
    column({
      id: 'discrepancy',
      label: () => texts().discrepancy,
      value: (row) => row.discrepancy,
      text: (row) => texts().discrepancies[row.discrepancy],
      cell: (row) => <StatusMark tone="attention">{texts().discrepancies[row().discrepancy]}</StatusMark>,
      width: 9.5,
      grow: 0,
      rank: 1,
      place: 'end',
      filter: {
        values: (row) => [row.discrepancy],
        name: (value) => texts().discrepancies[value as ShortageRow['discrepancy']] ?? value,
      },
    }),
    column({
      id: 'reason',
      label: () => texts().reason,
      value: (row) => row.reason,
      text: (row) => (row.reason === null ? '' : reasonName(row.reason)),
      width: 7,
      rank: 2,
    }),
    column({
      id: 'worker',
      label: () => texts().worker,
      value: (row) => row.worker,
      text: (row) => row.worker ?? '',
      width: 10,
      rank: 2,
      filter: {
        values: (row) => (row.worker === null ? [] : row.worker.split(', ')),
        name: (value) => value,
      },
    }),
    column({
      id: 'status',
      label: () => texts().status,
      value: (row) => row.task_status,
      text: (row) => statuses()[row.task_status] ?? row.task_status,
      width: 7,
      grow: 0,
      rank: 3,
      filter: { values: (row) => [row.task_status], name: (value) => statuses()[value] ?? value },
    }),
    column({
      id: 'completed',
      search: false,
      label: () => texts().completedAt,
      value: (row) => row.completed_at,
      text: (row) => (row.completed_at === null ? '' : dateTime(row.completed_at)),
      width: 9,
      grow: 0,
      rank: 3,
    }),
  ]
}
