import type { Selectable } from 'kysely'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { foldTask, type TaskState } from 'shared-schema/domain/picking/fold.ts'
import type { TaskPlan } from 'shared-schema/domain/picking/task.ts'
import { wakeArchived } from '../storage/archive.ts'
import { among, compiled } from '../storage/compiled-query.ts'
import type { TasksTable } from '../storage/schema.ts'
import type { Write } from '../storage/store.ts'
import {
  type ProjectedException,
  type ProjectedLine,
  type ProjectedTask,
  projectExceptions,
  projectLines,
  projectTask,
} from './projected-task.ts'
import { refreshRequisition } from './refresh-requisition.ts'
import { acceptedEvents, acceptedEventsOf } from './task-events.ts'
import { loadPlan, loadPlans } from './task-plan.ts'

/** A task as it stands in a write: its plan and the fold of its accepted events. */
export type FoldedTask = { readonly plan: TaskPlan; readonly state: TaskState }

/** Folds a task from the tables, without writing anything. Undefined when there is no such task. */
export async function foldStoredTask(sql: Write['sql'], task: string): Promise<FoldedTask | undefined> {
  const plan = await loadPlan(sql, task)
  if (plan === undefined) return undefined
  return { plan, state: foldTask(plan, await acceptedEvents(sql, task)) }
}

/** Events that this very write has added, which are in hand already and need not be read again. */
export type FreshEvents = {
  /** Accepted ones, by task. */
  readonly byTask: ReadonlyMap<string, readonly WorkEvent[]>
  /** Position of the log before the first of them. */
  readonly after: number
}

/**
 * Writes what follows from the log and the plan of one task: its totals, lines, exceptions and its requisition's status.
 * To be called in the write that changed the plan, so that no reader ever sees one without the other.
 * @returns the folded task, or undefined when there is no such task
 */
export async function refreshTask(tx: Write, task: string): Promise<FoldedTask | undefined> {
  const [folded] = await refresh(tx, [task], undefined)
  return folded
}

/**
 * As `refreshTask`, of all tasks that events were added to in a write and whose plans stay as they were.
 * @param fresh absent: everything is read from the log
 */
export async function refreshTasks(tx: Write, tasks: readonly string[], fresh?: FreshEvents): Promise<void> {
  await refresh(tx, tasks, { fresh })
}

async function refresh(
  tx: Write,
  tasks: readonly string[],
  eventsOnly: { readonly fresh: FreshEvents | undefined } | undefined,
): Promise<FoldedTask[]> {
  if (tasks.length === 0) return []
  const fresh = eventsOnly?.fresh
  const plans = await loadPlans(tx.sql, tasks)
  const logged = await acceptedEventsOf(tx.sql, tasks, fresh?.after)
  const before = await readProjection(tx.sql, tasks)
  const changes = noChanges()
  const folded: FoldedTask[] = []
  for (const task of tasks) {
    const plan = plans.get(task)
    if (plan === undefined) continue
    const events = [...(logged.get(task) ?? []), ...(fresh?.byTask.get(task) ?? [])]
    const state = foldTask(plan, events)
    folded.push({ plan, state })
    const { statusChanged } = compareTask(changes, before, state)
    compareLines(changes, before.lines.get(task) ?? [], state)
    if (await writeExceptions(tx, plan, state, before.exceptions.get(task) ?? [])) changes.verdicts.add(task)
    // Of a task that goes on, events change nothing that a requisition's status follows from.
    const over = state.status === 'done' || state.status === 'cancelled'
    if (eventsOnly === undefined || statusChanged || over) changes.requisitions.add(plan.requisition)
    tx.changed('tasks', task)
    tx.changed('requisitions', plan.requisition)
  }
  await tx.updateRows('tasks', changes.tasks)
  await tx.updateRows('task_lines', changes.lines)
  // A change of the plan can open a task again that was archived: it has to come back to the devices.
  await wakeArchived(tx, changes.woken)
  await touchVerdicts(tx, changes.verdicts)
  for (const requisition of changes.requisitions) await refreshRequisition(tx, requisition)
  return folded
}

