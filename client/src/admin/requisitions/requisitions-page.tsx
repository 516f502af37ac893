import { A, type RouteSectionProps, useNavigate } from '@solidjs/router'
import FileText from 'lucide-solid/icons/file-text'
import Upload from 'lucide-solid/icons/upload'
import type { RequisitionRow } from 'shared-schema/api/requisitions.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { type JSX, Show } from 'solid-js'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'
import { DropFiles } from '../import/drop-files.tsx'
import { createListQuery } from '../query.ts'
import { ArchiveLink, useArchive } from '../shell/archive-link.tsx'
import { useKeepSearch } from '../shell/keep-search.ts'
import { ListPage } from '../shell/list-page.tsx'
import { Listing } from '../table/listing.tsx'
import { requisitionColumns } from './requisition-columns.tsx'

const t = textsOf(adminTexts)

/** All requisitions; files can be dropped anywhere on the list. */
export default function RequisitionsPage(props: RouteSectionProps): JSX.Element {
  const desk = useDesk()
  const navigate = useNavigate()
  const keep = useKeepSearch()
  const archive = useArchive()
  const query = createListQuery<RequisitionRow>(
    () => (archive() ? '/api/trebovanja' : '/api/trebovanja?at_hand=true'),
    ['requisitions', 'tasks', 'exceptions'],
  )
  const importLink = () => (
    <Show when={desk.may('requisition.import')}>
      <A href="/requisitions/import" class="ui-button" data-kind="primary" data-size="control">
        <Upload />
        <span>{t().requisitions.import}</span>
      </A>
    </Show>
  )
  const drop = (files: File[]) => {
    desk.imports.add(files)
    navigate('/requisitions/import')
  }
  return (
    <DropFiles disabled={!desk.may('requisition.import')} onFiles={drop}>
      <ListPage
        title={t().requisitions.title}
        lead={t().requisitions.lead}
        actions={
          <>
            <ArchiveLink />
            {importLink()}
          </>
        }
        query={query}
        permission="requisition.read"
        empty={
          <EmptyState icon={<FileText />} title={t().requisitions.emptyTitle} action={importLink()}>
            {t().requisitions.emptyText}
          </EmptyState>
        }
        panel={props.children}
      >
        {(rows) => (
          <Listing
            label={t().requisitions.title}
            columns={requisitionColumns()}
            rows={rows()}
            rowKey={(row) => row.id}
            href={(row) => keep(`/requisitions/${row.id}`)}
            open={props.params.id}
            toneOf={(row) => (row.open_exceptions > 0 ? 'attention' : undefined)}
            file="trebovanja"
          />
        )}
      </ListPage>
    </DropFiles>
  )
}
