import { type JSX, Show } from 'solid-js'
import { quantity, time } from '../../ui/format.ts'
import { StatusShape } from '../../ui/status-mark.tsx'
import { useSession } from './session-context.ts'
import { useTaskWords } from './words.ts'
import './last-act.css'

/** The last scan: what, when, new total. Stays in view when the screen has moved on to the next line. */
export function LastActLine(): JSX.Element {
  const { picking: t } = useTaskWords()
  const session = useSession()
  return (
    <p class="w-last" data-testid="last-scan">
      <Show when={session.last()} keyed fallback={<span class="quiet">{t().nothingYet}</span>}>
        {(last) => (
          <>
            <StatusShape tone={last.kind === 'picked' ? 'ok' : 'stale'} />
            <span class="w-last-what">
              <b class="figures">
                {last.kind === 'picked'
                  ? t().added(quantity(last.qty), last.line.unit)
                  : t().undone(quantity(last.qty), last.line.unit)}
              </b>{' '}
              {last.line.name}
            </span>
            <span class="w-last-total figures">
              <b>
                {quantity(last.total)} / {quantity(last.line.requested)}
              </b>
              <span class="quiet">{time(last.at, true)}</span>
            </span>
          </>
        )}
      </Show>
    </p>
  )
}
