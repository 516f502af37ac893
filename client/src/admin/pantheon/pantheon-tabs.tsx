import { A } from '@solidjs/router'
import type { PantheonStatus } from 'shared-schema/api/pantheon.ts'
import type { ReconciliationSummary } from 'shared-schema/api/reconciliation.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import { type JSX, Show } from 'solid-js'
import { textsOf } from '../../ui/language.ts'
import { Badge } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { createQuery } from '../query.ts'
import '../shell/tabs.css'

const t = textsOf(pantheonTexts)

/** The pages about the ERP; what waits for a person carries its count. */
export function PantheonTabs(): JSX.Element {
  const desk = useDesk()
  const path = (address: string) => () => (desk.may('erp.read') ? address : undefined)
  const status = createQuery<PantheonStatus>(path('/api/pantheon/sync/status'), ['pantheon'])
  const summary = createQuery<ReconciliationSummary>(path('/api/reconciliation/summary'), ['differences'])
  const questions = () => (status.value()?.unmapped_sites ?? 0) + (status.value()?.unknown_articles ?? 0)
  const tab = (name: keyof ReturnType<typeof t>['tabs'], count = 0) => (
    <A
      href={name === 'status' ? '/erp' : `/erp/${name}`}
      end={name === 'status'}
      activeClass="desk-tab-within"
    >
      {t().tabs[name]}
      <Show when={count > 0}>
        <Badge tone="attention">{count}</Badge>
      </Show>
    </A>
  )
  return (
    <nav class="desk-tabs" aria-label={t().title}>
      {tab('status')}
      {tab('differences', summary.value()?.open_total)}
      {tab('postings', status.value()?.waiting_approval)}
      {tab('questions', questions())}
      {tab('dispatches')}
      {tab('receipts')}
      {tab('nights')}
    </nav>
  )
}
