import type { Difference } from 'shared-schema/api/reconciliation.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import { moment } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusMark, type StatusTone } from '../../ui/status-mark.tsx'
import { type Column, column } from '../table/column.ts'
import { figuresOf, reasonOf, subjectOf } from './difference-words.ts'

const t = textsOf(pantheonTexts)
export const differenceTones: Record<Difference['state'], StatusTone> = {
  ...{ open: 'attention', decided: 'busy', settled: 'ok' },
}

/** The columns of the list of differences. */
export function differenceColumns(now: () => number): Column<Difference>[] {
  return [
    column({
      id: 'class',
      label: () => t().difference,
      value: (row) => t().classes[row.class],
      text: (row) => t().classes[row.class],
      cell: (row) => <strong>{t().classes[row().class]}</strong>,
      width: 10,
      grow: 0,
      rank: 1,
      filter: {
        values: (row) => [row.class],
        name: (value) => t().classes[value as Difference['class']] ?? value,
      },
    }),
    column({
      id: 'subject',
      label: () => t().document,
      value: subjectOf,
      text: subjectOf,
      width: 14,
      grow: 3,
      rank: 1,
      place: 'below-wide',
    }),
    column({
      id: 'figures',
      label: () => t().compared,
      value: (row) => row.requested,
      text: (row) =>
        figuresOf(row)
          .map(([name, value]) => `${name} ${value}`)
          .join(', '),
      cell: (row) => (
        <span class="figures">
          {figuresOf(row())
            .map(([, value]) => value)
            .join(' → ')}
        </span>
      ),
      width: 11,
      grow: 1,
      rank: 2,
    }),
    column({
      id: 'reason',
      label: () => t().reason,
      value: reasonOf,
      text: reasonOf,
      width: 9,
      grow: 1,
      rank: 3,
    }),
    column({
      id: 'owner',
      label: () => t().owner,
      value: (row) => row.owner_name,
      text: (row) => row.owner_name ?? t().noOwner,
      width: 8,
      rank: 3,
      filter: { values: (row) => [row.owner_name ?? ''], name: (value) => value || t().noOwner },
    }),
    column({
      id: 'state',
      label: () => t().state,
      value: (row) => row.state,
      text: (row) => t().states[row.state],
      cell: (row) => <StatusMark tone={differenceTones[row().state]}>{t().states[row().state]}</StatusMark>,
      width: 8,
      grow: 0,
      rank: 1,
      place: 'end',
      filter: {
        values: (row) => [row.state],
        name: (value) => t().states[value as Difference['state']] ?? value,
      },
    }),
    column({
      id: 'nights',
      search: false,
      label: () => t().nights,
      value: (row) => row.nights,
      text: (row) => String(row.nights),
      width: 6,
      grow: 0,
      rank: 3,
      end: true,
    }),
    column({
      id: 'found',
      search: false,
      label: () => t().lastFound,
      value: (row) => row.last_found_at,
      text: (row) => moment(row.last_found_at, now()),
      width: 8,
      grow: 0,
      rank: 3,
    }),
  ]
}
