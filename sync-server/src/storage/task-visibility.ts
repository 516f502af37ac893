import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

/** Finished or cancelled tasks leave the down channel after this; a device keeps its acknowledged events as long. */
export const CLOSED_TASK_DAYS_MS = 14 * 24 * 60 * 60 * 1000

/**
 * Makes the down channel offer the tasks of a person again: a device they had never signed in on could not see them,
 * and its checkpoint may be past them.
 */
export async function offerTasksAgain(tx: Write, person: string): Promise<void> {
  const rows = await tx.sql
    .selectFrom('tasks')
    .innerJoin('task_workers', 'task_workers.task', 'tasks.id')
    .select('tasks.id')
    .where('task_workers.worker', '=', person)
    .where('tasks.archived_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('tasks.status', 'not in', ['done', 'cancelled']),
        eb('tasks.last_at', '>', tx.now - CLOSED_TASK_DAYS_MS),
        eb('tasks.created_at', '>', tx.now - CLOSED_TASK_DAYS_MS),
      ]),
    )
    .execute()
  for (const { id } of rows) {
    await tx.sql
      .updateTable('tasks')
      .set({ change_seq: tx.seq, verdict_seq: tx.seq })
      .where('id', '=', id)
      .execute()
    tx.changed('tasks', id)
  }
}

/** Whether a person is or was a worker of a task. */
export async function tookPart(sql: Kysely<Schema>, task: string, person: string): Promise<boolean> {
  const row = await sql
    .selectFrom('task_workers')
    .select('task')
    .where('task', '=', task)
    .where('worker', '=', person)
    .executeTakeFirst()
  return row !== undefined
}
