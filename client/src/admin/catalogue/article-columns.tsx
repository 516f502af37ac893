import { adminTexts } from 'shared-schema/messages/admin.ts'
import { textsOf } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { type Column, column } from '../table/column.ts'
import type { Article } from './catalogue-page.tsx'

const t = textsOf(adminTexts)

/** The columns of the catalogue, in the order the server gives: by ident, or best match first. */
export function articleColumns(): Column<Article>[] {
  const texts = () => t().catalogue
  const codes = (row: Article) => row.barcodes.map((barcode) => barcode.code).join(', ')
  const state = (row: Article) => (row.active ? texts().active : texts().inactive)
  return [
    column({
      id: 'ident',
      label: () => texts().ident,
      value: (row) => row.ident,
      text: (row) => row.ident,
      cell: (row) => <span class="code">{row().ident}</span>,
      width: 7,
      grow: 0,
      rank: 1,
    }),
    column({
      id: 'name',
      label: () => texts().name,
      value: (row) => row.name,
      text: (row) => row.name,
      cell: (row) => <span title={row().name}>{row().name}</span>,
      width: 11,
      grow: 3,
      rank: 1,
    }),
    column({
      id: 'unit',
      label: () => texts().unit,
      value: (row) => row.unit,
      text: (row) => row.unit,
      width: 4.5,
      grow: 0,
      rank: 3,
    }),
    column({
      id: 'location',
      label: () => texts().location,
      value: (row) => row.location,
      text: (row) => row.location ?? '',
      cell: (row) => <span class="code">{row().location ?? '–'}</span>,
      width: 10.5,
      grow: 0,
      rank: 1,
    }),
    column({
      id: 'barcodes',
      label: () => texts().barcodes,
      value: codes,
      text: codes,
      cell: (row) => (
        <span class="code" title={codes(row())}>
          {codes(row())}
        </span>
      ),
      width: 12,
      grow: 2,
      rank: 2,
    }),
    column({
      id: 'active',
      label: () => t().requisitions.status,
      value: state,
      text: state,
      cell: (row) => <StatusMark tone={row().active ? 'ok' : 'stale'}>{state(row())}</StatusMark>,
      width: 7.5,
      grow: 0,
      rank: 3,
    }),
  ]
}
