import type { Kysely, OrderByItemBuilder, Selectable } from 'kysely'
import { contains } from './contains.ts'
import type { Schema, TasksTable, WorkEventsTable } from './schema.ts'
import { slices } from './slices.ts'

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
  readonly damaged: number
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
  /** Leaves out what is archived. */
  readonly atHand?: boolean | undefined
  readonly sort?: (typeof taskSorts)[number] | undefined
  readonly descending?: boolean | undefined
  readonly offset?: number | undefined
  readonly limit?: number | undefined
}

const ownColumnOfSort = {
  created_at: 'created_at',
  status: 'status',
  due: 'due',
  last_at: 'last_at',
} as const

/** A page of tasks. First which ones, from narrow rows and indexes, then all of these few: a year has a hundred thousand. */
export async function listTasks(
  sql: Kysely<Schema>,
  filter: TaskFilter,
): Promise<{ items: Task[]; total: number }> {
  const matching = matchingTasks(sql, filter)
  const direction = (filter.descending ?? true) ? 'desc' : 'asc'
  const sort = filter.sort ?? 'created_at'
  // Where tasks without a time stand is said, because each database has its own habit.
  const lastWithout = (order: OrderByItemBuilder) =>
    direction === 'desc' ? order.desc().nullsLast() : order.asc().nullsFirst()
  const sorted =
    sort === 'number' || sort === 'shop'
      ? matching
          .innerJoin('requisitions', 'requisitions.id', 'tasks.requisition')
          .select('tasks.id')
          .orderBy(`requisitions.${sort}`, lastWithout)
      : matching.select('tasks.id').orderBy(`tasks.${ownColumnOfSort[sort]}`, lastWithout)
  const page = await sorted
    .orderBy('tasks.id', direction)
    .offset(filter.offset ?? 0)
    .limit(filter.limit ?? 500)
    .execute()
  const { total } = await matching
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const ids = page.map((row) => row.id)
  return { items: await tasksInOrder(sql, ids), total: Number(total) }
}

function matchingTasks(
  sql: Kysely<Schema>,
  { ids, status, worker, team, requisition, search, atHand }: TaskFilter,
) {
  return sql
    .selectFrom('tasks')
    .$if(ids !== undefined, (query) => query.where('tasks.id', 'in', [...(ids ?? [])]))
    .$if(atHand === true, (query) => query.where('tasks.archived_at', 'is', null))
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
      query.where((eb) =>
        eb(
          'tasks.requisition',
          'in',
          eb
            .selectFrom('requisitions')
            .select('requisitions.id')
            .where(contains(['requisitions.number', 'requisitions.shop'], search ?? '')),
        ),
      ),
    )
}

async function tasksInOrder(sql: Kysely<Schema>, ids: readonly string[]): Promise<Task[]> {
  const tasks = new Map<string, Task>()
  const workers = await workersOfTasks(sql, ids)
  for (const slice of slices(ids)) {
    const rows = await sql
      .selectFrom('tasks')
      .innerJoin('requisitions', 'requisitions.id', 'tasks.requisition')
      .selectAll('tasks')
      .select(['requisitions.number', 'requisitions.shop', 'requisitions.warehouse'])
      .where('tasks.id', 'in', slice)
      .execute()
    const sums = await sql
      .selectFrom('task_lines')
      .select((eb) => [
        'task' as const,
        eb.fn.countAll<number>().as('lines'),
        eb.fn.sum<number>('requested').as('requested'),
      ])
      .where('task', 'in', slice)
      .groupBy('task')
      .execute()
    const sumOf = new Map(sums.map((row) => [row.task, row]))
    for (const row of rows) {
      const sum = sumOf.get(row.id)
      tasks.set(row.id, {
        ...row,
        lines: Number(sum?.lines ?? 0),
        requested: Number(sum?.requested ?? 0),
        workers: workers.get(row.id) ?? [],
      })
    }
  }
  return ids.flatMap((id) => tasks.get(id) ?? [])
}

export async function findTask(sql: Kysely<Schema>, id: string): Promise<Task | undefined> {
  return (await listTasks(sql, { ids: [id] })).items[0]
}

/** Present workers by task. */
export async function workersOfTasks(
  sql: Kysely<Schema>,
  tasks: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const byTask = new Map<string, string[]>()
  for (const slice of slices(tasks)) {
    const rows = await sql
      .selectFrom('task_workers')
      .select(['task', 'worker'])
      .where('task', 'in', slice)
      .where('removed_at', 'is', null)
      .orderBy('assigned_at')
      .orderBy('worker')
      .execute()
    for (const { task, worker } of rows) byTask.set(task, [...(byTask.get(task) ?? []), worker])
  }
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
      'task_lines.damaged',
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
