import { errorWords } from 'shared-schema/messages/errors.ts'
import { workerStripTexts } from 'shared-schema/messages/worker/strip.ts'
import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from 'solid-js'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { percent } from '../../ui/format.ts'
import { language, textsOf } from '../../ui/language.ts'
import { watch } from '../watch.ts'
import { useWorker } from '../worker-context.ts'
import { blockedReason, deviceNotices, mendedByConnecting, type Place } from './device-state.ts'

const t = textsOf(workerStripTexts)

/** Banners about the device itself: told before work is at risk, with what to do. */
export function DeviceNotices(props: { place: Place }): JSX.Element {
  const { replica, update, connectAgain } = useWorker()
  const connection = watch(replica.connection)
  const storage = watch(replica.storage)
  const unsent = watch(replica.unsent)
  const available = watch(update.available)
  const [refusedByBrowser, setRefusedByBrowser] = createSignal(false)
  const notices = createMemo(() => deviceNotices(connection(), storage(), unsent(), available(), props.place))
  const reason = createMemo(() => blockedReason(connection().blocked))
  const blocked = createMemo(() => errorWords(reason() ?? 'internal', language()))
  const protect = async () => setRefusedByBrowser(!(await replica.persist()))

  return (
    <For each={notices()}>
      {(notice) => (
        <Switch>
          <Match when={notice === 'other_tab'}>
            <Banner tone="stop" title={t().otherTab}>
              {t().otherTabText}
            </Banner>
          </Match>
          <Match when={notice === 'blocked'}>
            <Banner
              tone="attention"
              title={blocked().what}
              action={
                <Show when={mendedByConnecting(reason())}>
                  <Button size="touch" wide onClick={connectAgain}>
                    {t().connectAgain}
                  </Button>
                </Show>
              }
            >
              {blocked().lost} {blocked().todo}
            </Banner>
          </Match>
          <Match when={notice === 'refused'}>
            <Banner tone="attention" title={t().refusedTitle}>
              {t().refusedText}
            </Banner>
          </Match>
          <Match when={notice === 'nearly_full'}>
            <Banner tone="attention" title={t().nearlyFull(percent(storage().used ?? 0))}>
              {t().nearlyFullText}
            </Banner>
          </Match>
          <Match when={notice === 'not_persisted'}>
            <Banner
              tone="attention"
              title={t().notPersisted}
              action={
                <Button size="touch" wide onClick={() => void protect()}>
                  {t().protect}
                </Button>
              }
            >
              {refusedByBrowser() ? t().protectRefused : t().notPersistedText}
            </Banner>
          </Match>
          <Match when={notice === 'update'}>
            <Banner
              tone="busy"
              title={t().update}
              action={
                <Button size="touch" wide onClick={() => update.apply()}>
                  {t().updateNow}
                </Button>
              }
            >
              {t().updateText}
            </Banner>
          </Match>
        </Switch>
      )}
    </For>
  )
}
