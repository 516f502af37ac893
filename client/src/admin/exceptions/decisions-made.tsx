import type { ExceptionRow } from 'shared-schema/api/exceptions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { For, type JSX, Show } from 'solid-js'
import { dateTime } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { signed } from '../units.ts'

const t = textsOf(adminTexts)

/** What was decided before, also when newer scans made it void. */
export function DecisionsMade(props: { row: ExceptionRow }): JSX.Element {
  return (
    <Show when={props.row.decisions.length > 0}>
      <section class="desk-decisions-made">
        <h3>{t().exceptions.earlierDecisions}</h3>
        <ul>
          <For each={props.row.decisions}>
            {(decision) => (
              <li data-stale={decision.stale ? '' : undefined}>
                <p>
                  <strong>
                    {decision.decision === 'corrected'
                      ? t().exceptions.decisionCorrected(signed(decision.qty ?? 0))
                      : t().exceptions.decisionAccepted}
                  </strong>{' '}
                  · {decision.by_name} · <span class="figures">{dateTime(decision.at)}</span>
                </p>
                <p>„{decision.text}”</p>
                <Show when={decision.stale}>
                  <p>
                    <StatusMark tone="stale">{t().exceptions.staleDecision}</StatusMark>{' '}
                    <span class="quiet">{t().exceptions.staleDecisionHint}</span>
                  </p>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
