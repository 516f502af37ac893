import { workerReceivingTexts } from 'shared-schema/messages/worker/receiving.ts'
import { createMemo, type JSX, Show } from 'solid-js'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { Panel } from '../panel.tsx'
import { useMe, useWorker } from '../worker-context.ts'
import { summarize } from './finish-summary.ts'
import { useSession } from './session-context.ts'
import { SummaryLines } from './summary-lines.tsx'
import { useTaskWords } from './words.ts'
import './finish.css'

const receiving = textsOf(workerReceivingTexts)

/** What is about to be handed over: complete, missing and why, over, still open and for whom. */
export function FinishPanel(props: { onClose: () => void; onGoToLine: () => void }): JSX.Element {
  const { finish: t } = useTaskWords()
  const session = useSession()
  const { nameOf } = useWorker()
  const me = useMe()
  const summary = createMemo(() => summarize(session.plan(), session.order(), session.state(), me().worker))
  const others = () => summary().others.map(nameOf).join(', ')
  const leaves = () => summary().open.length > 0

  const goToFirst = () => {
    const [first] = summary().open
    if (first) session.goTo(first.line.line)
    props.onGoToLine()
  }

  return (
    <Panel
      title={t().title}
      onClose={props.onClose}
      foot={
        <>
          <Show when={leaves()}>
            <Button size="touch" kind={summary().mayFinish ? 'secondary' : 'primary'} onClick={goToFirst}>
              {t().goToLine}
            </Button>
          </Show>
          <Show when={summary().mayFinish}>
            <Button size="touch" kind="primary" onClick={() => void session.finish()}>
              {leaves() ? t().leave(others()) : summary().others.length > 0 ? t().finishPart : t().finish}
            </Button>
          </Show>
        </>
      }
    >
      <p class="w-finish-complete">
        <StatusMark tone="ok">{t().pickedLines(summary().complete)}</StatusMark>
      </p>
      <Show when={leaves()}>
        <Banner tone="attention" title={`${t().open}: ${summary().open.length}`}>
          {summary().mayFinish ? t().openTeam(others()) : t().openMine}
        </Banner>
        <SummaryLines lines={summary().open} />
      </Show>
      <h3>{t().missing}</h3>
      <Show when={summary().missing.length > 0} fallback={<p class="quiet">{t().nothingMissing}</p>}>
        <SummaryLines lines={summary().missing} />
      </Show>
      <Show when={summary().over.length > 0}>
        <h3>{t().over}</h3>
        <SummaryLines lines={summary().over} />
      </Show>
      <Show when={summary().damaged.length > 0}>
        <h3>{receiving().damaged}</h3>
        <SummaryLines lines={summary().damaged} />
      </Show>
    </Panel>
  )
}
