import type { eventRow } from 'shared-schema/api/tasks.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createMemo, type JSX, Show } from 'solid-js'
import type * as z from 'zod'
import { date, duration, time } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { createDeviceNames } from '../devices/device-names.ts'
import { type Column, column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { eventWords } from './event-words.ts'
import type { Task } from './task-panel.tsx'

const t = textsOf(adminTexts)
type EventRow = z.infer<typeof eventRow>

/** An event that took longer than this to arrive was made without a network, ms. */
const ARRIVED_LATE_MS = 60_000

/** All that happened to a task, latest first: who, when, on which device, and when it arrived. */
export function History(props: {
  task: Task
  names: { nameOf: (id: string) => string }
  scroller: HTMLElement
}): JSX.Element {
  const desk = useDesk()
  const deviceName = createDeviceNames()
  const events = createMemo(() => props.task.events.toSorted((a, b) => b.happened_at - a.happened_at))
  const instant = (at: number) =>
    date(at) === date(desk.now()) ? time(at, true) : `${date(at)} ${time(at, true)}`
  const what = (event: EventRow) => eventWords(event, props.task.items)
  const columns: Column<EventRow>[] = [
    column({
      id: 'when',
      label: () => t().tasks.when,
      value: (event) => event.happened_at,
      text: (event) => instant(event.happened_at),
      width: 6.5,
      grow: 0,
      rank: 1,
    }),
    column({
      id: 'who',
      label: () => t().tasks.who,
      value: (event) => props.names.nameOf(event.by),
      text: (event) => props.names.nameOf(event.by),
      width: 8,
      rank: 1,
      place: 'end',
    }),
    column({
      id: 'what',
      label: () => t().tasks.what,
      value: (event) => event.type,
      text: what,
      cell: (event) => (
        <span title={what(event())}>
          <Show when={event().status === 'held'}>
            <span title={t().tasks.heldHint}>
              <StatusMark tone="attention">{t().tasks.heldBadge}</StatusMark>{' '}
            </span>
          </Show>
          {what(event())}
        </span>
      ),
      width: 12,
      grow: 3,
      rank: 1,
      place: 'below-wide',
    }),
    column({
      id: 'device',
      label: () => t().tasks.device,
      value: (event) => deviceName(event.device),
      text: (event) => deviceName(event.device),
      width: 7,
      rank: 3,
    }),
    column({
      id: 'arrived',
      label: () => t().tasks.arrived,
      value: (event) => event.received_at,
      text: (event) => {
        const late = event.received_at - event.happened_at
        return late > ARRIVED_LATE_MS ? t().tasks.arrivedLater(duration(late)) : time(event.received_at, true)
      },
      width: 9,
      rank: 2,
    }),
  ]
  return (
    <Show when={events().length > 0} fallback={<p class="quiet">{t().tasks.historyEmpty}</p>}>
      <DataTable
        label={t().tasks.historyTab}
        columns={columns}
        rows={events()}
        rowKey={(event) => event.id}
        toneOf={(event) => (event.status === 'held' ? 'attention' : undefined)}
        scroller={props.scroller}
        tall
      />
    </Show>
  )
}
