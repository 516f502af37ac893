import type { RouteSectionProps } from '@solidjs/router'
import CheckCheck from 'lucide-solid/icons/check-check'
import type { Difference } from 'shared-schema/api/reconciliation.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import type { JSX } from 'solid-js'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'
import { createListQuery } from '../query.ts'
import { useKeepSearch } from '../shell/keep-search.ts'
import { ListPage } from '../shell/list-page.tsx'
import { Listing } from '../table/listing.tsx'
import { differenceColumns } from './difference-columns.tsx'
import { DownloadButton } from './download-button.tsx'
import { PantheonTabs } from './pantheon-tabs.tsx'
import './pantheon.css'

const t = textsOf(pantheonTexts)

/** Everything warehouse and ERP do not agree on, with who looks after it. */
export default function DifferencesPage(props: RouteSectionProps): JSX.Element {
  const desk = useDesk()
  const keep = useKeepSearch()
  const query = createListQuery<Difference>(
    () => (desk.may('erp.read') ? '/api/reconciliation/differences' : undefined),
    ['differences'],
  )
  return (
    <ListPage
      title={t().differencesTitle}
      lead={t().differencesLead}
      tabs={<PantheonTabs />}
      actions={
        <DownloadButton path="/api/reconciliation/differences?format=csv" file="razlike.csv">
          {t().exportCsv}
        </DownloadButton>
      }
      query={query}
      permission="erp.read"
      empty={
        <EmptyState icon={<CheckCheck />} title={t().noDifferencesTitle}>
          {t().noDifferencesText}
        </EmptyState>
      }
      panel={props.children}
    >
      {(rows) => (
        <Listing
          label={t().differencesTitle}
          columns={differenceColumns(desk.now)}
          rows={rows()}
          rowKey={(row) => row.id}
          href={(row) => keep(`/erp/differences/${row.id}`)}
          open={props.params.id}
          toneOf={(row) => (row.state === 'open' ? 'attention' : undefined)}
          file="razlike"
        />
      )}
    </ListPage>
  )
}
