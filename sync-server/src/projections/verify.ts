import { requisitionStatusFrom } from 'shared-schema/domain/requisition/status.ts'
import type { Write } from '../storage/store.ts'
import { projectExceptions, projectLines, projectTask } from './projected-task.ts'
import { requisitionFacts } from './refresh-requisition.ts'
import { foldStoredTask } from './refresh-task.ts'

/** A place where a table says something else than the fold of the log. */
export type Difference = {
  /** Absent for a requisition. */
  readonly task?: string
  readonly table: 'tasks' | 'task_lines' | 'exceptions' | 'requisitions'
  readonly row: string
  readonly column: string
  readonly stored: unknown
  readonly folded: unknown
}

/**
 * Compares the projected tables of one task with the fold of its events (SPEC ST-05).
 * @returns what differs; nothing when the tables are the fold
 */
export async function verifyTask(sql: Write['sql'], task: string): Promise<Difference[]> {
  const folded = await foldStoredTask(sql, task)
  if (folded === undefined) return []
  const { plan, state } = folded
  const taskRows = await sql.selectFrom('tasks').where('id', '=', task).selectAll().execute()
  const lineRows = await sql.selectFrom('task_lines').where('task', '=', task).selectAll().execute()
  const exceptionRows = await sql.selectFrom('exceptions').where('task', '=', task).selectAll().execute()
  const exceptions = projectExceptions(plan, state).map(({ first_seen_at: _, ...facts }) => facts)
  return [
    ...compare(task, 'tasks', taskRows, [{ id: task, ...projectTask(state) }]),
    ...compare(task, 'task_lines', lineRows, projectLines(state)),
    ...compare(task, 'exceptions', exceptionRows, exceptions),
  ]
}

/** Compares the status of a requisition with what follows from its tasks and from what supervisors decided. */
export async function verifyRequisition(
  sql: Write['sql'],
  row: Parameters<typeof requisitionFacts>[1],
): Promise<Difference[]> {
  const folded = requisitionStatusFrom(await requisitionFacts(sql, row))
  if (folded === row.status) return []
  return [{ table: 'requisitions', row: row.id, column: 'status', stored: row.status, folded }]
}

function compare(
  task: string,
  table: Difference['table'],
  stored: readonly Readonly<Record<string, unknown>>[],
  folded: readonly Readonly<Record<string, unknown>>[],
): Difference[] {
  const differences: Difference[] = []
  const left = new Map(stored.map((row) => [String(row.id), row]))
  for (const row of folded) {
    const id = String(row.id)
    const match = left.get(id)
    left.delete(id)
    if (match === undefined) {
      differences.push({ task, table, row: id, column: '*', stored: undefined, folded: row })
      continue
    }
    for (const [column, value] of Object.entries(row)) {
      if (match[column] === value) continue
      differences.push({ task, table, row: id, column, stored: match[column], folded: value })
    }
  }
  for (const [id, row] of left)
    differences.push({ task, table, row: id, column: '*', stored: row, folded: undefined })
  return differences
}
