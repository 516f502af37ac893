import type { LineState } from 'shared-schema/domain/picking/fold.ts'
import type { PlannedLine } from 'shared-schema/domain/picking/task.ts'
import { type JSX, Show } from 'solid-js'
import { quantity } from '../../ui/format.ts'
import { ProgressBar } from '../../ui/progress.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { useTaskWords } from './words.ts'
import './line-count.css'

/** The count of a line in figures one reads at arm's length, what is still to come, and both as a bar. */
export function LineCount(props: { line: PlannedLine; state: LineState | undefined }): JSX.Element {
  const { picking: t } = useTaskWords()
  const picked = () => props.state?.picked ?? 0
  const status = () => props.state?.status ?? 'open'
  const asked = () => ` / ${quantity(props.line.requested)} ${props.line.unit}`
  return (
    <div class="w-count" data-status={status()}>
      <p
        class="w-count-figures figures"
        data-testid="count"
        style={{ '--picked': String(quantity(picked()).length), '--asked': String(asked().length) }}
      >
        <b>{quantity(picked())}</b>
        <span>{asked()}</span>
      </p>
      <ProgressBar
        label={t().counted(quantity(picked()), quantity(props.line.requested), props.line.unit)}
        value={picked() / 1000}
        max={props.line.requested / 1000}
      />
      <p class="w-count-rest figures">
        <Show
          when={status() === 'open'}
          fallback={
            <StatusMark tone={status() === 'picked' ? 'ok' : 'attention'}>
              {t().status[status()]}
              {status() === 'over' ? ` ${quantity(props.state?.over ?? 0)}` : ''}
              {status() === 'short' ? ` ${quantity(props.state?.missing ?? 0)}` : ''}
            </StatusMark>
          }
        >
          {t().still(quantity(props.state?.missing ?? props.line.requested))}
        </Show>
      </p>
    </div>
  )
}
