import type { RouteSectionProps } from '@solidjs/router'
import Send from 'lucide-solid/icons/send'
import type { FulfilmentView } from 'shared-schema/api/pantheon.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import type { JSX } from 'solid-js'
import { EmptyState } from '../../ui/empty-state.tsx'
import { moment } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'
import { createListQuery } from '../query.ts'
import { useKeepSearch } from '../shell/keep-search.ts'
import { ListPage } from '../shell/list-page.tsx'
import { type Column, column } from '../table/column.ts'
import { Listing } from '../table/listing.tsx'
import { PantheonTabs } from './pantheon-tabs.tsx'
import { PostingMark } from './posting-mark.tsx'
import './pantheon.css'

const t = textsOf(pantheonTexts)

/** What went to the ERP, what waits for a person and what was rejected. */
export default function PostingsPage(props: RouteSectionProps): JSX.Element {
  const desk = useDesk()
  const keep = useKeepSearch()
  const query = createListQuery<FulfilmentView>(
    () => (desk.may('erp.read') ? '/api/pantheon/fulfilments' : undefined),
    ['pantheon'],
  )
  return (
    <ListPage
      title={t().postingsTitle}
      lead={t().postingsLead}
      tabs={<PantheonTabs />}
      query={query}
      permission="erp.read"
      empty={
        <EmptyState icon={<Send />} title={t().noPostingsTitle}>
          {t().noPostingsText}
        </EmptyState>
      }
      panel={props.children}
    >
      {(rows) => (
        <Listing
          label={t().postingsTitle}
          columns={postingColumns(desk.now)}
          rows={rows()}
          rowKey={(row) => row.id}
          href={(row) => keep(`/erp/postings/${encodeURIComponent(row.id)}`)}
          open={props.params.id}
          toneOf={(row) =>
            row.state === 'rejected' ? 'stop' : row.state === 'draft' ? 'attention' : undefined
          }
          file="knjizenja"
        />
      )}
    </ListPage>
  )
}

function postingColumns(now: () => number): Column<FulfilmentView>[] {
  return [
    column({
      id: 'document',
      label: () => t().document,
      value: (row) => row.document,
      text: (row) => row.document,
      cell: (row) => <span class="code">{row().document}</span>,
      width: 10.5,
      grow: 1,
      rank: 1,
    }),
    column({
      id: 'kind',
      label: () => t().posting,
      value: (row) => row.kind,
      text: (row) => `${t().kinds[row.kind]} ${row.number}`,
      width: 8,
      rank: 2,
      filter: {
        values: (row) => [row.kind],
        name: (value) => t().kinds[value as FulfilmentView['kind']] ?? value,
      },
    }),
    column({
      id: 'state',
      label: () => t().state,
      value: (row) => row.state,
      text: (row) => t().postingStates[row.state],
      cell: (row) => <PostingMark state={row().state} />,
      width: 10,
      grow: 0,
      rank: 1,
      place: 'end',
      filter: {
        values: (row) => [row.state],
        name: (value) => t().postingStates[value as FulfilmentView['state']] ?? value,
      },
    }),
    column({
      id: 'key',
      label: () => t().key,
      value: (row) => row.ac_key,
      text: (row) => row.ac_key ?? '',
      cell: (row) => <span class="code">{row().ac_key ?? '–'}</span>,
      width: 10,
      rank: 2,
    }),
    column({
      id: 'lines',
      search: false,
      label: () => t().lines,
      value: (row) => row.lines.length,
      text: (row) => String(row.lines.length),
      width: 5,
      grow: 0,
      rank: 3,
      end: true,
    }),
    column({
      id: 'created',
      search: false,
      label: () => t().created,
      value: (row) => row.created_at,
      text: (row) => moment(row.created_at, now()),
      width: 8,
      grow: 0,
      rank: 3,
    }),
  ]
}
