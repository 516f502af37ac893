import { adminTexts } from 'shared-schema/messages/admin.ts'
import { type JSX, Match, Show, Switch } from 'solid-js'
import { duration, number, percent } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { Badge, StatusMark } from '../../ui/status-mark.tsx'
import { type Concern, concernsOf, deviceState, knownUnsent, oldestAge } from './device-health.ts'
import type { DeviceRow } from './device-list.ts'
import './device-cells.css'

const t = textsOf(adminTexts)
const tones = { online: 'ok', offline: 'stale', inactive: 'stale', revoked: 'stop' } as const
/** What may cost somebody a pick or has already gone wrong; the rest only wants attention. */
const grave: ReadonlySet<Concern> = new Set(['refused'])

/** Online, silent, out of use or revoked: as shape and word. */
export function DeviceStateMark(props: { row: DeviceRow }): JSX.Element {
  const state = () => deviceState(props.row)
  return <StatusMark tone={tones[state()]}>{t().devices[state()]}</StatusMark>
}

/** What waits on a device. Silence is never shown as zero: of a device out of reach nobody knows that it has nothing. */
export function UnsentCell(props: { row: DeviceRow; now: number }): JSX.Element {
  const silence = () => duration(props.now - (props.row.last_seen ?? props.now))
  const age = () => oldestAge(props.row, props.now)
  return (
    <Switch fallback={<span class="figures">0</span>}>
      <Match when={props.row.unsent === null}>–</Match>
      <Match when={knownUnsent(props.row) === undefined}>
        <span class="device-unknown" title={t().devices.unknownUnsentHint(silence())}>
          {t().devices.unknownUnsent}
        </span>
      </Match>
      <Match when={(props.row.unsent ?? 0) > 0}>
        <span title={props.row.online ? undefined : t().devices.lastSaid(silence())}>
          <Badge tone={props.row.online ? 'busy' : 'attention'}>{number(props.row.unsent ?? 0)}</Badge>{' '}
          <Show when={age() !== undefined}>
            <span class="quiet figures">{duration(age() ?? 0)}</span>
          </Show>
        </span>
      </Match>
    </Switch>
  )
}

/** Whether the browser may clear what is stored, and how much of it is in use. */
export function StorageCell(props: { row: DeviceRow }): JSX.Element {
  const used = () => props.row.storage_used
  return (
    <span class="device-storage">
      <Show when={props.row.persisted !== null} fallback="–">
        <Show when={props.row.persisted} fallback={<LastingNot />}>
          <span>{t().devices.persistedYes}</span>
        </Show>
      </Show>
      <Show when={used() !== null}>
        <meter
          min={0}
          max={100}
          high={80}
          value={used() ?? 0}
          aria-label={t().devices.storageUsedLabel}
          title={t().devices.storageUsed(percent((used() ?? 0) / 100))}
        />
        <span class="quiet figures">{percent((used() ?? 0) / 100)}</span>
      </Show>
    </span>
  )
}

function LastingNot(): JSX.Element {
  return (
    <span title={t().devices.persistedNoHint}>
      <StatusMark tone="attention">{t().devices.persistedNo}</StatusMark>
    </span>
  )
}

/** What to look at, in words; the first of them, and how many more there are. */
export function ConcernsCell(props: { row: DeviceRow; now: number; version: string }): JSX.Element {
  const found = () => concernsOf(props.row, props.now, props.version)
  return (
    <Show
      when={found()[0]}
      // Of one that is out of reach nobody knows whether all is well.
      fallback={<span class="quiet">{props.row.online ? t().devices.lookNothing : '–'}</span>}
    >
      {(first) => (
        <span
          class="device-concerns"
          title={found()
            .map((each) => t().devices.concern[each])
            .join(', ')}
        >
          <StatusMark tone={grave.has(first()) ? 'stop' : 'attention'}>
            {t().devices.concern[first()]}
          </StatusMark>
          <Show when={found().length > 1}>
            <span class="quiet figures">+{found().length - 1}</span>
          </Show>
        </span>
      )}
    </Show>
  )
}

/** A number of things that wait, loud only when there are any. */
export function WaitingCell(props: { count: number; tone: 'attention' | 'stop'; hint: string }): JSX.Element {
  return (
    <Show when={props.count > 0} fallback={<span class="quiet figures">0</span>}>
      <span title={props.hint}>
        <Badge tone={props.tone}>{number(props.count)}</Badge>
      </span>
    </Show>
  )
}
