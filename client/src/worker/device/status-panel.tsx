import { workerReceivingTexts } from 'shared-schema/messages/worker/receiving.ts'
import { workerStripTexts } from 'shared-schema/messages/worker/strip.ts'
import { createMemo, createSignal, type JSX, lazy, Match, Show, Switch } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { duration, moment } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { LanguageChoice, ThemeChoice } from '../../ui/preferences.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { Panel } from '../panel.tsx'
import { createNow, watch } from '../watch.ts'
import { useMe, useWorker } from '../worker-context.ts'
import { DeviceNotices } from './device-notices.tsx'
import { connectionWord, unsentTone } from './device-state.ts'
import { watchOwnCounts } from './own-counts.ts'
import './status-panel.css'
import '../figures.css'

const t = textsOf(workerStripTexts)
const receiving = textsOf(workerReceivingTexts)
// Opened once a month: not part of what a phone at the edge of the radio has to load.
const GiveOutPanel = lazy(() => import('../carrying/give-out-panel.tsx'))
const TakeInPanel = lazy(() => import('../carrying/take-in-panel.tsx'))
const DisputedPanel = lazy(() => import('../carrying/disputed-panel.tsx'))

/** What the strip says in full, and the way to another worker, language or theme. */
export default function StatusPanel(props: {
  tasks: readonly string[]
  inTask: boolean
  onClose: () => void
}): JSX.Element {
  const { replica, update } = useWorker()
  const me = useMe()
  const connection = watch(replica.connection)
  const unsent = watch(replica.unsent)
  const photos = watch(replica.photos)
  const device = watch(replica.device)
  const kept = watch(update.kept)
  const verdicts = watch(replica.verdicts)
  const [view, setView] = createSignal<'status' | 'give' | 'take' | 'disputed'>('status')
  const back = () => setView('status')
  const disputed = createMemo(() => {
    unsent()
    verdicts()
    return replica.disputed().length
  })
  const now = createNow(1_000)
  const counts = watchOwnCounts(
    replica,
    () => me().worker,
    () => props.tasks,
  )
  const network = () => connectionWord(connection())
  const calm = () =>
    ({ online: t().onlineCalm, connecting: t().connectingCalm, offline: t().offlineCalm })[connection().state]
  const oldest = () => unsent().oldestAt

  return (
    <Switch>
      <Match when={view() === 'give'}>
        <GiveOutPanel onClose={back} />
      </Match>
      <Match when={view() === 'take'}>
        <TakeInPanel onClose={back} />
      </Match>
      <Match when={view() === 'disputed'}>
        <DisputedPanel onClose={back} />
      </Match>
      <Match when={view() === 'status'}>
        <Panel
          title={t().status}
          onClose={props.onClose}
          foot={
            <Button size="touch" onClick={() => replica.signOut()}>
              {t().switchWorker}
            </Button>
          }
        >
          <DeviceNotices place={props.inTask ? 'task' : 'tasks'} onDisputed={() => setView('disputed')} />
          <p class="w-status-now">
            <StatusMark tone={network().tone}>{t()[network().word]}</StatusMark>
            <span>{calm()}</span>
          </p>
          <dl class="w-figures figures">
            <div>
              <dt>{t().savedHere}</dt>
              <dd>{counts().saved}</dd>
            </div>
            <div>
              <dt>{t().sentOn}</dt>
              <dd>{counts().sent}</dd>
            </div>
            <div data-tone={unsentTone(unsent(), now())}>
              <dt>{t().waiting}</dt>
              <dd>{unsent().count}</dd>
            </div>
          </dl>
          <p class="quiet">{t().safe}</p>
          <div class="w-status-ways">
            <Button size="touch" onClick={() => setView('give')}>
              {t().giveOut}
            </Button>
            <Button size="touch" onClick={() => setView('take')}>
              {t().takeIn}
            </Button>
            <Show when={disputed() > 0 && unsent().refused === 0}>
              <Button size="touch" onClick={() => setView('disputed')}>
                {t().seeDisputed}
              </Button>
            </Show>
          </div>
          <dl class="w-facts">
            <Show when={oldest()}>
              {(at) => (
                <>
                  <dt>{t().oldestWaiting}</dt>
                  <dd>{duration(now() - at())}</dd>
                </>
              )}
            </Show>
            <Show when={photos().waiting > 0}>
              <dt>{receiving().photosRow}</dt>
              <dd>{photos().waiting}</dd>
            </Show>
            <dt>{t().lastOnline}</dt>
            <dd>
              <Show when={connection().lastOnlineAt} fallback={t().never}>
                {(at) => moment(at(), now())}
              </Show>
            </dd>
            <dt>{t().worker}</dt>
            <dd>{me().name}</dd>
            <dt>{t().device}</dt>
            <dd>{device()?.name}</dd>
            <dt>{t().worksOffline}</dt>
            <dd>{kept() === 'kept' ? t().yes : t().notYet}</dd>
          </dl>
          <LanguageChoice size="touch" />
          <ThemeChoice size="touch" />
          <p class="quiet">{t().switchNote}</p>
        </Panel>
      </Match>
    </Switch>
  )
}
