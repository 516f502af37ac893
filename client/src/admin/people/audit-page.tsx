import ScrollText from 'lucide-solid/icons/scroll-text'
import type { AuditRow } from 'shared-schema/api/audit.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import type { JSX } from 'solid-js'
import { EmptyState } from '../../ui/empty-state.tsx'
import { date, time } from '../../ui/format.ts'
import { textsOf } from '../../ui/language.ts'
import { useDesk } from '../desk.tsx'
import { createQuery, type Page } from '../query.ts'
import { ListPage } from '../shell/list-page.tsx'
import { type Column, column } from '../table/column.ts'
import { Listing } from '../table/listing.tsx'
import { actionName } from './action-name.ts'
import { PeopleTabs } from './people-tabs.tsx'

const t = textsOf(adminTexts)

/** Entries shown at once: about a month. */
const SHOWN = 5_000

/** Who did what that is not a pick. */
export default function AuditPage(): JSX.Element {
  const desk = useDesk()
  const query = createQuery<Page<AuditRow>>(
    () => (desk.may('audit.read') ? `/api/audit?limit=${SHOWN}` : undefined),
    ['requisitions', 'tasks', 'exceptions', 'imports', 'devices', 'people'],
  )
  return (
    <ListPage
      title={t().people.audit}
      lead={t().people.auditLead}
      tabs={<PeopleTabs />}
      query={query}
      permission="audit.read"
      empty={
        <EmptyState icon={<ScrollText />} title={t().people.auditEmptyTitle}>
          {t().people.auditEmptyText}
        </EmptyState>
      }
    >
      {(rows) => (
        <Listing
          label={t().people.audit}
          columns={auditColumns()}
          rows={rows()}
          rowKey={(row) => String(row.seq)}
          file="dnevnik"
        />
      )}
    </ListPage>
  )
}

function auditColumns(): Column<AuditRow>[] {
  const texts = () => t().people
  const who = (row: AuditRow) => row.actor_name ?? row.actor ?? texts().system
  return [
    column({
      id: 'when',
      label: () => texts().when,
      value: (row) => row.at,
      text: (row) => `${date(row.at)} ${time(row.at, true)}`,
      width: 11,
      grow: 0,
      rank: 1,
    }),
    column({
      id: 'who',
      label: () => texts().who,
      value: who,
      text: who,
      width: 9,
      rank: 1,
      filter: { values: (row) => [who(row)], name: (value) => value },
    }),
    column({
      id: 'action',
      label: () => texts().action,
      value: (row) => actionName(row.action),
      text: (row) => actionName(row.action),
      width: 12,
      rank: 1,
      filter: { values: (row) => [row.action], name: actionName },
    }),
    column({
      id: 'subject',
      label: () => texts().subject,
      value: (row) => row.subject,
      text: (row) => row.subject ?? '',
      cell: (row) => (
        <span class="code" title={row().subject ?? ''}>
          {row().subject}
        </span>
      ),
      width: 9,
      grow: 2,
      rank: 2,
    }),
    column({
      id: 'detail',
      label: () => texts().detail,
      value: (row) => details(row),
      text: details,
      cell: (row) => <span title={details(row())}>{details(row())}</span>,
      width: 9,
      grow: 2,
      rank: 3,
    }),
  ]
}

function details({ detail }: AuditRow): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ')
}
