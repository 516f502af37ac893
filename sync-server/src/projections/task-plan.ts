import type { Kysely } from 'kysely'
import type { PlannedLine, TaskPlan, TaskPriority } from 'shared-schema/domain/picking/task.ts'
import { among, compiled } from '../storage/compiled-query.ts'
import type { Schema } from '../storage/schema.ts'

/**
 * The plans of tasks as the tables hold them: what devices replicate and what a fold starts from.
 * @param sql a database or the transaction of a write
 * @returns by task id; ids nobody knows are left out
 */
export async function loadPlans(
  sql: Kysely<Schema>,
  tasks: readonly string[],
): Promise<Map<string, TaskPlan>> {
  if (tasks.length === 0) return new Map()
  const rows = await taskRows(sql, tasks)
  const [workers, lines] = await Promise.all([workersOf(sql, tasks), linesOf(sql, tasks)])
  return new Map(
    rows.map((row): [string, TaskPlan] => {
      const assigned = workers.get(row.id) ?? []
      return [
        row.id,
        {
          id: row.id,
          requisition: row.requisition,
          ...(row.direction === 'in' && { kind: 'receive' as const }),
          number: row.number,
          shop: row.shop,
          warehouse: row.warehouse,
          priority: row.priority as TaskPriority,
          ...(row.due !== null && { due: row.due }),
          createdAt: row.created_at,
          workers: assigned.filter((each) => each.removed_at === null).map((each) => each.worker),
          formerWorkers: assigned
            .filter((each) => each.removed_at !== null)
            .map((each) => ({ worker: each.worker, seen: each.removed_seen ?? 0 })),
          ...(row.cancelled_at !== null && {
            cancelled: { by: row.cancelled_by ?? '', at: row.cancelled_at, seen: row.cancelled_seen ?? 0 },
          }),
          lines: lines.get(row.id) ?? [],
        },
      ]
    }),
  )
}

const taskRows = compiled((sql, tasks: readonly string[]) =>
  sql
    .selectFrom('tasks')
    .innerJoin('requisitions', 'requisitions.id', 'tasks.requisition')
    .where(among(sql, 'tasks.id', tasks))
    .select([
      'tasks.id',
      'tasks.requisition',
      'tasks.priority',
      'tasks.due',
      'tasks.created_at',
      'tasks.cancelled_by',
      'tasks.cancelled_at',
      'tasks.cancelled_seen',
      'requisitions.number',
      'requisitions.shop',
      'requisitions.warehouse',
      'requisitions.direction',
    ]),
)

/** The plan of one task, or undefined when there is no such task. */
export async function loadPlan(sql: Kysely<Schema>, task: string): Promise<TaskPlan | undefined> {
  return (await loadPlans(sql, [task])).get(task)
}

async function workersOf(sql: Kysely<Schema>, tasks: readonly string[]) {
  return Map.groupBy(await workerRows(sql, tasks), (row) => row.task)
}

const workerRows = compiled((sql, tasks: readonly string[]) =>
  sql
    .selectFrom('task_workers')
    .where(among(sql, 'task', tasks))
    .selectAll()
    .orderBy('assigned_at')
    .orderBy('worker'),
)

const lineRows = compiled((sql, tasks: readonly string[]) =>
  sql
    .selectFrom('task_lines')
    .innerJoin('requisition_lines', 'requisition_lines.id', 'task_lines.requisition_line')
    .where(among(sql, 'task_lines.task', tasks))
    .select([
      'task_lines.id',
      'task_lines.task',
      'task_lines.requested',
      'task_lines.erp_from',
      'task_lines.erp_to',
      'task_lines.erp_version',
      'task_lines.erp_at',
      'requisition_lines.pos',
      'requisition_lines.ident',
      'requisition_lines.name',
      'requisition_lines.unit',
      'requisition_lines.location',
      'requisition_lines.barcode',
      'requisition_lines.unknown_article',
    ])
    .orderBy('requisition_lines.pos')
    .orderBy('task_lines.id'),
)

async function linesOf(sql: Kysely<Schema>, tasks: readonly string[]): Promise<Map<string, PlannedLine[]>> {
  const rows = await lineRows(sql, tasks)
  const byTask = new Map<string, PlannedLine[]>()
  for (const row of rows) {
    const lines = byTask.get(row.task) ?? []
    byTask.set(row.task, lines)
    lines.push({
      line: row.id,
      pos: row.pos,
      ident: row.ident,
      name: row.name,
      unit: row.unit,
      requested: row.requested,
      ...(row.location !== null && { location: row.location }),
      unknownArticle: row.unknown_article === 1,
      barcodes: row.barcode === null ? [] : [row.barcode],
      ...changeOf(row),
    })
  }
  return byTask
}

function changeOf(row: {
  readonly erp_from: number | null
  readonly erp_to: number | null
  readonly erp_version: number | null
  readonly erp_at: number | null
}): Pick<PlannedLine, 'erpChange'> {
  const { erp_from: from, erp_to: to, erp_version: version, erp_at: at } = row
  return from === null || to === null || version === null || at === null
    ? {}
    : { erpChange: { from, to, version, at } }
}
