import type { Kysely } from 'kysely'
import type { ReplicatedCollection } from 'shared-schema/api/replication.ts'
import type { Schema } from './schema.ts'

export type DeviceNotice = { readonly device: string; readonly collection: ReplicatedCollection }

/**
 * Which devices have a task or a verdict to pull because of the writes with these change sequences. A pick changes
 * neither plan nor, mostly, verdict, and so wakes nobody.
 */
export async function noticesOf(sql: Kysely<Schema>, seqs: readonly number[]): Promise<DeviceNotice[]> {
  const rows = await sql
    .selectFrom('tasks')
    .innerJoin('task_workers', 'task_workers.task', 'tasks.id')
    .innerJoin('device_logins', 'device_logins.person', 'task_workers.worker')
    .where((eb) => eb.or([eb('tasks.change_seq', 'in', [...seqs]), eb('tasks.verdict_seq', 'in', [...seqs])]))
    .select(['device_logins.device', 'tasks.change_seq', 'tasks.verdict_seq'])
    .distinct()
    .execute()
  const wanted = new Set(seqs)
  return rows.flatMap((row) => [
    ...(wanted.has(row.change_seq) ? [{ device: row.device, collection: 'tasks' as const }] : []),
    ...(wanted.has(row.verdict_seq) ? [{ device: row.device, collection: 'verdicts' as const }] : []),
  ])
}
