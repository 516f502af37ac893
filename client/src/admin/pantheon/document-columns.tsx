import type { ErpDocumentRow } from 'shared-schema/api/pantheon.ts'
import { pantheonTexts } from 'shared-schema/messages/admin/pantheon.ts'
import { adminTexts } from 'shared-schema/messages/admin.ts'
import { Show } from 'solid-js'
import { quantity } from '../../ui/format.ts'
import { language, textsOf } from '../../ui/language.ts'
import { Badge, StatusMark, type StatusTone } from '../../ui/status-mark.tsx'
import { RequisitionStatus } from '../status.tsx'
import { type Column, column } from '../table/column.ts'
import { documentDate } from '../units.ts'

const t = textsOf(pantheonTexts)
const tones: Record<ErpDocumentRow['state'], StatusTone> = {
  ...{ waiting_site: 'attention', taken: 'ok', cancelled: 'stale' },
}
const adminT = textsOf(adminTexts)
type RequisitionState = Parameters<typeof RequisitionStatus>[0]['status']

/** Where a document stands: a requisition's own state once there is one, otherwise what the ERP or its site keeps it from. */
function standing(row: ErpDocumentRow): string {
  return row.state === 'taken' && row.requisition_status !== null
    ? row.requisition_status
    : `erp ${row.state}`
}

function standingName(name: string): string {
  const names: Record<string, string> = {
    ...adminT().requisitions.statuses,
    ...Object.fromEntries(Object.entries(t().documentStates).map(([state, word]) => [`erp ${state}`, word])),
  }
  return names[name] ?? name
}

/** The columns of the lists of documents of the ERP. */
export function documentColumns(): Column<ErpDocumentRow>[] {
  const figure = (id: string, label: () => string, value: (row: ErpDocumentRow) => number) =>
    column<ErpDocumentRow>({
      ...{ id, label, value, search: false, width: 6.5, grow: 0, rank: 2, end: true },
      text: (row) => quantity(value(row)),
    })
  return [
    column({
      id: 'number',
      label: () => t().document,
      value: (row) => row.number,
      text: (row) => row.number,
      cell: (row) => <span class="code">{row().number}</span>,
      width: 10.5,
      grow: 0,
      rank: 1,
    }),
    column({
      id: 'partner',
      label: () => t().partner,
      value: (row) => row.partner,
      text: (row) => row.partner?.trim() ?? '–',
      width: 12,
      grow: 3,
      rank: 1,
      filter: { values: (row) => [row.partner?.trim() ?? ''], name: (value) => value || '–' },
    }),
    column({
      id: 'date',
      label: () => t().date,
      value: (row) => row.date,
      text: (row) => documentDate(row.date, language()),
      width: 7,
      grow: 0,
      rank: 3,
    }),
    column({
      id: 'type',
      label: () => t().type,
      value: (row) => row.type,
      text: (row) => row.type,
      width: 4,
      grow: 0,
      rank: 3,
      filter: { values: (row) => [row.type], name: (value) => value },
    }),
    column({
      id: 'state',
      label: () => t().state,
      value: standing,
      text: (row) => standingName(standing(row)),
      cell: (row) => (
        <Show
          when={row().state === 'taken' && (row().requisition_status as RequisitionState | null)}
          fallback={<StatusMark tone={tones[row().state]}>{t().documentStates[row().state]}</StatusMark>}
        >
          {(status) => <RequisitionStatus status={status()} />}
        </Show>
      ),
      width: 10,
      grow: 0,
      rank: 1,
      place: 'end',
      filter: {
        values: (row) => [standing(row)],
        name: standingName,
      },
    }),
    figure(
      'requested',
      () => t().requested,
      (row) => row.requested,
    ),
    figure(
      'picked',
      () => t().picked,
      (row) => row.picked,
    ),
    figure(
      'posted',
      () => t().posted,
      (row) => row.posted,
    ),
    column({
      id: 'differences',
      search: false,
      label: () => t().tabs.differences,
      value: (row) => row.open_differences,
      text: (row) => String(row.open_differences),
      cell: (row) => (
        <Show when={row().open_differences > 0}>
          <Badge tone="attention" label={t().tabs.differences}>
            {row().open_differences}
          </Badge>
        </Show>
      ),
      width: 6,
      grow: 0,
      rank: 2,
      end: true,
    }),
  ]
}
