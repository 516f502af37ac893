import type { RequisitionRow } from 'shared-schema/api/requisitions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { Show } from 'solid-js'
import { dateTime } from '../../ui/format.ts'
import { language, textsOf } from '../../ui/language.ts'
import { Badge } from '../../ui/status-mark.tsx'
import { ProgressFigure } from '../progress-figure.tsx'
import { RequisitionStatus } from '../status.tsx'
import { type Column, column } from '../table/column.ts'
import { documentDate } from '../units.ts'

const t = textsOf(adminTexts)

/** The columns of the list of requisitions. */
export function requisitionColumns(): Column<RequisitionRow>[] {
  const texts = () => t().requisitions
  return [
    column({
      id: 'number',
      label: () => texts().number,
      value: (row) => row.number,
      text: (row) => row.number,
      cell: (row) => <span class="code">{row().number}</span>,
      width: 10.5,
      grow: 0,
      rank: 1,
    }),
    column({
      id: 'shop',
      label: () => texts().shop,
      value: (row) => row.shop,
      text: (row) => row.shop,
      width: 10,
      grow: 2,
      rank: 1,
      filter: { values: (row) => [row.shop], name: (value) => value },
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
      id: 'status',
      label: () => texts().status,
      value: (row) => row.status,
      text: (row) => texts().statuses[row.status],
      cell: (row) => <RequisitionStatus status={row().status} />,
      width: 9,
      grow: 0,
      rank: 1,
      filter: {
        values: (row) => [row.status],
        name: (value) => texts().statuses[value as RequisitionRow['status']] ?? value,
      },
    }),
    column({
      id: 'progress',
      search: false,
      label: () => texts().progress,
      value: (row) => (row.lines === 0 ? 0 : row.lines_done / row.lines),
      text: (row) => `${row.lines_done}/${row.lines}`,
      cell: (row) => (
        <ProgressFigure
          label={texts().linesDone(row().lines_done, row().lines)}
          done={row().lines_done}
          all={row().lines}
        />
      ),
      width: 9,
      rank: 2,
    }),
    column({
      id: 'exceptions',
      search: false,
      label: () => texts().exceptions,
      value: (row) => row.open_exceptions,
      text: (row) => String(row.open_exceptions),
      cell: (row) => (
        <Show when={row().open_exceptions > 0}>
          <Badge tone="attention" label={texts().exceptions}>
            {row().open_exceptions}
          </Badge>
        </Show>
      ),
      width: 6,
      grow: 0,
      rank: 2,
      end: true,
    }),
    column({
      id: 'unknown',
      search: false,
      label: () => texts().unknownArticles,
      value: (row) => row.unknown_articles,
      text: (row) => String(row.unknown_articles),
      cell: (row) => <Show when={row().unknown_articles > 0}>{row().unknown_articles}</Show>,
      width: 9,
      grow: 0,
      rank: 3,
      end: true,
    }),
    column({
      id: 'created',
      search: false,
      label: () => texts().createdAt,
      value: (row) => row.created_at,
      text: (row) => dateTime(row.created_at),
      width: 9.5,
      grow: 0,
      rank: 3,
    }),
  ]
}
