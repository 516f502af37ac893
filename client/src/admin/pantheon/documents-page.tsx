import type { RouteSectionProps } from '@solidjs/router'
import Truck from 'lucide-solid/icons/truck'
import type { ErpDocumentRow } from 'shared-schema/api/pantheon.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import type { JSX } from 'solid-js'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'
import { createListQuery } from '../query.ts'
import { useKeepSearch } from '../shell/keep-search.ts'
import { ListPage } from '../shell/list-page.tsx'
import { Listing } from '../table/listing.tsx'
import { documentColumns } from './document-columns.tsx'
import { DownloadButton } from './download-button.tsx'
import { PantheonTabs } from './pantheon-tabs.tsx'
import './pantheon.css'

const t = textsOf(pantheonTexts)

/** Outbound documents of the ERP. */
export function DispatchesPage(props: RouteSectionProps): JSX.Element {
  return <DocumentsPage {...props} kind="dispatches" />
}

/** Inbound documents of the ERP. */
export function ReceiptsPage(props: RouteSectionProps): JSX.Element {
  return <DocumentsPage {...props} kind="receipts" />
}

function DocumentsPage(props: RouteSectionProps & { kind: 'dispatches' | 'receipts' }): JSX.Element {
  const desk = useDesk()
  const keep = useKeepSearch()
  const query = createListQuery<ErpDocumentRow>(
    () => (desk.may('erp.read') ? `/api/${props.kind}` : undefined),
    ['pantheon', 'requisitions', 'tasks', 'differences'],
  )
  const title = () => (props.kind === 'dispatches' ? t().dispatchesTitle : t().receiptsTitle)
  const file = () => (props.kind === 'dispatches' ? 'otprema' : 'prijem')
  return (
    <ListPage
      title={title()}
      lead={props.kind === 'dispatches' ? t().dispatchesLead : t().receiptsLead}
      tabs={<PantheonTabs />}
      actions={
        <DownloadButton path={`/api/${props.kind}?format=csv`} file={`${file()}.csv`}>
          {t().exportCsv}
        </DownloadButton>
      }
      query={query}
      permission="erp.read"
      empty={
        <EmptyState icon={<Truck />} title={t().noDocumentsTitle}>
          {t().noDocumentsText}
        </EmptyState>
      }
      panel={props.children}
    >
      {(rows) => (
        <Listing
          label={title()}
          columns={documentColumns()}
          rows={rows()}
          rowKey={(row) => row.number}
          href={(row) => keep(`/erp/${props.kind}/${encodeURIComponent(row.number)}`)}
          open={props.params.number === undefined ? undefined : decodeURIComponent(props.params.number)}
          toneOf={(row) =>
            row.state === 'waiting_site' || row.open_differences > 0 ? 'attention' : undefined
          }
          file={file()}
        />
      )}
    </ListPage>
  )
}
