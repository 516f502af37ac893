import type { taskLine } from 'shared-schema/api/tasks.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { For, Show } from 'solid-js'
import type * as z from 'zod'
import { quantity } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { LineStatus } from '../status.tsx'
import { type Column, column } from '../table/column.ts'
import { reasonName } from './reason-name.ts'

const t = textsOf(adminTexts)
type Line = z.infer<typeof taskLine>

/** The columns of a task's lines, with each worker's share. */
export function taskLineColumns(names: { nameOf: (id: string) => string }): Column<Line>[] {
  const texts = () => t().requisitions
  const shares = (line: Line) =>
    line.by_worker.map((each) => `${names.nameOf(each.worker)} ${quantity(each.picked)}`).join(', ')
  return [
    column({
      id: 'article',
      label: () => texts().article,
      value: (line) => line.pos,
      text: (line) => `${line.pos}. ${line.ident} ${line.name}`,
      cell: (line) => (
        <span title={line().name}>
          <span class="quiet figures">{line().pos}.</span> <span class="code">{line().ident}</span>{' '}
          {line().name}
        </span>
      ),
      width: 12,
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
      id: 'workers',
      label: () => t().tasks.perWorker,
      value: (line) => shares(line),
      text: shares,
      cell: (line) => (
        <span title={shares(line())}>
          <For each={line().by_worker}>
            {(each, index) => (
              <>
                <Show when={index() > 0}>, </Show>
                {firstName(names.nameOf(each.worker))}
                {'\u00a0'}
                <strong class="figures">{quantity(each.picked)}</strong>
              </>
            )}
          </For>
        </span>
      ),
      width: 8,
      grow: 2,
      rank: 2,
    }),
    column({
      id: 'picked',
      label: () => texts().picked,
      value: (line) => line.picked,
      text: (line) => `${quantity(line.picked)}/${quantity(line.requested)} ${line.unit}`,
      cell: (line) => (
        <>
          {quantity(line().picked)}
          <span class="quiet">/{quantity(line().requested)}</span>
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
      cell: (line) => (
        <span title={line().reason === null ? undefined : reasonName(line().reason ?? '')}>
          <LineStatus status={line().status} />
        </span>
      ),
      width: 8.5,
      grow: 0,
      rank: 1,
    }),
    column({
      id: 'reason',
      label: () => t().tasks.reason,
      value: (line) => line.reason,
      text: (line) => (line.reason === null ? '' : reasonName(line.reason)),
      width: 8,
      rank: 3,
    }),
  ]
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name
}
