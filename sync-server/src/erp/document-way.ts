import type { ErpDocumentIn } from 'shared-schema/api/bridge.ts'
import type { DocumentWay } from 'shared-schema/api/pantheon.ts'
import { listDifferences } from '../storage/differences.ts'
import { eventCounts, type ListedDocument } from '../storage/erp-document-list.ts'
import { versionsOf } from '../storage/erp-documents.ts'
import { fulfilmentsOf } from '../storage/fulfilments.ts'
import { namesOfPeople } from '../storage/people.ts'
import { postedOf } from '../storage/posting-state.ts'
import { linesOfRequisitions } from '../storage/requisitions.ts'
import type { Store } from '../storage/store.ts'
import { listTasks } from '../storage/tasks.ts'
import { workedShares } from '../storage/worked-requisitions.ts'
import { viewDocuments, viewFulfilment } from './view-documents.ts'
import { erpRequested } from './worked-documents.ts'

/** The full way of a document: ERP, requisition, tasks, events, postings, key in the ERP. */
export async function documentWay(sql: Store['sql'], document: ListedDocument): Promise<DocumentWay> {
  const [row] = await viewDocuments(sql, [document])
  if (row === undefined) throw new Error('a document that is there has a row')
  const versions = (await versionsOf(sql, document)).map((version) => ({
    ...{ version: version.version, seen_at: version.seen_at, erp_status: version.status },
    cancelled: version.cancelled === 1,
    lines: JSON.parse(version.lines) as ErpDocumentIn['lines'],
  }))
  const asked = versions.at(-1)?.lines ?? []
  const { requisition } = document
  if (requisition === null) {
    const lines = asked.map((line) => ({
      ...{ pos: line.pos, ident: line.ident, name: line.name, unit: line.unit, unknown_article: false },
      ...{ requested: 0, erp_requested: line.qty, picked: 0, damaged: 0, posted: 0, reason: null },
    }))
    return { document: row, versions, lines, tasks: [], fulfilments: [], differences: [] }
  }
  const shares = Map.groupBy(await workedShares(sql, [requisition]), (share) => share.requisition_line)
  const posted = (await postedOf(sql, [requisition])).get(requisition)
  const lines = (await linesOfRequisitions(sql, [requisition])).map((line) => {
    const own = shares.get(line.id) ?? []
    const { pos, ident, name, unit, requested } = line
    return {
      ...{ pos, ident, name, unit, requested, unknown_article: line.unknown_article === 1 },
      erp_requested: erpRequested(line, document, asked),
      picked: own.reduce((sum, share) => sum + share.picked, 0),
      damaged: own.reduce((sum, share) => sum + share.damaged, 0),
      posted: posted?.of(line) ?? 0,
      reason: own.find((share) => share.reason !== null)?.reason ?? null,
    }
  })
  const sorted = { sort: 'last_found_at', descending: true, offset: 0, limit: 500 } as const
  const { items } = await listDifferences(sql, { ...sorted, document: requisition })
  return {
    ...{ document: row, versions, lines, tasks: await tasksOf(sql, requisition) },
    fulfilments: (await fulfilmentsOf(sql, [requisition])).map(viewFulfilment),
    differences: items.map(({ id, class: kind, state, pos }) => ({ id, class: kind, state, pos })),
  }
}

async function tasksOf(sql: Store['sql'], requisition: string): Promise<DocumentWay['tasks']> {
  const { items } = await listTasks(sql, { requisition, sort: 'created_at', descending: false })
  const events = await eventCounts(
    sql,
    items.map(({ id }) => id),
  )
  const names = await namesOfPeople(sql)
  return items.map(({ id, status, workers, lines, picked, started_at, last_at, open_exceptions }) => ({
    ...{ id, status, lines, picked, open_exceptions, first_at: started_at, last_at },
    workers: workers.map((worker) => names.get(worker) ?? worker),
    events: events.get(id) ?? 0,
  }))
}
