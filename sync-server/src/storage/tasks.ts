import type { Kysely, Selectable } from 'kysely'
import { contains } from './contains.ts'
import type { Schema, TasksTable, WorkEventsTable } from './schema.ts'

export type Task = Selectable<TasksTable> & {
  readonly number: string
  readonly shop: string
  readonly warehouse: string
  readonly lines: number
  readonly requested: number
  /** Present workers, in the order they were assigned. */
  readonly workers: readonly string[]
}
export type TaskLine = {
  readonly id: string
  readonly task: string
  readonly pos: number
  readonly ident: string
  readonly name: string
  readonly unit: string
  readonly location: string | null
  readonly requested: number
  readonly picked: number
  readonly missing: number
  readonly over: number
  readonly status: string
  readonly reason: string | null
  /** JSON: worker → picked. */
  readonly by_worker: string
}

export const taskSorts = ['created_at', 'number', 'shop', 'status', 'due', 'last_at'] as const
export type TaskFilter = {
  readonly ids?: readonly string[] | undefined
  readonly status?: readonly string[] | undefined
  /** Present worker. */
  readonly worker?: string | undefined
  readonly team?: string | undefined
  readonly requisition?: string | undefined
  readonly search?: string | undefined
  readonly sort?: (typeof taskSorts)[number] | undefined
  readonly descending?: boolean | undefined
  readonly offset?: number | undefined
  readonly limit?: number | undefined
}

const columnOfSort = {
  created_at: 'tasks.created_at',
  number: 'requisitions.number',
  shop: 'requisitions.shop',
  status: 'tasks.status',
  due: 'tasks.due',
  last_at: 'tasks.last_at',
} as const

export async function listTasks(
  sql: Kysely<Schema>,
  filter: TaskFilter,
): Promise<{ items: Task[]; total: number }> {
  const { ids, status, worker, team, requisition, search } = filter
  const matching = sql
    .selectFrom('tasks')
    .innerJoin('requisitions', 'requisitions.id', 'tasks.requisition')
    .$if(ids !== undefined, (query) => query.where('tasks.id', 'in', [...(ids ?? [])]))
    .$if(status !== undefined && status.length > 0, (query) =>
      query.where('tasks.status', 'in', [...(status ?? [])]),
    )
    .$if(team !== undefined, (query) => query.where('tasks.team', '=', team ?? ''))
    .$if(requisition !== undefined, (query) => query.where('tasks.requisition', '=', requisition ?? ''))
    .$if(worker !== undefined, (query) =>
      query.where((eb) =>
        eb(
          'tasks.id',
          'in',
          eb
            .selectFrom('task_workers')
            .select('task')
            .where('worker', '=', worker ?? '')
            .where('removed_at', 'is', null),
        ),
      ),
    )
    .$if(search !== undefined && search.trim() !== '', (query) =>
      query.where(contains(['requisitions.number', 'requisitions.shop'], search ?? '')),
    )
  const direction = (filter.descending ?? true) ? 'desc' : 'asc'
  const rows = await matching
    .selectAll('tasks')
    .select(['requisitions.number', 'requisitions.shop', 'requisitions.warehouse'])
    .select((eb) => [
      eb
        .selectFrom('task_lines')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('task_lines.task', '=', 'tasks.id')
        .as('lines'),
      eb
        .selectFrom('task_lines')
        .select((inner) => inner.fn.sum<number>('requested').as('sum'))
        .whereRef('task_lines.task', '=', 'tasks.id')
        .as('requested'),
    ])
    // Where tasks without a time stand is said, because each database has its own habit.
    .orderBy(columnOfSort[filter.sort ?? 'created_at'], (order) =>
      direction === 'desc' ? order.desc().nullsLast() : order.asc().nullsFirst(),
    )
    .orderBy('tasks.id', direction)
    .offset(filter.offset ?? 0)
    .limit(filter.limit ?? 500)
    .execute()
  const { total } = await matching
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const workers = await workersOfTasks(
    sql,
    rows.map((row) => row.id),
  )
  return {
    items: rows.map((row) => ({
      ...row,
      lines: Number(row.lines ?? 0),
      requested: Number(row.requested ?? 0),
      workers: workers.get(row.id) ?? [],
    })),
    total: Number(total),
  }
}

export async function findTask(sql: Kysely<Schema>, id: string): Promise<Task | undefined> {
  return (await listTasks(sql, { ids: [id] })).items[0]
}

/** Present workers by task. */
export async function workersOfTasks(
  sql: Kysely<Schema>,
  tasks: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  if (tasks.length === 0) return new Map()
  const rows = await sql
    .selectFrom('task_workers')
    .select(['task', 'worker'])
    .where('task', 'in', [...tasks])
    .where('removed_at', 'is', null)
    .orderBy('assigned_at')
    .orderBy('worker')
    .execute()
  const byTask = new Map<string, string[]>()
  for (const { task, worker } of rows) byTask.set(task, [...(byTask.get(task) ?? []), worker])
  return byTask
}

/** Lines of one task, or the one line with this id, in the order of the document. */
export async function taskLines(
  sql: Kysely<Schema>,
  which: { readonly task: string } | { readonly line: string },
): Promise<TaskLine[]> {
  return sql
    .selectFrom('task_lines')
    .innerJoin('requisition_lines', 'requisition_lines.id', 'task_lines.requisition_line')
    .select([
      'task_lines.id',
      'task_lines.task',
      'requisition_lines.pos',
      'requisition_lines.ident',
      'requisition_lines.name',
      'requisition_lines.unit',
      'requisition_lines.location',
      'task_lines.requested',
      'task_lines.picked',
      'task_lines.missing',
      'task_lines.over',
      'task_lines.status',
      'task_lines.reason',
      'task_lines.by_worker',
    ])
    .where(
      'task' in which ? 'task_lines.task' : 'task_lines.id',
      '=',
      'task' in which ? which.task : which.line,
    )
    .orderBy('requisition_lines.pos')
    .orderBy('task_lines.id')
    .execute()
}

export type EventRecord = Selectable<WorkEventsTable>

/** The log of one task in the order of arrival. */
export async function eventsOfTask(sql: Kysely<Schema>, task: string): Promise<EventRecord[]> {
  return sql.selectFrom('work_events').selectAll().where('task', '=', task).orderBy('seq').execute()
}
