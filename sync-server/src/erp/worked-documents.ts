import type { ErpDocumentIn, WorkedDocument } from 'shared-schema/api/bridge.ts'
import { type ErpDocument, erpDocumentsOf, latestLinesOf } from '../storage/erp-documents.ts'
import { linesOfRequisitions, type Requisition, type RequisitionLine } from '../storage/requisitions.ts'
import type { Store } from '../storage/store.ts'
import {
  type TaskSummary,
  taskSummaries,
  type WorkedShare,
  workedShares,
} from '../storage/worked-requisitions.ts'

/** Documents with everything that posting and comparing them needs, in the order given. */
export async function workedDocuments(
  sql: Store['sql'],
  requisitions: readonly Requisition[],
): Promise<WorkedDocument[]> {
  const ids = requisitions.map(({ id }) => id)
  const erp = await erpDocumentsOf(sql, ids)
  const asked = await latestLinesOf(sql, ids)
  const lines = Map.groupBy(await linesOfRequisitions(sql, ids), (line) => line.requisition)
  const shares = Map.groupBy(await workedShares(sql, ids), (share) => share.requisition_line)
  const tasks = Map.groupBy(await taskSummaries(sql, ids), (task) => task.requisition)
  return requisitions.map((requisition) => {
    const document = erp.get(requisition.id)
    const { id, number, date, warehouse: site, shop: partner, direction, status } = requisition
    return {
      requisition: id,
      number: document?.number ?? number,
      direction: direction === 'in' ? 'in' : 'out',
      type: document?.type ?? typeOf(number),
      ...{ date, site, partner },
      erp_site: document?.site ?? null,
      erp_partner: document?.partner ?? null,
      erp_cancelled: document?.cancelled === 1,
      status: status as WorkedDocument['status'],
      ...summaryOf(tasks.get(id) ?? []),
      lines: (lines.get(id) ?? []).map((line) =>
        lineOf(line, shares.get(line.id) ?? [], erpRequested(line, document, asked.get(id))),
      ),
    }
  })
}

/** `20CT` of `25-20CT-000279`; nothing for a number of another form. */
function typeOf(number: string): string {
  return /^\d{2}-([0-9A-Z]{4})-\d{6}$/.exec(number)?.[1] ?? ''
}

function isOver(status: string): boolean {
  return status === 'done' || status === 'cancelled'
}

function summaryOf(tasks: readonly TaskSummary[]) {
  const times = tasks.flatMap(({ last_at }) => last_at ?? [])
  return {
    tasks: tasks.length,
    tasks_finished: tasks.filter(({ status }) => isOver(status)).length,
    open_exceptions: tasks.reduce((sum, task) => sum + task.open_exceptions, 0),
    last_work_at: times.length === 0 ? null : Math.max(...times),
  }
}

/** What the ERP asks for now; a document of a file asks for what it said. */
export function erpRequested(
  line: RequisitionLine,
  document: ErpDocument | undefined,
  asked: ErpDocumentIn['lines'] | undefined,
): number {
  if (document === undefined) return line.requested
  if (document.cancelled === 1) return 0
  return (asked ?? [])
    .filter(({ pos, ident }) => pos === line.pos && ident === line.ident)
    .reduce((sum, { qty }) => sum + Math.max(0, qty), 0)
}

function lineOf(
  line: RequisitionLine,
  shares: readonly WorkedShare[],
  erp_requested: number,
): WorkedDocument['lines'][number] {
  const { id, pos, ident, name, unit, requested } = line
  const picked = (which: readonly WorkedShare[]) => which.reduce((sum, share) => sum + share.picked, 0)
  return {
    ...{ line: id, pos, ident, name, unit, requested, erp_requested },
    unknown_article: line.unknown_article === 1,
    picked: picked(shares),
    finished: picked(shares.filter((share) => isOver(share.task_status))),
    damaged: shares.reduce((sum, share) => sum + share.damaged, 0),
    reason:
      shares.find((share) => share.task_status !== 'cancelled' && share.reason !== null)?.reason ?? null,
  }
}
