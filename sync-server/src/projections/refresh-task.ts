import { foldTask, type TaskState } from 'shared-schema/domain/picking/fold.ts'
import type { TaskPlan } from 'shared-schema/domain/picking/task.ts'
import { wakeArchived } from '../storage/archive.ts'
import type { Write } from '../storage/store.ts'
import { projectExceptions, projectLines, projectTask } from './projected-task.ts'
import { refreshRequisition } from './refresh-requisition.ts'
import { acceptedEvents } from './task-events.ts'
import { loadPlan } from './task-plan.ts'

/** A task as it stands in a write: its plan and the fold of its accepted events. */
export type FoldedTask = { readonly plan: TaskPlan; readonly state: TaskState }

/** Folds a task from the tables, without writing anything. Undefined when there is no such task. */
export async function foldStoredTask(sql: Write['sql'], task: string): Promise<FoldedTask | undefined> {
  const plan = await loadPlan(sql, task)
  if (plan === undefined) return undefined
  return { plan, state: foldTask(plan, await acceptedEvents(sql, task)) }
}

/**
 * Writes what follows from the log and the plan of one task: its totals, lines, exceptions and its requisition's status.
 * To be called in the write that added events or changed the plan, so that no reader ever sees one without the other.
 * @returns the folded task, or undefined when there is no such task
 */
export async function refreshTask(tx: Write, task: string): Promise<FoldedTask | undefined> {
  const folded = await foldStoredTask(tx.sql, task)
  if (folded === undefined) return undefined
  const { plan, state } = folded
  await writeTask(tx, task, state)
  await writeLines(tx, plan, state)
  await writeExceptions(tx, plan, state)
  await refreshRequisition(tx, plan.requisition)
  tx.changed('tasks', task)
  tx.changed('requisitions', plan.requisition)
  return folded
}

/** The status is part of the verdict that devices pull; totals are not, for devices fold them themselves. */
async function writeTask(tx: Write, task: string, state: TaskState): Promise<void> {
  const before = await tx.sql
    .selectFrom('tasks')
    .where('id', '=', task)
    .select(['status', 'archived_at'])
    .executeTakeFirst()
  await tx.sql.updateTable('tasks').set(projectTask(state)).where('id', '=', task).execute()
  if (before?.status === state.status) return
  await touchVerdict(tx, task)
  // A change of the plan can open a task again that was archived: it has to come back to the devices.
  if (typeof before?.archived_at === 'number') await wakeArchived(tx, [task])
}

/** Only lines that differ are written: a task of 200 lines changes one or two of them per batch. */
async function writeLines(tx: Write, plan: TaskPlan, state: TaskState): Promise<void> {
  const stored = await tx.sql.selectFrom('task_lines').where('task', '=', plan.id).selectAll().execute()
  const byId = new Map(stored.map((row) => [row.id, row]))
  for (const line of projectLines(state)) {
    const row = byId.get(line.id)
    const same =
      row !== undefined &&
      Object.entries(line).every(([column, value]) => row[column as keyof typeof row] === value)
    if (same) continue
    const { id, ...columns } = line
    await tx.sql.updateTable('task_lines').set(columns).where('id', '=', id).execute()
  }
}

async function writeExceptions(tx: Write, plan: TaskPlan, state: TaskState): Promise<void> {
  const derived = projectExceptions(plan, state)
  const stored = await tx.sql.selectFrom('exceptions').where('task', '=', plan.id).selectAll().execute()
  const byId = new Map(stored.map((row) => [row.id, row]))
  let differs = false
  for (const exception of derived) {
    const row = byId.get(exception.id)
    byId.delete(exception.id)
    // first_seen_at stays what it was when the contradiction was first derived.
    const { first_seen_at, ...facts } = exception
    const same =
      row !== undefined &&
      Object.entries(facts).every(([column, value]) => row[column as keyof typeof row] === value)
    if (same) continue
    differs = true
    await tx.sql
      .insertInto('exceptions')
      .values({ ...exception, change_seq: tx.seq })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...facts, change_seq: tx.seq }))
      .execute()
    tx.changed('exceptions', exception.id)
  }
  // What is left no longer contradicts anything, e.g. the surplus scans were undone.
  for (const id of byId.keys()) {
    differs = true
    await tx.sql.deleteFrom('exceptions').where('id', '=', id).execute()
    tx.changed('exceptions', id)
  }
  if (differs) await touchVerdict(tx, plan.id)
}

/** Lets devices pull the verdict on a task again; also to be called when an event was held or released. */
export async function touchVerdict(tx: Write, task: string): Promise<void> {
  await tx.sql.updateTable('tasks').set({ verdict_seq: tx.seq }).where('id', '=', task).execute()
}
