import { type Refused, refuse } from '../refusal.ts'
import type { DifferenceRecord } from '../storage/differences.ts'
import { erpDocumentsOf, latestLinesOf } from '../storage/erp-documents.ts'
import { plannedShares, releaseLine, reopenRequisition } from '../storage/erp-lines.ts'
import { findRequisition, linesOfRequisitions } from '../storage/requisitions.ts'
import type { Write } from '../storage/store.ts'
import { applyLines } from './apply-lines.ts'

/**
 * Makes what is missing of a document assignable again: what finished tasks did not find is given back, row by row, and what the ERP asks for since is
 * taken over. Their counts stay as they are. Failure: `action_unfit` when nothing is missing.
 * @returns how much was given back, thousandths
 */
export async function backOrder(
  tx: Write,
  { id, requisition: key, pos, ident, class: kind }: DifferenceRecord,
  by: string,
): Promise<{ readonly ok: true; readonly value: number } | Refused> {
  const requisition = key === null ? undefined : await findRequisition(tx.sql, key)
  if (!requisition || requisition.status === 'cancelled')
    return refuse('action_unfit', 'There is no requisition to be picked further.')
  const wanted = new Set(
    (await linesOfRequisitions(tx.sql, [requisition.id]))
      .filter((line) => pos === null || (line.pos === pos && (ident === null || line.ident === ident)))
      .map((line) => line.id),
  )
  let released = 0
  for (const share of await plannedShares(tx, requisition.id)) {
    const rest = share.requested - Math.max(0, share.picked) - share.released
    if (share.task_status !== 'done' || !wanted.has(share.line) || rest <= 0) continue
    await releaseLine(tx, { requisition: requisition.id, taskLine: share.id, qty: rest, by, difference: id })
    released += rest
  }
  const taken = kind === 'erp_changed' && (await takeOver(tx, requisition.id))
  if (released === 0 && !taken)
    return refuse('action_unfit', 'Nothing is missing that could be assigned again.')
  await reopenRequisition(tx, requisition.id)
  return { ok: true, value: released }
}

/** A finished document is not changed by the ERP; now a person wants it to be. */
async function takeOver(tx: Write, requisition: string): Promise<boolean> {
  const document = (await erpDocumentsOf(tx.sql, [requisition])).get(requisition)
  const lines = (await latestLinesOf(tx.sql, [requisition])).get(requisition)
  if (document === undefined || lines === undefined || document.cancelled === 1) return false
  await applyLines(tx, requisition, lines, document.version)
  return true
}
