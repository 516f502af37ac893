import {
  closeRequisition,
  moveRequisition,
  type RequisitionStatus,
} from 'shared-schema/domain/requisition/status.ts'
import { type Refused, refuse } from '../refusal.ts'
import { writeAudit } from '../storage/audit.ts'
import {
  decideRequisition,
  findRequisition,
  type Requisition,
  tasksOfRequisitions,
} from '../storage/requisitions.ts'
import type { Store, Write } from '../storage/store.ts'
import { cancelTask } from '../storage/task-plans.ts'
import type { ApiDeps } from './deps.ts'
import { pickedInForce } from './picked-in-force.ts'
import { readWhole } from './read-requisitions.ts'

type Decided = { readonly ok: true; readonly value: string } | Refused

/**
 * Closes a document by hand and finishes its tasks for everybody. Failures: `not_found`, `status_change_forbidden`,
 * `lines_open` with the lines in the way.
 */
export async function closeByHand(
  { store, ingest }: Pick<ApiDeps, 'store' | 'ingest'>,
  key: string,
  acceptShort: boolean,
  by: string,
): Promise<Decided> {
  const document = await findRequisition(store.sql, key)
  if (!document) return refuse('not_found', 'There is no such requisition.')
  const fits = await fitsToClose(store.sql, document, acceptShort)
  if (!fits.ok) return fits
  for (const task of await tasksOfRequisitions(store.sql, [document.id])) {
    if (task.status === 'done' || task.status === 'cancelled') continue
    const finished = await ingest.append({
      task: task.id,
      actor: by,
      operation: `close/${document.id}/${task.id}`,
      acts: (state) => ({
        ok: true,
        value: [{ type: 'task_completed', task: task.id, scope: 'task', seen: pickedInForce(state) }],
      }),
    })
    if (!finished.ok) return finished
  }
  return store.write(async (tx) => {
    // Looked at again, for picks may have been taken back since.
    const still = await fitsToClose(tx.sql, document, acceptShort)
    if (!still.ok) return still
    await decideRequisition(tx, document.id, 'done')
    await writeAudit(tx, {
      action: 'requisition_closed',
      actor: by,
      subject: document.id,
      detail: { number: document.number, accept_short: acceptShort },
    })
    return { ok: true, value: document.id }
  })
}

async function fitsToClose(
  sql: Write['sql'] | Store['sql'],
  document: Requisition,
  acceptShort: boolean,
): Promise<{ readonly ok: true } | Refused> {
  const move = moveRequisition(document.status as RequisitionStatus, 'done')
  if (!move.ok) return refuse('status_change_forbidden', `The requisition is ${document.status}.`)
  const [whole] = await readWhole(sql, [document])
  const items = whole?.items ?? []
  const closing = closeRequisition(
    items.map((line) => line.status),
    { closeIncomplete: document.close_incomplete === 1, acceptShort },
  )
  if (closing.ok) return { ok: true }
  const { open, short } = closing.failure
  return refuse('lines_open', `${open} lines are open and ${short} are short.`, {
    details: items
      .filter((line) => line.status === 'open' || line.status === 'short')
      .map(({ id, pos, ident, name, status, requested, picked }) => ({
        ...{ line: id, pos, ident, name, status, requested, picked },
      })),
  })
}

/**
 * Cancels a document and those of its tasks that are not finished. What was picked stays on record, and a pick that
 * arrives later becomes an exception. A finished document is a record and cannot be cancelled: `status_change_forbidden`.
 */
export async function cancelRequisition(store: Store, key: string, by: string): Promise<Decided> {
  return store.write(async (tx) => {
    const document = await findRequisition(tx.sql, key)
    if (!document) return refuse('not_found', 'There is no such requisition.')
    if (document.status === 'cancelled') return { ok: true, value: document.id }
    const move = moveRequisition(document.status as RequisitionStatus, 'cancelled')
    if (!move.ok) return refuse('status_change_forbidden', `The requisition is ${document.status}.`)
    await decideRequisition(tx, document.id, 'cancelled')
    for (const task of await tasksOfRequisitions(tx.sql, [document.id])) {
      if (task.status !== 'done' && task.status !== 'cancelled') await cancelTask(tx, task.id, by)
    }
    await writeAudit(tx, {
      action: 'requisition_cancelled',
      actor: by,
      subject: document.id,
      detail: { number: document.number },
    })
    return { ok: true, value: document.id }
  })
}
