import { A, type RouteSectionProps } from '@solidjs/router'
import Ban from 'lucide-solid/icons/ban'
import MapPinOff from 'lucide-solid/icons/map-pin-off'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js'
import { APP_VERSION } from '../../app-version.ts'
import type { RequestFailure } from '../../auth/answer.ts'
import { Banner } from '../../ui/banner.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { dateTime, moment, percent } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { showToast } from '../../ui/toast.tsx'
import { useDesk } from '../desk.tsx'
import { createHouse } from '../names.ts'
import { createQuery } from '../query.ts'
import { Facts } from '../shell/facts.tsx'
import { FailureNotice } from '../shell/failure-notice.tsx'
import { Loading } from '../shell/loading.tsx'
import { SecondPress } from '../shell/second-press.tsx'
import { SidePanel } from '../shell/side-panel.tsx'
import { clockWords } from './clock-words.ts'
import { DeviceStateMark, StorageCell, UnsentCell, WaitingCell } from './device-cells.tsx'
import { concernsOf } from './device-health.ts'
import type { DeviceList, DeviceRow } from './device-list.ts'

const t = textsOf(adminTexts)

/** One device: what it last said of itself, and the way to end it. */
export default function DevicePanel(props: RouteSectionProps): JSX.Element {
  const query = createQuery<DeviceList>(() => '/api/devices', ['devices'])
  const device = () => query.value()?.items.find((each) => each.id === props.params.id)
  return (
    <SidePanel
      kind={t().devices.title}
      title={device()?.name ?? '…'}
      subject={props.params.id ?? ''}
      back="/devices"
    >
      {() => (
        <Switch fallback={<Loading />}>
          <Match when={device()}>{(found) => <Content device={found()} onDone={query.reload} />}</Match>
          <Match when={query.value()}>
            <EmptyState icon={<MapPinOff />} title={t().shell.notFoundTitle}>
              {t().shell.notFoundText}
            </EmptyState>
          </Match>
          <Match when={query.failure()}>
            {(failure) => <FailureNotice failure={failure()} onRetry={query.reload} />}
          </Match>
        </Switch>
      )}
    </SidePanel>
  )
}

function Content(props: { device: DeviceRow; onDone: () => void }): JSX.Element {
  const desk = useDesk()
  const house = createHouse()
  const texts = () => t().devices
  const [failure, setFailure] = createSignal<RequestFailure>()
  const unsent = () => props.device.unsent ?? 0

  async function revoke(): Promise<void> {
    const answer = await desk.send(`/api/devices/${encodeURIComponent(props.device.id)}/revoke`, {})
    setFailure(answer.ok ? undefined : answer.failure)
    if (!answer.ok) return
    showToast(texts().revokedDone)
    props.onDone()
  }
  const seen = () =>
    props.device.last_seen === null ? texts().never : moment(props.device.last_seen, desk.now())
  const concerned = () => concernsOf(props.device, desk.now(), APP_VERSION)
  return (
    <>
      <Facts
        facts={[
          [texts().state, <DeviceStateMark row={props.device} />],
          [texts().kind, texts().kinds[props.device.kind]],
          [texts().worker, props.device.worker === null ? '–' : house.nameOf(props.device.worker)],
          [texts().unsent, <UnsentCell row={props.device} now={desk.now()} />],
          [texts().held, <WaitingCell count={props.device.held} tone="attention" hint={texts().heldHint} />],
          [
            texts().refused,
            <WaitingCell count={props.device.refused} tone="stop" hint={texts().refusedHint} />,
          ],
          [texts().storage, <StorageCell row={props.device} />],
          [texts().clock, clockWords(props.device.clock_offset)],
          [texts().battery, props.device.battery === null ? '–' : percent(props.device.battery / 100)],
          [texts().version, <span class="code">{props.device.app ?? '–'}</span>],
          [texts().lastSeen, seen()],
          [texts().enrolledAt, dateTime(props.device.enrolled_at)],
        ]}
      />
      <div class="device-concern-list">
        <For each={concerned()}>
          {(concern) => (
            <Banner
              tone={concern === 'refused' ? 'stop' : 'attention'}
              title={capital(texts().concern[concern])}
            >
              {texts().concernTodo[concern]}
              <Show when={concern === 'refused'}>
                {' '}
                <A href="/devices/refused">{texts().seeRefused}</A>
              </Show>
            </Banner>
          )}
        </For>
      </div>
      <p class="quiet">{texts().clockHint}</p>
      <Show when={desk.may('device.enrol') && props.device.revoked_at === null}>
        <Show when={unsent() > 0}>
          <Banner tone="attention" title={texts().unsent}>
            {texts().revokeUnsent(unsent())}
          </Banner>
        </Show>
        <SecondPress
          kind="stop"
          icon={<Ban />}
          label={texts().revoke}
          again={texts().revokeAgain}
          hint={texts().revokeHint}
          onConfirm={revoke}
        />
        <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
      </Show>
    </>
  )
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
