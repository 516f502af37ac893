import { sql as raw, type SqlBool } from 'kysely'
import {
  type RequisitionFacts,
  requisitionStatusFrom,
  type TaskStatus,
} from 'shared-schema/domain/requisition/status.ts'
import { compiled } from '../storage/compiled-query.ts'
import { refreshUnposted } from '../storage/posting-state.ts'
import type { Write } from '../storage/store.ts'

/** Writes the status of a requisition that follows from its tasks and from what supervisors decided. */
export async function refreshRequisition(tx: Write, requisition: string): Promise<void> {
  const [row] = await requisitionById(tx.sql, requisition)
  if (row === undefined) return
  const facts = await requisitionFacts(tx.sql, row)
  // While everybody still works nothing is to be posted, so a pick costs no look at postings.
  if (facts.tasks.some(isOver) || row.unposted === 1) await refreshUnposted(tx, requisition)
  const status = requisitionStatusFrom(facts)
  if (status === row.status) return
  await tx.updateRows('requisitions', [{ id: requisition, status, change_seq: tx.seq }])
}

const requisitionById = compiled((sql, id: string) =>
  sql.selectFrom('requisitions').where('id', '=', id).selectAll(),
)
const tasksOfRequisition = compiled((sql, requisition: string) =>
  sql.selectFrom('tasks').where('requisition', '=', requisition).select(['id', 'status', 'missing']),
)

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
  const tasks = await tasksOfRequisition(sql, row.id)
  const live = tasks.filter((task) => task.status !== 'cancelled')
  const released = live.some((task) => task.status === 'done') ? await releasedOf(sql, row.id) : 0
  const missing = live.reduce((sum, task) => sum + task.missing, 0)
  return {
    cancelled: row.status === 'cancelled',
    closed: row.closed_at !== null,
    tasks: tasks.map((task) => task.status as TaskStatus),
    // It decides only between done and not done, so nobody asks before every task is.
    unassigned:
      live.length > 0 && live.every((task) => task.status === 'done') && (await hasUnassigned(sql, row.id)),
    short: missing > released,
    closeIncomplete: row.close_incomplete === 1,
  }
}

/** What a person gave back of short lines: nobody misses it there any more. */
async function releasedOf(sql: Write['sql'], requisition: string): Promise<number> {
  const row = await sql
    .selectFrom('line_releases')
    .where('requisition', '=', requisition)
    .select((eb) => eb.fn.sum<number>('qty').as('quantity'))
    .executeTakeFirst()
  return Number(row?.quantity ?? 0)
}

/**
 * Whether some line has a part that no task has. Line by line: of one that the ERP cut tasks may hold more than is asked for, and that must not
 * make up for another one. What tasks have is what `remainingToAssign` takes off.
 */
async function hasUnassigned(sql: Write['sql'], requisition: string): Promise<boolean> {
  return (await unassignedLines(sql, requisition)).length > 0
}

const unassignedLines = compiled((sql, requisition: string) => {
  const held = raw<number>`coalesce((select sum(case when tasks.status = 'cancelled'
      then case when task_lines.picked > 0 then task_lines.picked else 0 end else task_lines.requested end)
    from task_lines join tasks on tasks.id = task_lines.task
    where task_lines.requisition_line = requisition_lines.id), 0)`
  const released = raw<number>`coalesce((select sum(line_releases.qty)
    from line_releases join task_lines on task_lines.id = line_releases.task_line
    where task_lines.requisition_line = requisition_lines.id), 0)`
  return sql
    .selectFrom('requisition_lines')
    .select('id')
    .where('requisition', '=', requisition)
    .where(raw<SqlBool>`requested > ${held} - ${released}`)
    .limit(1)
})
