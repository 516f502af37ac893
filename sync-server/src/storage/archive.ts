import { isDeepStrictEqual } from 'node:util'
import type { Kysely } from 'kysely'
import { differenceTo, stateVectorOf } from 'shared-schema/documents/work-document.ts'
import { among, compiled } from './compiled-query.ts'
import { documentFromLog, documentOfRows } from './document-rows.ts'
import { isHeld } from './event-log.ts'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

/*
 * A task that is over costs its document (about 200 bytes an event) and its client ids beside the log. Both follow from the log byte for
 * byte (SPEC ST-04), so the archived form of them is the log itself: the rows go, `tasks.archived_at` says so, and whatever comes
 * later is judged by the log and makes them anew. What people read, the task, its lines and exceptions, stays where it is.
 */

/** Where the search for tasks to archive has come to: oldest first. */
export type ArchivePlace = { readonly createdAt: number; readonly id: string }

/** Why a task is not archived yet; `differs` is a bug, and the log of the server should say so. */
export type ArchiveOutcome = 'archived' | 'open' | 'worked_on' | 'held' | 'unsent' | 'differs'

export type ArchiveLimits = {
  /** The latest event must have arrived before this, ms since 1970. */
  readonly quietSince: number
  /** A device that was not heard of since this is not waited for, whatever it had to send: its work will be taken when it comes. */
  readonly heardSince: number
}

/** Tasks at hand that were made before an instant, after a place in the order of their making; `archiveTask` judges them. */
export async function archiveCandidates(
  sql: Kysely<Schema>,
  {
    before,
    after,
    limit,
  }: { readonly before: number; readonly after?: ArchivePlace; readonly limit: number },
): Promise<ArchivePlace[]> {
  const rows = await sql
    .selectFrom('tasks')
    .select(['id', 'created_at'])
    .where('archived_at', 'is', null)
    .where('created_at', '<', before)
    // One comparison of both, which an index answers in its order; the status would send SQLite to another one.
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('created_at', 'id'), '>', eb.tuple(after?.createdAt ?? 0, after?.id ?? '')),
      ),
    )
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id, created_at }) => ({ id, createdAt: created_at }))
}

/** Archives one task, if nobody needs it at hand any more. Devices are told that it left them. */
export async function archiveTask(tx: Write, task: string, limits: ArchiveLimits): Promise<ArchiveOutcome> {
  const refusal = await whyNot(tx.sql, task, limits)
  if (refusal !== undefined) return refusal
  const stored = await documentOfRows(tx.sql, task)
  const made = await documentFromLog(tx.sql, task)
  if (!isDeepStrictEqual(differenceTo(stored, new Map()), differenceTo(made, new Map()))) return 'differs'
  if (!isDeepStrictEqual(await clientsOfTask(tx.sql, task), stateVectorOf(made))) return 'differs'
  await tx.sql.deleteFrom('doc_updates').where('task', '=', task).execute()
  await tx.sql.deleteFrom('client_ids').where('task', '=', task).execute()
  await tx.sql
    .updateTable('tasks')
    .set({ archived_at: tx.now, change_seq: tx.seq })
    .where('id', '=', task)
    .execute()
  tx.changed('tasks', task)
  return 'archived'
}

/** Brings archived ones of these tasks back: to be called in the write that added to them. Devices get them again. */
export async function wakeArchived(tx: Write, tasks: readonly string[]): Promise<void> {
  if (tasks.length === 0) return
  const archived = await archivedAmong(tx.sql, tasks)
  for (const { id } of archived) {
    const bytes = differenceTo(await documentFromLog(tx.sql, id), new Map())
    await tx.sql.deleteFrom('doc_updates').where('task', '=', id).execute()
    await tx.sql.insertInto('doc_updates').values({ task: id, bytes }).execute()
    await tx.sql.deleteFrom('client_ids').where('task', '=', id).execute()
    await tx.sql
      .insertInto('client_ids')
      .columns(['task', 'client', 'device', 'next_clock'])
      .expression(clientsFromLog(tx.sql, [id]))
      .execute()
    await tx.sql
      .updateTable('tasks')
      .set({ archived_at: null, change_seq: tx.seq, verdict_seq: tx.seq })
      .where('id', '=', id)
      .execute()
    tx.changed('tasks', id)
  }
}

const archivedAmong = compiled((sql, tasks: readonly string[]) =>
  sql
    .selectFrom('tasks')
    .select('id')
    .where(among(sql, 'id', tasks))
    .where('archived_at', 'is not', null),
)

/** Client ids of tasks as the log tells them, which is what `client_ids` holds of a task at hand. */
export function clientsFromLog(sql: Kysely<Schema>, tasks: readonly string[]) {
  return sql
    .selectFrom('work_events')
    .select((eb) => [
      'task' as const,
      'client' as const,
      eb.fn.min('device').as('device'),
      eb(eb.fn.max('clock'), '+', eb.lit(1)).as('next_clock'),
    ])
    .where('task', 'in', [...tasks])
    .groupBy(['task', 'client'])
}

async function whyNot(
  sql: Write['sql'],
  task: string,
  { quietSince, heardSince }: ArchiveLimits,
): Promise<Exclude<ArchiveOutcome, 'archived' | 'differs'> | undefined> {
  const row = await sql
    .selectFrom('tasks')
    .select(['status', 'open_exceptions', 'archived_at', 'created_at', 'cancelled_at'])
    .where('id', '=', task)
    .executeTakeFirst()
  const over = row?.status === 'done' || row?.status === 'cancelled'
  if (row === undefined || !over || row.open_exceptions > 0 || row.archived_at !== null) return 'open'
  const { arrived } = await sql
    .selectFrom('work_events')
    .select((eb) => eb.fn.max('received_at').as('arrived'))
    .where('task', '=', task)
    .executeTakeFirstOrThrow()
  if (Math.max(Number(arrived ?? 0), row.created_at, row.cancelled_at ?? 0) >= quietSince) return 'worked_on'
  const held = await sql
    .selectFrom('work_events')
    .select('id')
    .where('task', '=', task)
    .where(isHeld)
    .limit(1)
    .executeTakeFirst()
  if (held !== undefined) return 'held'
  const unsent = await sql
    .selectFrom('task_workers')
    .innerJoin('device_logins', 'device_logins.person', 'task_workers.worker')
    .innerJoin('devices', 'devices.id', 'device_logins.device')
    .select('devices.id')
    .where('task_workers.task', '=', task)
    .where('devices.unsent', '>', 0)
    .where('devices.revoked_at', 'is', null)
    .where('devices.last_seen', '>=', heardSince)
    .limit(1)
    .executeTakeFirst()
  return unsent === undefined ? undefined : 'unsent'
}

async function clientsOfTask(sql: Write['sql'], task: string): Promise<Map<number, number>> {
  const rows = await sql
    .selectFrom('client_ids')
    .select(['client', 'next_clock'])
    .where('task', '=', task)
    .execute()
  return new Map(rows.map((row) => [row.client, row.next_clock]))
}
