import {
  type RequisitionFacts,
  requisitionStatusFrom,
  type TaskStatus,
} from 'shared-schema/domain/requisition/status.ts'
import { refreshUnposted } from '../storage/posting-state.ts'
import type { Write } from '../storage/store.ts'

/** Writes the status of a requisition that follows from its tasks and from what supervisors decided. */
export async function refreshRequisition(tx: Write, requisition: string): Promise<void> {
  const row = await tx.sql
    .selectFrom('requisitions')
    .where('id', '=', requisition)
    .selectAll()
    .executeTakeFirst()
  if (row === undefined) return
  const facts = await requisitionFacts(tx.sql, row)
  // While everybody still works nothing is to be posted, so a pick costs no look at postings.
  if (facts.tasks.some(isOver) || row.unposted === 1) await refreshUnposted(tx, requisition)
  const status = requisitionStatusFrom(facts)
  if (status === row.status) return
  await tx.sql
    .updateTable('requisitions')
    .set({ status, change_seq: tx.seq })
    .where('id', '=', requisition)
    .execute()
}

function isOver(status: TaskStatus): boolean {
  return status === 'done' || status === 'cancelled'
}

/** What decides the status of a requisition, as the tables hold it. */
export async function requisitionFacts(
  sql: Write['sql'],
  row: {
    readonly id: string
    readonly status: string
    readonly closed_at: number | null
    readonly close_incomplete: 0 | 1
  },
): Promise<RequisitionFacts> {
  const tasks = await sql
    .selectFrom('tasks')
    .where('requisition', '=', row.id)
    .select(['id', 'status', 'missing'])
    .execute()
  const requested = await sql
    .selectFrom('requisition_lines')
    .where('requisition', '=', row.id)
    .select((eb) => eb.fn.sum<number>('requested').as('quantity'))
    .executeTakeFirst()
  const live = tasks.filter((task) => task.status !== 'cancelled')
  const assigned =
    live.length === 0
      ? undefined
      : await sql
          .selectFrom('task_lines')
          .where(
            'task',
            'in',
            live.map((task) => task.id),
          )
          .select((eb) => eb.fn.sum<number>('requested').as('quantity'))
          .executeTakeFirst()
  // What a person gave back of a short line is assigned to nobody until somebody gets it.
  const released = live.some((task) => task.status === 'done')
    ? await sql
        .selectFrom('line_releases')
        .where('requisition', '=', row.id)
        .select((eb) => eb.fn.sum<number>('qty').as('quantity'))
        .executeTakeFirst()
    : undefined
  const given = Number(assigned?.quantity ?? 0) - Number(released?.quantity ?? 0)
  const missing = live.reduce((sum, task) => sum + task.missing, 0)
  return {
    cancelled: row.status === 'cancelled',
    closed: row.closed_at !== null,
    tasks: tasks.map((task) => task.status as TaskStatus),
    unassigned: given < Number(requested?.quantity ?? 0),
    short: missing > Number(released?.quantity ?? 0),
    closeIncomplete: row.close_incomplete === 1,
  }
}
