import { CLOCK_SKEW_LIMIT_MS } from 'shared-schema/domain/picking/event.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { type Accessor, type JSX, Show } from 'solid-js'
import { dateTime, duration, moment, percent } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { Badge, StatusMark } from '../../ui/status-mark.tsx'
import { type Column, column } from '../table/column.ts'
import { clockWords } from './clock-words.ts'
import type { DeviceRow } from './device-list.ts'

const t = textsOf(adminTexts)

/** Online, silent or revoked, as a word. */
export function deviceState(row: DeviceRow): 'online' | 'offline' | 'revoked' {
  if (row.revoked_at !== null) return 'revoked'
  return row.online ? 'online' : 'offline'
}

export function DeviceState(props: { row: DeviceRow }): JSX.Element {
  const tones = { online: 'ok', offline: 'stale', revoked: 'stop' } as const
  return <StatusMark tone={tones[deviceState(props.row)]}>{t().devices[deviceState(props.row)]}</StatusMark>
}

/** The columns of the list of devices. */
export function deviceColumns(nameOf: (id: string) => string, now: Accessor<number>): Column<DeviceRow>[] {
  const texts = () => t().devices
  const worker = (row: DeviceRow) => (row.worker === null ? '' : nameOf(row.worker))
  return [
    column({
      id: 'name',
      label: () => texts().name,
      value: (row) => row.name,
      text: (row) => row.name,
      width: 9,
      grow: 2,
      rank: 1,
    }),
    column({
      id: 'kind',
      label: () => texts().kind,
      value: (row) => row.kind,
      text: (row) => texts().kinds[row.kind],
      width: 8.5,
      grow: 0,
      rank: 3,
      filter: {
        values: (row) => [row.kind],
        name: (value) => texts().kinds[value as DeviceRow['kind']] ?? value,
      },
    }),
    column({
      id: 'state',
      label: () => texts().state,
      value: (row) => deviceState(row),
      text: (row) => texts()[deviceState(row)],
      cell: (row) => <DeviceState row={row()} />,
      width: 9,
      grow: 0,
      rank: 1,
      filter: {
        values: (row) => [deviceState(row)],
        name: (value) => texts()[value as ReturnType<typeof deviceState>] ?? value,
      },
    }),
    column({
      id: 'worker',
      label: () => texts().worker,
      value: (row) => worker(row) || null,
      text: worker,
      width: 9,
      rank: 2,
    }),
    column({
      id: 'unsent',
      search: false,
      label: () => texts().unsent,
      value: (row) => row.unsent,
      text: (row) => (row.unsent === null ? '' : String(row.unsent)),
      cell: (row) => (
        <Show when={(row().unsent ?? 0) > 0} fallback={row().unsent === null ? '–' : '0'}>
          <Badge tone="attention">{row().unsent}</Badge>{' '}
          <Show when={row().oldest_unsent}>
            {(at) => <span class="quiet">{duration(now() - at())}</span>}
          </Show>
        </Show>
      ),
      width: 8,
      grow: 0,
      rank: 1,
    }),
    column({
      id: 'persisted',
      label: () => texts().persisted,
      value: (row) => (row.persisted === null ? null : Number(row.persisted)),
      text: (row) =>
        row.persisted === null ? '' : row.persisted ? texts().persistedYes : texts().persistedNo,
      cell: (row) => (
        <Show when={row().persisted !== null} fallback="–">
          <Show
            when={row().persisted}
            fallback={
              <span title={texts().persistedNoHint}>
                <StatusMark tone="attention">{texts().persistedNo}</StatusMark>
              </span>
            }
          >
            {texts().persistedYes}
          </Show>
        </Show>
      ),
      width: 9,
      grow: 0,
      rank: 3,
    }),
    column({
      id: 'clock',
      search: false,
      label: () => texts().clock,
      value: (row) => row.clock_offset,
      text: (row) => clockWords(row.clock_offset),
      cell: (row) => (
        <Show
          when={Math.abs(row().clock_offset ?? 0) > CLOCK_SKEW_LIMIT_MS}
          fallback={clockWords(row().clock_offset)}
        >
          <StatusMark tone="attention">{clockWords(row().clock_offset)}</StatusMark>
        </Show>
      ),
      width: 8,
      grow: 0,
      rank: 3,
    }),
    column({
      id: 'battery',
      search: false,
      label: () => texts().battery,
      value: (row) => row.battery,
      text: (row) => (row.battery === null ? '' : percent(row.battery / 100)),
      width: 5.5,
      grow: 0,
      rank: 3,
      end: true,
    }),
    column({
      id: 'app',
      label: () => texts().version,
      value: (row) => row.app,
      text: (row) => row.app ?? '',
      cell: (row) => <span class="code">{row().app ?? '–'}</span>,
      width: 6,
      grow: 0,
      rank: 3,
    }),
    column({
      id: 'seen',
      search: false,
      label: () => texts().lastSeen,
      value: (row) => row.last_seen,
      text: (row) => (row.last_seen === null ? texts().never : dateTime(row.last_seen)),
      cell: (row) => <>{seenWords(row(), now())}</>,
      width: 9,
      grow: 0,
      rank: 2,
    }),
  ]
}

function seenWords(row: DeviceRow, now: number): string {
  return row.last_seen === null ? t().devices.never : moment(row.last_seen, now)
}
