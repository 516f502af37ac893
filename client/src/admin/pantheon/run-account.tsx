import ChevronDown from 'lucide-solid/icons/chevron-down'
import type { BridgeRun } from 'shared-schema/api/bridge.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import { errorWords } from 'shared-schema/messages/errors.ts'
import { For, type JSX, Show } from 'solid-js'
import { duration, moment, number } from '../../ui/format.ts'
import { language, textsOf } from '../../ui/language.ts'
import { StatusMark, StatusShape, type StatusTone } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { documentDate } from '../units.ts'

const t = textsOf(pantheonTexts)
type Step = BridgeRun['steps'][number]

const stepTones: Record<Step['state'], StatusTone> = {
  ...{ waiting: 'new', running: 'busy', done: 'ok', failed: 'stop', skipped: 'stale' },
}

/** One run of the bridge with its steps: how long each took, what it handled and why it failed. */
export function RunAccount(props: { run: BridgeRun }): JSX.Element {
  const desk = useDesk()
  const kind = () => (props.run.dry_run ? t().dryRun : t().parts[props.run.kind])
  const name = () => `${kind()} ${documentDate(props.run.date, language())}`
  return (
    <details class="erp-run" open={props.run.state !== 'done' || props.run.dry_run}>
      <summary>
        <StatusMark tone={props.run.state === 'done' ? 'ok' : props.run.state === 'failed' ? 'stop' : 'busy'}>
          <strong>{name()}</strong>
        </StatusMark>
        <span class="quiet">{moment(props.run.started_at, desk.now())}</span>
        <span class="quiet figures">{took((props.run.ended_at ?? desk.now()) - props.run.started_at)}</span>
        <ChevronDown aria-hidden="true" />
      </summary>
      <ol>
        <For each={props.run.steps.filter((step) => step.name !== 'server' || step.failure !== null)}>
          {(step) => <StepLine step={step} />}
        </For>
      </ol>
    </details>
  )
}

/** Most of what the bridge does takes less than a second, and "0 s" would look like nothing was done. */
function took(ms: number): string {
  return ms < 10_000 ? `${number(Math.max(1, Math.round(ms / 100)) / 10)} s` : duration(ms)
}

function StepLine(props: { step: Step }): JSX.Element {
  const counts = () =>
    Object.entries(props.step.counts)
      .filter(([what, count]) => count > 0 && what in t().counts)
      .map(([what, count]) => `${t().counts[what]} ${number(count)}`)
      .join(' · ')
  const time = () => {
    const { started_at: from, ended_at: to } = props.step
    return from === null || to === null ? '' : took(to - from)
  }
  return (
    <li>
      <StatusShape tone={stepTones[props.step.state]} />
      <span>{t().steps[props.step.name] ?? props.step.name}</span>
      <span class="quiet">{counts()}</span>
      <span class="quiet figures">{time()}</span>
      <Show when={props.step.failure}>
        {(failure) => (
          <p class="erp-step-failure">
            <strong>
              {props.step.state === 'skipped' ? t().skipped : errorWords(failure().code, language()).what}
            </strong>{' '}
            <span class="code">{failure().detail}</span>
          </p>
        )}
      </Show>
    </li>
  )
}
