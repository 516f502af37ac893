import { type Kysely, sql as sqlTag } from 'kysely'
import { catalogueSeq } from './catalogue.ts'
import { personsOnDevice } from './devices.ts'
import { isHeld } from './event-log.ts'
import type { Schema } from './schema.ts'
import { CLOSED_TASK_DAYS_MS } from './task-visibility.ts'

/** What has changed: which document, and at which change sequence. */
export type Changed = { readonly id: string; readonly seq: number }

/**
 * The page after `since`: oldest first, and never a part of what one write changed, so that a checkpoint can be the
 * sequence alone. It has at least `limit` entries while there are more, for a shorter page means the end to who asks.
 */
export function pageBySeq<Row extends Changed>(
  changed: readonly Row[],
  since: number,
  limit: number,
): { readonly rows: readonly Row[]; readonly checkpoint: number } {
  const rows = changed
    .filter((row) => row.seq > since)
    .sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1))
  const last = rows[Math.min(limit, rows.length) - 1]
  if (!last) return { rows: [], checkpoint: since }
  return { rows: rows.filter((row) => row.seq <= last.seq), checkpoint: last.seq }
}

export type VisibleTask = {
  readonly id: string
  readonly change_seq: number
  readonly verdict_seq: number
  readonly status: string
  /** A present worker has signed in on the device; otherwise only former ones have. */
  readonly present: boolean
}

/**
 * Tasks of the workers who have signed in on a device, present and former ones. A device that begins from nothing is
 * spared what was closed long ago; what was archived leaves every device.
 */
export async function tasksOnDevice(
  sql: Kysely<Schema>,
  device: string,
  since: number,
  now: number,
): Promise<VisibleTask[]> {
  const people = await personsOnDevice(sql, device)
  if (people.length === 0) return []
  const rows = await sql
    .selectFrom('tasks')
    .select(['id', 'change_seq', 'verdict_seq', 'status', 'archived_at'])
    // A value and not a join: after a year a worker has thousands of tasks, and few of them have changed.
    .select((eb) =>
      eb
        .selectFrom('task_workers')
        .select((inner) =>
          inner.fn.min(sqlTag<number>`case when removed_at is null then 0 else 1 end`).as('former'),
        )
        .whereRef('task_workers.task', '=', 'tasks.id')
        .where('worker', 'in', people)
        .as('former'),
    )
    .$if(since > 0, (query) =>
      query.where((eb) => eb.or([eb('change_seq', '>', since), eb('verdict_seq', '>', since)])),
    )
    .$if(since === 0, (query) =>
      query
        .where('archived_at', 'is', null)
        .where((eb) =>
          eb.or([
            eb('status', 'not in', ['done', 'cancelled']),
            eb('last_at', '>', now - CLOSED_TASK_DAYS_MS),
            eb('created_at', '>', now - CLOSED_TASK_DAYS_MS),
          ]),
        ),
    )
    .execute()
  return rows.flatMap(({ former, archived_at, ...task }) =>
    former === null ? [] : [{ ...task, present: Number(former) === 0 && archived_at === null }],
  )
}

/** Chunks of the catalogue with the sequence of the latest change in each. */
export async function changedChunks(
  sql: Kysely<Schema>,
  since: number,
): Promise<(Changed & { chunk: number })[]> {
  // Mostly nothing has changed, which the end of an index tells.
  if ((await catalogueSeq(sql)) <= since) return []
  const rows = await sql
    .selectFrom('articles')
    .select((eb) => ['chunk', eb.fn.max('change_seq').as('seq')])
    .where('change_seq', '>', since)
    .groupBy('chunk')
    .execute()
  return rows.map(({ chunk, seq }) => ({ id: `chunk-${chunk}`, chunk, seq: Number(seq) }))
}

export async function changedPeople(sql: Kysely<Schema>, since: number) {
  const rows = await sql
    .selectFrom('people')
    .select(['id', 'username', 'name', 'role', 'active', 'change_seq as seq'])
    .where('change_seq', '>', since)
    .execute()
  return rows.map((row) => ({ ...row, active: row.active === 1 }))
}

/** Exceptions and held events of tasks. */
export async function verdictsOf(sql: Kysely<Schema>, tasks: readonly string[]) {
  if (tasks.length === 0) return { exceptions: [], held: [] }
  const exceptions = await sql
    .selectFrom('exceptions')
    .select(['id', 'task', 'kind', 'line', 'fact', 'open'])
    .where('task', 'in', [...tasks])
    .orderBy('id')
    .execute()
  const held = await sql
    .selectFrom('work_events')
    .select(['id', 'task'])
    .where('task', 'in', [...tasks])
    .where(isHeld)
    .orderBy('seq')
    .execute()
  return { exceptions, held }
}
