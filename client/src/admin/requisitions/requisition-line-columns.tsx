import type { requisitionLine } from 'shared-schema/api/requisitions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { Show } from 'solid-js'
import type * as z from 'zod'
import { textsOf } from '../../ui/language.ts'
import { LineStatus } from '../status.tsx'
import { type Column, column } from '../table/column.ts'
import { withUnit } from '../units.ts'

const t = textsOf(adminTexts)
type Line = z.infer<typeof requisitionLine>

/** The columns of a requisition's lines. */
export function requisitionLineColumns(): Column<Line>[] {
  const texts = () => t().requisitions
  return [
    column({
      id: 'article',
      label: () => texts().article,
      value: (line) => line.name,
      text: (line) => `${line.pos}. ${line.ident} ${line.name}`,
      cell: (line) => (
        <span title={line().unknown_article ? texts().unknownArticleHint : line().name}>
          <span class="quiet figures">{line().pos}.</span> <span class="code">{line().ident}</span>{' '}
          {line().name}
          <Show when={line().unknown_article}> · {texts().unknownArticle}</Show>
        </span>
      ),
      width: 11,
      grow: 3,
      rank: 1,
    }),
    column({
      id: 'location',
      label: () => texts().location,
      value: (line) => line.location,
      text: (line) => line.location ?? texts().noLocation,
      cell: (line) => <span class="code">{line().location ?? '–'}</span>,
      width: 10.5,
      grow: 0,
      rank: 3,
    }),
    column({
      id: 'requested',
      label: () => texts().requested,
      value: (line) => line.requested,
      text: (line) => withUnit(line.requested, line.unit),
      width: 5.5,
      grow: 0,
      rank: 3,
      end: true,
    }),
    column({
      id: 'assigned',
      label: () => texts().assigned,
      value: (line) => line.assigned,
      text: (line) => withUnit(line.assigned, null),
      width: 6.5,
      grow: 0,
      rank: 3,
      end: true,
    }),
    column({
      id: 'picked',
      label: () => texts().picked,
      value: (line) => line.picked,
      text: (line) => withUnit(line.picked, null),
      cell: (line) => (
        <>
          {withUnit(line().picked, null)}
          <span class="quiet">/{withUnit(line().requested, null)}</span>
        </>
      ),
      width: 7,
      grow: 0,
      rank: 1,
      end: true,
    }),
    column({
      id: 'status',
      label: () => texts().status,
      value: (line) => line.status,
      text: (line) => texts().lineStatuses[line.status],
      cell: (line) => <LineStatus status={line().status} />,
      width: 8.5,
      grow: 0,
      rank: 1,
    }),
  ]
}
