import ChevronRight from 'lucide-solid/icons/chevron-right'
import { workerReceivingTexts } from 'shared-schema/messages/worker/receiving.ts'
import { type JSX, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { quantity } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { LastActLine } from './last-act.tsx'
import { LineActions } from './line-actions.tsx'
import { LineCount } from './line-count.tsx'
import { LocationPlate } from './location-plate.tsx'
import { useSession } from './session-context.ts'
import type { TaskView } from './task-view.ts'
import { Teammates } from './teammates.tsx'
import { useTaskWords } from './words.ts'
import './line-view.css'

const receiving = textsOf(workerReceivingTexts)

/** One thing on the screen: the next line. Where, what, how many, what the last scan did; below it what the thumb needs. */
export function LineView(props: { go: (view: TaskView) => void }): JSX.Element {
  const { picking: t, receives } = useTaskWords()
  const session = useSession()
  const scansLocation = () => !receives() && (session.site()?.scanLocation ?? false)
  const damaged = (line: string) => session.state().lines.get(line)?.damaged ?? 0
  const exceptionsOpen = (line: string) =>
    session.state().exceptions.filter((each) => each.line === line && each.open).length

  return (
    <div class="w-line">
      <Show when={session.current()} fallback={<AllDone onFinish={() => props.go('finish')} />}>
        {(line) => (
          <div class="w-line-work">
            <LocationPlate
              location={line().location}
              confirm={scansLocation()}
              confirmed={line().location !== undefined && session.atLocation() === line().location}
            />
            <button
              type="button"
              class="w-article"
              aria-description={t().details}
              onClick={() => props.go('details')}
            >
              <span class="w-article-name">{line().name}</span>
              <span class="w-article-code">
                <span class="code">{line().ident}</span>
                <Show when={damaged(line().line) > 0}>
                  <StatusMark tone="attention">
                    {receiving().damagedOf(quantity(damaged(line().line)), line().unit)}
                  </StatusMark>
                </Show>
                <Teammates line={line()} />
              </span>
              <Show when={exceptionsOpen(line().line) > 0}>
                <StatusMark tone="attention">{t().exceptions}</StatusMark>
              </Show>
              <ChevronRight />
            </button>
            <Show when={line().unknownArticle}>
              <p class="w-line-note">
                <StatusMark tone="attention">{t().unknownArticle}</StatusMark>
              </p>
            </Show>
            <LineCount line={line()} state={session.state().lines.get(line().line)} />
          </div>
        )}
      </Show>
      <div class="w-line-foot">
        <LastActLine />
        <LineActions go={props.go} />
      </div>
    </div>
  )
}

function AllDone(props: { onFinish: () => void }): JSX.Element {
  const { picking: t } = useTaskWords()
  return (
    <div class="w-line-work w-all-done">
      <StatusMark tone="ok">{t().allDone}</StatusMark>
      <p class="quiet">{t().allDoneText}</p>
      <Button size="touch" kind="primary" wide onClick={() => props.onFinish()}>
        {t().finishTask}
      </Button>
    </div>
  )
}
