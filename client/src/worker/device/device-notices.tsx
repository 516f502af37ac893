import { errorWords } from 'shared-schema/messages/errors.ts'
import { workerStripTexts } from 'shared-schema/messages/worker/strip.ts'
import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from 'solid-js'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { duration, percent } from '../../ui/format.ts'
import { language, textsOf } from '../../ui/language.ts'
import { watch } from '../watch.ts'
import { useWorker } from '../worker-context.ts'
import { blockedReason, clockError, deviceNotices, mendedByConnecting, type Place } from './device-state.ts'

const t = textsOf(workerStripTexts)

/** Banners about the device itself: told before work is at risk, with what to do. */
export function DeviceNotices(props: { place: Place; onDisputed?: () => void }): JSX.Element {
  const { replica, update, connectAgain } = useWorker()
  const connection = watch(replica.connection)
  const storage = watch(replica.storage)
  const unsent = watch(replica.unsent)
  const available = watch(update.available)
  const kept = watch(update.kept)
  const carried = watch(replica.carried)
  const [refusedByBrowser, setRefusedByBrowser] = createSignal(false)
  const notices = createMemo(() =>
    deviceNotices(
      connection(),
      storage(),
      unsent(),
      { updateAvailable: available(), kept: kept() },
      props.place,
      carried(),
    ),
  )
  const reason = createMemo(() => blockedReason(connection().blocked))
  const blocked = createMemo(() => errorWords(reason() ?? 'internal', language()))
  const protect = async () => setRefusedByBrowser(!(await replica.persist()))

  return (
    <For each={notices()}>
      {(notice) => (
        <Switch>
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
            <Banner
              tone="attention"
              title={t().refusedTitle}
              action={
                <Show when={props.onDisputed}>
                  {(show) => (
                    <Button size="touch" wide onClick={() => show()()}>
                      {t().seeDisputed}
                    </Button>
                  )}
                </Show>
              }
            >
              {t().refusedText}
            </Banner>
          </Match>
          <Match when={notice === 'not_kept'}>
            <Banner tone="attention" title={t().notKept}>
              {t().notKeptText}
            </Banner>
          </Match>
          <Match when={notice === 'clock_wrong'}>
            <Banner tone="attention" title={t().clockWrong(duration(clockError(connection()) ?? 0))}>
              {t().clockWrongText}
            </Banner>
          </Match>
          <Match when={notice === 'carried_refused'}>
            <Banner tone="attention" title={t().carriedRefused(carried().refused)}>
              {t().carriedRefusedText}
            </Banner>
          </Match>
          <Match when={notice === 'carried'}>
            <Banner tone="busy" title={t().carried(carried().count, carried().from.join(', '))}>
              {t().carriedText}
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
