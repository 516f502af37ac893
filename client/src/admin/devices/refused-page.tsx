import type { RouteSectionProps } from '@solidjs/router'
import ShieldCheck from 'lucide-solid/icons/shield-check'
import type { QuarantineRow } from 'shared-schema/api/quarantine.ts'
import { refusedTexts } from 'shared-schema/messages/admin/refused.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { errorWords } from 'shared-schema/messages/errors.ts'
import type { JSX } from 'solid-js'
import { EmptyState } from '../../ui/empty-state.tsx'
import { dateTime } from '../../ui/format.ts'
import { language, textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { useDesk } from '../desk.tsx'
import { createListQuery } from '../query.ts'
import { useKeepSearch } from '../shell/keep-search.ts'
import { ListPage } from '../shell/list-page.tsx'
import { type Column, column } from '../table/column.ts'
import { Listing } from '../table/listing.tsx'
import { DeviceTabs } from './device-tabs.tsx'

const t = textsOf(adminTexts)
const refused = textsOf(refusedTexts)

/** Frames the gate refused, kept whole until somebody has looked at them. */
export default function RefusedPage(props: RouteSectionProps): JSX.Element {
  const desk = useDesk()
  const keep = useKeepSearch()
  const query = createListQuery<QuarantineRow>(
    () => (desk.may('device.read') ? '/api/quarantine?status=all' : undefined),
    ['quarantine'],
  )
  return (
    <ListPage
      title={t().devices.refusedTitle}
      lead={t().devices.refusedLead}
      tabs={<DeviceTabs />}
      query={query}
      permission="device.read"
      empty={
        <EmptyState icon={<ShieldCheck />} title={t().devices.refusedEmptyTitle}>
          {t().devices.refusedEmptyText}
        </EmptyState>
      }
      panel={props.children}
    >
      {(rows) => (
        <Listing
          label={t().devices.refusedTitle}
          columns={refusedColumns()}
          rows={rows()}
          rowKey={(row) => row.id}
          href={(row) => keep(`/devices/refused/${row.id}`)}
          open={props.params.id}
          toneOf={(row) => (row.reviewed_at === null ? 'stop' : undefined)}
          file="odbijeno"
        />
      )}
    </ListPage>
  )
}

function refusedColumns(): Column<QuarantineRow>[] {
  const texts = () => t().devices
  const state = (row: QuarantineRow) => (row.reviewed_at === null ? 'waiting' : 'reviewed')
  return [
    column({
      id: 'at',
      label: () => texts().refusedAt,
      value: (row) => row.at,
      text: (row) => dateTime(row.at),
      width: 9.5,
      grow: 0,
      rank: 1,
    }),
    column({
      id: 'device',
      label: () => texts().refusedFrom,
      value: (row) => row.device_name ?? row.device,
      text: (row) => row.device_name ?? row.device ?? t().shell.unknown,
      width: 8,
      rank: 1,
    }),
    column({
      id: 'why',
      label: () => texts().refusedWhy,
      value: (row) => row.code,
      text: (row) => errorWords(row.code, language()).what,
      cell: (row) => <span title={row().detail}>{errorWords(row().code, language()).what}</span>,
      width: 12,
      grow: 3,
      rank: 2,
      filter: { values: (row) => [row.code], name: (code) => errorWords(code, language()).what },
    }),
    column({
      id: 'state',
      label: () => refused().state,
      value: state,
      text: (row) => texts()[state(row)],
      cell: (row) => (
        <StatusMark tone={row().reviewed_at === null ? 'stop' : 'ok'}>{texts()[state(row())]}</StatusMark>
      ),
      width: 10.5,
      grow: 0,
      rank: 1,
      filter: {
        values: (row) => [state(row)],
        name: (value) => texts()[value === 'waiting' ? 'waiting' : 'reviewed'],
      },
    }),
  ]
}
