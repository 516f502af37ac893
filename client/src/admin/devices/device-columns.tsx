import { CLOCK_SKEW_LIMIT_MS } from 'shared-schema/domain/picking/event.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { type Accessor, Show } from 'solid-js'
import { APP_VERSION } from '../../app-version.ts'
import { dateTime, duration, moment, percent } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { type Column, column } from '../table/column.ts'
import { clockWords } from './clock-words.ts'
import { ConcernsCell, DeviceStateMark, StorageCell, UnsentCell, WaitingCell } from './device-cells.tsx'
import { type Concern, concernsOf, type DeviceState, deviceState, knownUnsent } from './device-health.ts'
import type { DeviceRow } from './device-list.ts'

const t = textsOf(adminTexts)

/** The columns of the list of devices. */
export function deviceColumns(nameOf: (id: string) => string, now: Accessor<number>): Column<DeviceRow>[] {
  return [...whoAndWhere(nameOf, now), ...whatWaits(now), ...whatItIsLike(now)]
}

function whoAndWhere(nameOf: (id: string) => string, now: Accessor<number>): Column<DeviceRow>[] {
  const texts = () => t().devices
  const worker = (row: DeviceRow) => (row.worker === null ? '' : nameOf(row.worker))
  const seen = (row: DeviceRow) =>
    row.last_seen === null ? texts().never : texts().asOf(duration(now() - row.last_seen))
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
      id: 'state',
      label: () => texts().state,
      value: (row) => deviceState(row),
      text: (row) => texts()[deviceState(row)],
      cell: (row) => <DeviceStateMark row={row()} />,
      width: 8.5,
      grow: 0,
      rank: 1,
      filter: {
        values: (row) => [deviceState(row)],
        name: (value) => texts()[value as DeviceState] ?? value,
      },
      place: 'end',
    }),
    column({
      id: 'seen',
      search: false,
      label: () => texts().lastSeen,
      value: (row) => row.last_seen,
      text: (row) => (row.last_seen === null ? texts().never : dateTime(row.last_seen)),
      cell: (row) => (
        <span title={row().last_seen === null ? undefined : moment(row().last_seen ?? 0, now())}>
          {row().online ? texts().now : seen(row())}
        </span>
      ),
      width: 8.5,
      grow: 0,
      rank: 2,
    }),
    column({
      id: 'worker',
      label: () => texts().worker,
      value: (row) => worker(row) || null,
      text: worker,
      width: 8,
      rank: 2,
    }),
  ]
}

function whatWaits(now: Accessor<number>): Column<DeviceRow>[] {
  const texts = () => t().devices
  const concerned = (row: DeviceRow) => concernsOf(row, now(), APP_VERSION)
  return [
    column({
      id: 'unsent',
      search: false,
      label: () => texts().unsent,
      // What nobody knows stands with what nobody told: after all numbers, not among the zeros.
      value: (row) => knownUnsent(row) ?? null,
      text: (row) => (row.unsent === null ? '' : String(knownUnsent(row) ?? texts().unknownUnsent)),
      cell: (row) => <UnsentCell row={row()} now={now()} />,
      width: 9.5,
      grow: 0,
      rank: 1,
      place: 'below',
    }),
    column({
      id: 'look',
      label: () => texts().look,
      value: (row) => concerned(row).length,
      text: (row) =>
        concerned(row)
          .map((concern) => texts().concern[concern])
          .join(', '),
      cell: (row) => <ConcernsCell row={row()} now={now()} version={APP_VERSION} />,
      width: 13,
      grow: 3,
      rank: 1,
      filter: { values: concerned, name: (value) => texts().concern[value as Concern] ?? value },
      place: 'below-end',
    }),
    column({
      id: 'held',
      search: false,
      label: () => texts().held,
      value: (row) => row.held,
      text: (row) => String(row.held),
      cell: (row) => <WaitingCell count={row().held} tone="attention" hint={texts().heldHint} />,
      width: 6,
      grow: 0,
      rank: 3,
      end: true,
    }),
    column({
      id: 'refused',
      search: false,
      label: () => texts().refused,
      value: (row) => row.refused,
      text: (row) => String(row.refused),
      cell: (row) => <WaitingCell count={row().refused} tone="stop" hint={texts().refusedHint} />,
      width: 6,
      grow: 0,
      rank: 3,
      end: true,
    }),
  ]
}

function whatItIsLike(now: Accessor<number>): Column<DeviceRow>[] {
  const texts = () => t().devices
  return [
    column({
      id: 'storage',
      search: false,
      label: () => texts().storage,
      value: (row) => row.storage_used ?? (row.persisted === null ? null : Number(row.persisted) - 1),
      text: (row) => storageWords(row),
      cell: (row) => <StorageCell row={row()} />,
      width: 13.5,
      grow: 0,
      rank: 3,
    }),
    column({
      id: 'battery',
      search: false,
      label: () => texts().battery,
      value: (row) => row.battery,
      text: (row) => (row.battery === null ? '' : percent(row.battery / 100)),
      cell: (row) => (
        <Show
          when={concernsOf(row(), now(), APP_VERSION).includes('batteryLow')}
          fallback={row().battery === null ? '–' : percent((row().battery ?? 0) / 100)}
        >
          <StatusMark tone="attention">{percent((row().battery ?? 0) / 100)}</StatusMark>
        </Show>
      ),
      width: 6,
      grow: 0,
      rank: 3,
      end: true,
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
      width: 9,
      grow: 0,
      rank: 3,
    }),
    column({
      id: 'app',
      label: () => texts().version,
      value: (row) => row.app,
      text: (row) => row.app ?? '',
      cell: (row) => <span class="code">{row().app ?? '–'}</span>,
      width: 5.5,
      grow: 0,
      rank: 3,
      filter: { values: (row) => (row.app === null ? [] : [row.app]), name: (value) => value },
    }),
    column({
      id: 'kind',
      label: () => texts().kind,
      value: (row) => row.kind,
      text: (row) => texts().kinds[row.kind],
      width: 8,
      grow: 0,
      rank: 3,
      filter: {
        values: (row) => [row.kind],
        name: (value) => texts().kinds[value as DeviceRow['kind']] ?? value,
      },
    }),
  ]
}

/** Storage as words, for a file. */
function storageWords({ persisted, storage_used }: DeviceRow): string {
  const texts = t().devices
  const lasting = persisted === null ? [] : [persisted ? texts.persistedYes : texts.persistedNo]
  const used = storage_used === null ? [] : [texts.storageUsed(percent(storage_used / 100))]
  return [...lasting, ...used].join(', ')
}
