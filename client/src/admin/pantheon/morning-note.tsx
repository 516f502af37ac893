import { A } from '@solidjs/router'
import type { ReconciliationSummary } from 'shared-schema/api/reconciliation.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import { type JSX, Show } from 'solid-js'
import { Banner } from '../../ui/banner.tsx'
import { dateTime } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import type { StatusTone } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { createQuery } from '../query.ts'

const t = textsOf(pantheonTexts)
const tones: Record<ReconciliationSummary['state'], StatusTone> = {
  ...{ never: 'stale', agree: 'ok', differ: 'attention', failed: 'stop', silent: 'attention' },
}

/** Whether warehouse and ERP agree, in one sentence with what was compared. */
export function Morning(props: {
  summary: ReconciliationSummary | undefined
  action?: JSX.Element
}): JSX.Element {
  return (
    <Show when={props.summary}>
      {(summary) => (
        <Banner
          tone={tones[summary().state]}
          title={t().morningStates[summary().state]}
          action={props.action}
        >
          <Show when={summary().last_run}>
            {(run) => (
              <>
                {dateTime(run().at)}:{' '}
                {t().comparedWords(run().compared.documents, run().compared.lines, run().compared.articles)}
              </>
            )}
          </Show>
        </Banner>
      )}
    </Show>
  )
}

/** The same on the page of the day, once there has been a night: what it found, and the way there. */
export function MorningNote(): JSX.Element {
  const desk = useDesk()
  const summary = createQuery<ReconciliationSummary>(
    () => (desk.may('erp.read') ? '/api/reconciliation/summary' : undefined),
    ['differences', 'pantheon'],
  )
  const told = () => {
    const now = summary.value()
    return now === undefined || now.state === 'never' ? undefined : now
  }
  return (
    <Morning
      summary={told()}
      action={
        <A href="/erp/differences" class="ui-button" data-kind="secondary" data-size="control">
          <span>
            {t().differencesTitle}: {told()?.open_total ?? 0}
          </span>
        </A>
      }
    />
  )
}
