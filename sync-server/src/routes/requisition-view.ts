import type { RequisitionRow, requisitionLine } from 'shared-schema/api/requisitions.ts'
import type { LineStatus } from 'shared-schema/domain/picking/fold.ts'
import type { AssignedTask } from 'shared-schema/domain/requisition/assignment.ts'
import { remainingToAssign } from 'shared-schema/domain/requisition/assignment.ts'
import type * as z from 'zod'
import type { LineShare, Requisition, RequisitionLine } from '../storage/requisitions.ts'

export type LineView = z.infer<typeof requisitionLine>

/** The tasks of a requisition as far as assignment is concerned. */
export function assignedTasks(shares: readonly LineShare[]): AssignedTask[] {
  return [...Map.groupBy(shares, (share) => share.task).values()].map((own) => ({
    cancelled: own[0]?.task_status === 'cancelled',
    lines: own.map((share) => ({
      line: share.requisition_line,
      quantity: share.requested - share.released,
      picked: share.picked,
    })),
  }))
}

/** The lines of one document with what its tasks have of them and have picked, cancelled ones included. */
export function viewLines(
  document: Pick<Requisition, 'status'>,
  lines: readonly RequisitionLine[],
  shares: readonly LineShare[],
): LineView[] {
  const remaining = remainingToAssign(
    lines.map(({ id, requested }) => ({ line: id, requested })),
    assignedTasks(shares),
  )
  const byLine = Map.groupBy(shares, (share) => share.requisition_line)
  return lines.map((line) => {
    const own = byLine.get(line.id) ?? []
    const picked = own.reduce((sum, share) => sum + share.picked, 0)
    const unassigned = remaining.get(line.id) ?? 0
    const { id, pos, ident, name, unit, barcode, location, requested } = line
    return {
      ...{ id, pos, ident, name, unit, barcode, location, requested, picked },
      unknown_article: line.unknown_article === 1,
      assigned: requested - unassigned,
      missing: Math.max(0, requested - picked),
      over: Math.max(0, picked - requested),
      status: lineStatus(requested, picked, document.status === 'done' || isClosed(own, unassigned)),
    }
  })
}

/** A document as a row of a list. */
export function viewRequisition(
  document: Requisition,
  lines: readonly LineView[],
  openExceptions: number,
): RequisitionRow {
  const { id, number, date, warehouse, shop, created_at } = document
  const total = (of: (line: LineView) => number) => lines.reduce((sum, line) => sum + of(line), 0)
  return {
    ...{ id, number, date, warehouse, shop, created_at },
    status: document.status as RequisitionRow['status'],
    close_incomplete: document.close_incomplete === 1,
    lines: lines.length,
    lines_done: lines.filter((line) => line.status !== 'open').length,
    unknown_articles: lines.filter((line) => line.unknown_article).length,
    requested: total((line) => line.requested),
    assigned: total((line) => line.assigned),
    picked: total((line) => line.picked),
    open_exceptions: openExceptions,
  }
}

/** Nothing of the line is left to give out, and every task that has some of it is through with it. */
function isClosed(shares: readonly LineShare[], unassigned: number): boolean {
  const live = shares.filter((share) => share.task_status !== 'cancelled')
  return live.length > 0 && unassigned === 0 && live.every((share) => share.status !== 'open')
}

function lineStatus(requested: number, picked: number, closed: boolean): LineStatus {
  if (picked > requested) return 'over'
  if (picked === requested) return 'picked'
  return closed ? 'short' : 'open'
}
