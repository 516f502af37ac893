import { collectTallies } from 'shared-schema/domain/picking/tallies.ts'
import type { TaskPriority } from 'shared-schema/domain/picking/task.ts'
import type { Thousandths } from 'shared-schema/domain/quantity.ts'
import { refreshTask } from '../projections/refresh-task.ts'
import { acceptedEvents } from '../projections/task-events.ts'
import { slices } from './slices.ts'
import type { Write } from './store.ts'

export type NewTask = {
  readonly id: string
  readonly requisition: string
  readonly team: string | null
  readonly workers: readonly string[]
  readonly priority: TaskPriority
  readonly due: number | null
  readonly by: string
  readonly lines: readonly {
    readonly id: string
    readonly requisitionLine: string
    readonly quantity: Thousandths
  }[]
}

/** Adds a task with its lines and workers, and everything that follows from it. */
export async function insertTask(tx: Write, task: NewTask): Promise<void> {
  const { id, requisition, team, priority, due } = task
  await tx.sql
    .insertInto('tasks')
    .values({
      ...{ id, requisition, team, priority, due },
      created_at: tx.now,
      created_by: task.by,
      cancelled_by: null,
      cancelled_at: null,
      cancelled_seen: null,
      change_seq: tx.seq,
      verdict_seq: tx.seq,
      ...emptyProjection,
    })
    .execute()
  const lines = task.lines.map((line) => ({
    ...{ id: line.id, task: id, requisition_line: line.requisitionLine, requested: line.quantity },
    ...{
      picked: 0,
      missing: line.quantity,
      over: 0,
      status: 'open',
      reason: null,
      by_worker: '{}',
      done_at: null,
    },
  }))
  for (const slice of slices(lines)) await tx.sql.insertInto('task_lines').values(slice).execute()
  await tx.sql
    .insertInto('task_workers')
    .values(task.workers.map((worker) => workerRow(tx, id, worker)))
    .execute()
  await refreshTask(tx, id)
}

/**
 * Gives a task to other workers. Those who lose it stay known with what they had picked until now, so that what they
 * pick later is a contradiction to look at and not a loss.
 */
export async function reassignTask(
  tx: Write,
  id: string,
  { team, workers }: { readonly team: string | null; readonly workers: readonly string[] },
): Promise<void> {
  const { picks } = collectTallies(await acceptedEvents(tx.sql, id))
  const rows = await tx.sql.selectFrom('task_workers').selectAll().where('task', '=', id).execute()
  for (const row of rows) {
    const stays = workers.includes(row.worker)
    if (stays === (row.removed_at === null)) continue
    const seen = picks.filter((pick) => pick.by === row.worker).reduce((sum, pick) => sum + pick.qty, 0)
    await tx.sql
      .updateTable('task_workers')
      .set(
        stays
          ? { assigned_at: tx.now, removed_at: null, removed_seen: null }
          : { removed_at: tx.now, removed_seen: seen },
      )
      .where('task', '=', id)
      .where('worker', '=', row.worker)
      .execute()
  }
  const known = new Set(rows.map((row) => row.worker))
  const added = workers.filter((worker) => !known.has(worker)).map((worker) => workerRow(tx, id, worker))
  if (added.length > 0) await tx.sql.insertInto('task_workers').values(added).execute()
  await tx.sql.updateTable('tasks').set({ team, change_seq: tx.seq }).where('id', '=', id).execute()
  await refreshTask(tx, id)
}

/** Cancels a task and notes what was picked by then; what comes later contradicts it. */
export async function cancelTask(tx: Write, id: string, by: string): Promise<void> {
  const { picks } = collectTallies(await acceptedEvents(tx.sql, id))
  const seen = picks.reduce((sum, pick) => sum + pick.qty, 0)
  await tx.sql
    .updateTable('tasks')
    .set({ cancelled_by: by, cancelled_at: tx.now, cancelled_seen: seen, change_seq: tx.seq })
    .where('id', '=', id)
    .execute()
  await refreshTask(tx, id)
}

// What the fold says of a task without events; refreshTask writes the rest.
const emptyProjection = {
  status: 'assigned',
  picked: 0,
  over: 0,
  missing: 0,
  lines_done: 0,
  picks: 0,
  started_at: null,
  last_at: null,
  completed_at: null,
  open_exceptions: 0,
}

function workerRow(tx: Write, task: string, worker: string) {
  return { task, worker, assigned_at: tx.now, removed_at: null, removed_seen: null }
}
