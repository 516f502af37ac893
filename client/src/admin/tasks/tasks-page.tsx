import { A, type RouteSectionProps } from '@solidjs/router'
import ClipboardList from 'lucide-solid/icons/clipboard-list'
import type { TaskRow } from 'shared-schema/api/tasks.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import type { JSX } from 'solid-js'
import { EmptyState } from '../../ui/empty-state.tsx'
import { textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'
import { createHouse } from '../names.ts'
import { createListQuery } from '../query.ts'
import { ArchiveLink, useArchive } from '../shell/archive-link.tsx'
import { useKeepSearch } from '../shell/keep-search.ts'
import { ListPage } from '../shell/list-page.tsx'
import { Listing } from '../table/listing.tsx'
import { taskColumns } from './task-columns.tsx'

const t = textsOf(adminTexts)

/** All tasks: who picks what and how far they are. */
export default function TasksPage(props: RouteSectionProps): JSX.Element {
  const desk = useDesk()
  const house = createHouse()
  const keep = useKeepSearch()
  const archive = useArchive()
  const query = createListQuery<TaskRow>(
    () => (archive() ? '/api/zaduznice' : '/api/zaduznice?at_hand=true'),
    ['tasks', 'exceptions'],
  )
  return (
    <ListPage
      title={t().tasks.title}
      lead={t().tasks.lead}
      actions={<ArchiveLink />}
      query={query}
      permission="task.read_all"
      empty={
        <EmptyState
          icon={<ClipboardList />}
          title={t().tasks.emptyTitle}
          action={<A href="/requisitions">{t().tasks.toRequisitions}</A>}
        >
          {t().tasks.emptyText}
        </EmptyState>
      }
      panel={props.children}
    >
      {(rows) => (
        <Listing
          label={t().tasks.title}
          columns={taskColumns(house, desk.now)}
          rows={rows()}
          rowKey={(row) => row.id}
          href={(row) => keep(`/tasks/${row.id}`)}
          open={props.params.id}
          toneOf={(row) => (row.open_exceptions > 0 ? 'attention' : undefined)}
          file="zaduznice"
        />
      )}
    </ListPage>
  )
}
