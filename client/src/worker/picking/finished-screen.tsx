import { workerReceivingTexts } from 'shared-schema/messages/worker/receiving.ts'
import { createMemo, type JSX, Show } from 'solid-js'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { textsOf } from '../../ui/language.ts'
import { StatusShape } from '../../ui/status-mark.tsx'
import { goToTasks } from '../route.ts'
import { watch } from '../watch.ts'
import { useMe, useWorker } from '../worker-context.ts'
import { summarize } from './finish-summary.ts'
import { useSession } from './session-context.ts'
import { SummaryLines } from './summary-lines.tsx'
import { useTaskWords } from './words.ts'
import './finish.css'
import '../figures.css'

const receiving = textsOf(workerReceivingTexts)

/** After the last line: what was done, and whether the device may go into the pocket. */
export function FinishedScreen(): JSX.Element {
  const { finish: t } = useTaskWords()
  const session = useSession()
  const { replica, nameOf } = useWorker()
  const me = useMe()
  const unsent = watch(replica.unsent)
  const photos = watch(replica.photos)
  const storage = watch(replica.storage)
  const summary = createMemo(() => summarize(session.plan(), session.order(), session.state(), me().worker))
  const done = () => session.state().status === 'done'
  const atRisk = () => unsent().count + photos().waiting > 0 && !storage().persisted

  return (
    <div class="w-finish">
      {/* In the order of the tab key, so that a keyboard can scroll it. */}
      <div class="w-finish-body" tabindex="0">
        <h2 class="w-finish-sign">
          <StatusShape tone="ok" />
          {t().doneTitle}
        </h2>
        <p class="w-finish-words">
          {session.plan().shop}
          <br />
          <span class="code">{session.plan().number}</span>
        </p>
        <p>
          {done() || summary().others.length === 0
            ? t().doneTask
            : t().donePart(summary().others.map(nameOf).join(', '))}
        </p>
        <Show
          when={!atRisk()}
          fallback={
            <Banner tone="attention" title={t().unsafeTitle}>
              {t().unsafeText}
            </Banner>
          }
        >
          <Banner tone={unsent().count + photos().waiting > 0 ? 'busy' : 'ok'} title={t().safeTitle}>
            {unsent().count > 0
              ? t().safeHere(unsent().count)
              : photos().waiting > 0
                ? receiving().safePhotos(photos().waiting)
                : t().safeSent}
          </Banner>
        </Show>
        <dl class="w-figures figures">
          <div>
            <dt>{t().pickedTotal}</dt>
            <dd>{summary().complete + summary().over.length}</dd>
          </div>
          <div data-tone={summary().missing.length > 0 ? 'attention' : undefined}>
            <dt>{t().missingTotal}</dt>
            <dd>{summary().missing.length}</dd>
          </div>
          <Show when={summary().damaged.length > 0}>
            <div data-tone="attention">
              <dt>{receiving().damagedTotal}</dt>
              <dd>{summary().damaged.length}</dd>
            </div>
          </Show>
          <div data-tone={summary().over.length > 0 ? 'attention' : undefined}>
            <dt>{t().overTotal}</dt>
            <dd>{summary().over.length}</dd>
          </div>
        </dl>
        <Show when={summary().missing.length > 0}>
          <h3>{t().missing}</h3>
          <SummaryLines lines={summary().missing} />
        </Show>
      </div>
      <footer class="w-finish-foot">
        <Button size="touch" onClick={() => void session.resume()}>
          {t().resume}
        </Button>
        <Button size="touch" kind="primary" onClick={goToTasks}>
          {t().nextTask}
        </Button>
      </footer>
    </div>
  )
}
