import type { Kysely } from 'kysely'
import { compiled } from './compiled-query.ts'
import type { Schema } from './schema.ts'

/** Whether a task exists at all. */
export async function taskExists(sql: Kysely<Schema>, task: string): Promise<boolean> {
  return (await tasksById(sql, task)).length > 0
}

const tasksById = compiled((sql, task: string) => sql.selectFrom('tasks').where('id', '=', task).select('id'))

/**
 * Whether a device may hold the document of a task: somebody who ever signed in on it works on the task, or did until it
 * was reassigned. A former worker keeps access, because what was picked before the phone heard of it must still come in.
 */
export async function deviceMayOpen(sql: Kysely<Schema>, device: string, task: string): Promise<boolean> {
  return (await workersOnDevice(sql, device, task)).length > 0
}

const workersOnDevice = compiled((sql, device: string, task: string) =>
  sql
    .selectFrom('task_workers')
    .innerJoin('device_logins', 'device_logins.person', 'task_workers.worker')
    .where('task_workers.task', '=', task)
    .where('device_logins.device', '=', device)
    .select('task_workers.task')
    .limit(1),
)
