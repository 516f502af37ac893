import type { ErpDocumentIn } from 'shared-schema/api/bridge.ts'
import type { ErpDocumentRow, FulfilmentView } from 'shared-schema/api/pantheon.ts'
import { openByRequisition } from '../storage/differences.ts'
import { type ListedDocument, totalsOf } from '../storage/erp-document-list.ts'
import { versionsOf } from '../storage/erp-documents.ts'
import { type Fulfilment, fulfilmentsOf } from '../storage/fulfilments.ts'
import { addPostings } from '../storage/posting-state.ts'
import type { Store } from '../storage/store.ts'

/** Documents of the ERP as rows of a list, with what the warehouse made of them. */
export async function viewDocuments(
  sql: Store['sql'],
  documents: readonly ListedDocument[],
): Promise<ErpDocumentRow[]> {
  const ids = documents.flatMap(({ requisition }) => requisition ?? [])
  const totals = await totalsOf(sql, ids)
  const postings = Map.groupBy(await fulfilmentsOf(sql, ids), (each) => each.requisition)
  const open = await openByRequisition(sql, ids)
  const rows: ErpDocumentRow[] = []
  for (const document of documents) {
    const key = document.requisition ?? ''
    const total = totals.get(key) ?? (await totalsOfVersion(sql, document))
    const confirmed = (postings.get(key) ?? []).filter(({ state }) => state === 'confirmed')
    const { number, type, date, site, partner, person, requisition, requisition_status } = document
    rows.push({
      ...{ number, type, date, site, partner, person, requisition, requisition_status },
      direction: document.direction === 'in' ? 'in' : 'out',
      erp_status: document.status,
      cancelled: document.cancelled === 1,
      state: document.state as ErpDocumentRow['state'],
      ...{ lines: total.lines, unknown_articles: total.unknown },
      ...{ requested: total.requested, picked: total.picked },
      posted: [...addPostings(confirmed).byLine.values()].reduce((sum, qty) => sum + qty, 0),
      ac_keys: confirmed.flatMap(({ ac_key }) => ac_key ?? []),
      versions: document.version,
      open_differences: open.get(key) ?? 0,
      first_seen_at: document.first_seen_at,
      changed_at: document.changed_at,
    })
  }
  return rows
}

/** Of a document without a requisition only what the ERP says is known. */
async function totalsOfVersion(sql: Store['sql'], document: ListedDocument) {
  const latest = (await versionsOf(sql, document)).at(-1)
  const lines = JSON.parse(latest?.lines ?? '[]') as ErpDocumentIn['lines']
  const requested = lines.reduce((sum, { qty }) => sum + Math.max(0, qty), 0)
  return { lines: lines.length, unknown: 0, requested, picked: 0 }
}

/** A posting as people see it. */
export function viewFulfilment({ lines, failure, ...row }: Fulfilment): FulfilmentView {
  return {
    ...row,
    kind: row.kind as FulfilmentView['kind'],
    state: row.state as FulfilmentView['state'],
    approval: row.approval as FulfilmentView['approval'],
    lines: JSON.parse(lines) as FulfilmentView['lines'],
    failure: failure === null ? null : (JSON.parse(failure) as FulfilmentView['failure']),
  }
}