type TaskRow = Pick<Selectable<TasksTable>, 'id' | 'archived_at'> & ProjectedTask
type Before = {
  readonly tasks: ReadonlyMap<string, TaskRow>
  readonly lines: ReadonlyMap<string, readonly ProjectedLine[]>
  readonly exceptions: ReadonlyMap<string, readonly ProjectedException[]>
}

async function readProjection(sql: Write['sql'], tasks: readonly string[]): Promise<Before> {
  const rows = await tasksBefore(sql, tasks)
  const lines = await linesBefore(sql, tasks)
  const exceptions = await exceptionsBefore(sql, tasks)
  return {
    tasks: new Map(rows.map((row) => [row.id, row])),
    lines: Map.groupBy(lines, (line) => line.task),
    exceptions: Map.groupBy(exceptions, (exception) => exception.task),
  }
}

const tasksBefore = compiled((sql, tasks: readonly string[]) =>
  sql
    .selectFrom('tasks')
    .where(among(sql, 'id', tasks))
    .selectAll(),
)
const linesBefore = compiled((sql, tasks: readonly string[]) =>
  sql
    .selectFrom('task_lines')
    .where(among(sql, 'task', tasks))
    .selectAll(),
)
const exceptionsBefore = compiled((sql, tasks: readonly string[]) =>
  sql
    .selectFrom('exceptions')
    .where(among(sql, 'task', tasks))
    .selectAll(),
)

/** What is to be written, gathered over all tasks of a write. */
function noChanges() {
  return {
    tasks: [] as (ProjectedTask & { readonly id: string })[],
    lines: [] as ProjectedLine[],
    verdicts: new Set<string>(),
    woken: [] as string[],
    requisitions: new Set<string>(),
  }
}
type Changes = ReturnType<typeof noChanges>

/** The status is part of the verdict that devices pull; totals are not, for devices fold them themselves. */
function compareTask(
  changes: Changes,
  before: Before,
  state: TaskState,
): { readonly statusChanged: boolean } {
  const { id } = state
  const row = before.tasks.get(id)
  const projected = projectTask(state)
  if (!isSame(row, projected)) changes.tasks.push({ id, ...projected })
  if (row?.status === state.status) return { statusChanged: false }
  changes.verdicts.add(id)
  if (typeof row?.archived_at === 'number') changes.woken.push(id)
  return { statusChanged: true }
}

/** Only lines that differ are written: a task of 200 lines changes one or two of them per batch. */
function compareLines(changes: Changes, stored: readonly ProjectedLine[], state: TaskState): void {
  const byId = new Map(stored.map((row) => [row.id, row]))
  for (const line of projectLines(state)) if (!isSame(byId.get(line.id), line)) changes.lines.push(line)
}

/** @returns whether anything was written */
async function writeExceptions(
  tx: Write,
  plan: TaskPlan,
  state: TaskState,
  stored: readonly ProjectedException[],
): Promise<boolean> {
  const byId = new Map(stored.map((row) => [row.id, row]))
  let differs = false
  for (const exception of projectExceptions(plan, state)) {
    const row = byId.get(exception.id)
    byId.delete(exception.id)
    // first_seen_at stays what it was when the contradiction was first derived.
    const { first_seen_at, ...facts } = exception
    if (isSame(row, facts)) continue
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
  return differs
}

/** Lets devices pull the verdicts on tasks again; also to be called when an event was held or released. */
export async function touchVerdicts(tx: Write, tasks: Iterable<string>): Promise<void> {
  await tx.updateRows(
    'tasks',
    [...tasks].map((id) => ({ id, verdict_seq: tx.seq })),
  )
}

/** Whether a stored row has all of these values. */
function isSame<Row extends object>(stored: Row | undefined, values: Partial<Row>): boolean {
  if (stored === undefined) return false
  for (const column in values) if (stored[column] !== values[column]) return false
  return true
}
