import { adminTexts } from 'shared-schema/messages/admin.ts'
import { commonTexts } from 'shared-schema/messages/common.ts'
import { type JSX, Match, Switch } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { textsOf } from '../../ui/language.ts'
import { ProgressBar } from '../../ui/progress.tsx'
import { useDesk } from '../desk.tsx'
import { FailureNotice } from '../shell/failure-notice.tsx'
import type { ImportRun } from './import-queue.ts'
import { ImportResult } from './import-result.tsx'

const t = textsOf(adminTexts)
const common = textsOf(commonTexts)

/** One file: on its way, being read, or what became of it. */
export function ImportRunView(props: { run: ImportRun }): JSX.Element {
  const desk = useDesk()
  const state = () => props.run.state
  const sending = () => {
    const now = state()
    return now.phase === 'sending' ? now.share : undefined
  }
  const answered = () => {
    const now = state()
    return now.phase === 'answered' ? now.job : undefined
  }
  const failed = () => {
    const now = state()
    return now.phase === 'failed' ? now.failure : undefined
  }
  const words = () => {
    const share = sending()
    return share === undefined
      ? t().import.reading(props.run.name)
      : t().import.sending(props.run.name, Math.round(share * 100))
  }
  return (
    <section class="desk-import-run" aria-label={props.run.name}>
      <Switch
        fallback={
          <div role="status">
            <p>{words()}</p>
            <ProgressBar label={words()} value={sending() ?? 1} max={1} />
            <p class="quiet">{t().import.leaveHint}</p>
          </div>
        }
      >
        <Match when={answered()}>{(job) => <ImportResult job={job()} />}</Match>
        <Match when={failed()}>
          {(failure) => (
            <>
              <h2>{props.run.name}</h2>
              <FailureNotice failure={failure()} />
              <Button onClick={() => desk.imports.retry(props.run.key)}>{common().retry}</Button>
            </>
          )}
        </Match>
      </Switch>
    </section>
  )
}
