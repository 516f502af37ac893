import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** What a worker did, as far as a screen on the wall is concerned. */
export type Act = {
  readonly seq: number
  readonly task: string
  readonly by: string
  readonly type: string
  readonly line: string | null
  readonly qty: number | null
  readonly happened_at: number
}

/** Events in the order of the log after a position, at most `limit` of them. */
export async function actsAfter(sql: Kysely<Schema>, seq: number, limit: number): Promise<Act[]> {
  return sql
    .selectFrom('work_events')
    .select(['seq', 'task', 'by', 'type', 'line', 'qty', 'happened_at'])
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

/** The position in the log before the first event that arrived since an instant. */
export async function positionBefore(sql: Kysely<Schema>, since: number): Promise<number> {
  // By the order of arrival and not as the least number: for that SQLite would walk the log from its beginning.
  const first = await sql
    .selectFrom('work_events')
    .select('seq')
    .where('received_at', '>=', since)
    .orderBy('received_at')
    .limit(1)
    .executeTakeFirst()
  if (first !== undefined) return first.seq - 1
  const last = await sql
    .selectFrom('work_events')
    .select('seq')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.seq ?? 0
}

export type LiveTask = {
  readonly id: string
  readonly number: string
  readonly shop: string
  readonly status: string
  readonly priority: string
  readonly due: number | null
  readonly picked: number
  readonly lines_done: number
  readonly created_at: number
  readonly started_at: number | null
  readonly last_at: number | null
  readonly completed_at: number | null
}

/** Tasks that are open, or were made, worked on or finished since an instant. */
export async function liveTasks(sql: Kysely<Schema>, since: number): Promise<LiveTask[]> {
  return sql
    .selectFrom('tasks')
    .innerJoin('requisitions', 'requisitions.id', 'tasks.requisition')
    .select([
      'tasks.id',
      'requisitions.number',
      'requisitions.shop',
      'tasks.status',
      'tasks.priority',
      'tasks.due',
      'tasks.picked',
      'tasks.lines_done',
      'tasks.created_at',
      'tasks.started_at',
      'tasks.last_at',
      'tasks.completed_at',
    ])
    .where((eb) =>
      eb.or([
        eb('tasks.status', 'in', ['assigned', 'in_progress', 'paused']),
        eb('tasks.created_at', '>=', since),
        eb('tasks.last_at', '>=', since),
      ]),
    )
    .execute()
}

export type LiveLine = {
  readonly task: string
  readonly requested: number
  readonly status: string
  /** JSON: worker → picked. */
  readonly by_worker: string
  readonly done_at: number | null
}

export async function linesOfTasks(sql: Kysely<Schema>, tasks: readonly string[]): Promise<LiveLine[]> {
  if (tasks.length === 0) return []
  return sql
    .selectFrom('task_lines')
    .select(['task', 'requested', 'status', 'by_worker', 'done_at'])
    .where('task', 'in', [...tasks])
    .execute()
}

/** When a device on which this worker is signed in was last heard, by worker. */
export async function lastHeard(sql: Kysely<Schema>): Promise<ReadonlyMap<string, number>> {
  const rows = await sql
    .selectFrom('devices')
    .select((eb) => ['worker', eb.fn.max('last_seen').as('heard')])
    .where('worker', 'is not', null)
    .groupBy('worker')
    .execute()
  return new Map(rows.flatMap((row) => (row.worker === null ? [] : [[row.worker, Number(row.heard ?? 0)]])))
}

/** Place and article of lines, for telling where somebody is. */
export async function placesOfLines(
  sql: Kysely<Schema>,
  lines: readonly string[],
): Promise<ReadonlyMap<string, { readonly location: string | null; readonly name: string }>> {
  if (lines.length === 0) return new Map()
  const rows = await sql
    .selectFrom('task_lines')
    .innerJoin('requisition_lines', 'requisition_lines.id', 'task_lines.requisition_line')
    .select(['task_lines.id', 'requisition_lines.location', 'requisition_lines.name'])
    .where('task_lines.id', 'in', [...lines])
    .execute()
  return new Map(rows.map(({ id, ...place }) => [id, place]))
}
