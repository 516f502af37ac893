import type { TaskRow } from 'shared-schema/api/tasks.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { type Accessor, Show } from 'solid-js'
import { dateTime, moment } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { Badge, StatusMark } from '../../ui/status-mark.tsx'
import { ProgressFigure } from '../progress-figure.tsx'
import { TaskStatus } from '../status.tsx'
import { type Column, column } from '../table/column.ts'
import { assigneeName } from './assignee-name.ts'

const t = textsOf(adminTexts)
const priorityOrder = { low: 0, normal: 1, high: 2 }

type Names = Parameters<typeof assigneeName>[1]

/** The columns of the list of tasks. */
export function taskColumns(names: Names, now: Accessor<number>): Column<TaskRow>[] {
  const texts = () => t().tasks
  const overdue = (row: TaskRow) =>
    row.due !== null && row.due < now() && row.status !== 'done' && row.status !== 'cancelled'
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
      id: 'assignee',
      label: () => texts().assignee,
      value: (row) => assigneeName(row, names),
      text: (row) => assigneeName(row, names),
      width: 9,
      rank: 1,
      filter: { values: (row) => [assigneeName(row, names)], name: (value) => value },
    }),
    column({
      id: 'shop',
      label: () => texts().shop,
      value: (row) => row.shop,
      text: (row) => row.shop,
      width: 10,
      grow: 2,
      rank: 2,
    }),
    column({
      id: 'status',
      label: () => texts().status,
      value: (row) => row.status,
      text: (row) => texts().statuses[row.status],
      cell: (row) => <TaskStatus status={row().status} />,
      width: 8.5,
      grow: 0,
      rank: 1,
      filter: {
        values: (row) => [row.status],
        name: (value) => texts().statuses[value as TaskRow['status']] ?? value,
      },
    }),
    column({
      id: 'priority',
      label: () => texts().priority,
      value: (row) => priorityOrder[row.priority],
      text: (row) => t().assign.priorities[row.priority],
      cell: (row) => (
        <Show when={row().priority !== 'normal'}>
          <Badge tone={row().priority === 'high' ? 'attention' : 'stale'}>
            {t().assign.priorities[row().priority]}
          </Badge>
        </Show>
      ),
      width: 6,
      grow: 0,
      rank: 3,
    }),
    column({
      id: 'due',
      search: false,
      label: () => texts().due,
      value: (row) => row.due,
      text: (row) => (row.due === null ? '' : dateTime(row.due)),
      cell: (row) => (
        <Show when={row().due}>
          {(due) => (
            <Show when={overdue(row())} fallback={moment(due(), now())}>
              <StatusMark tone="attention">{moment(due(), now())}</StatusMark>
            </Show>
          )}
        </Show>
      ),
      width: 7,
      grow: 0,
      rank: 3,
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
      id: 'last',
      search: false,
      label: () => texts().lastAt,
      value: (row) => row.last_at,
      text: (row) => (row.last_at === null ? '' : dateTime(row.last_at)),
      cell: (row) => <Show when={row().last_at}>{(at) => moment(at(), now())}</Show>,
      width: 9.5,
      grow: 0,
      rank: 3,
    }),
  ]
}
