import type { Kysely } from 'kysely'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import type { Schema } from '../storage/schema.ts'

/** The events of a task that count: accepted ones. Held events wait for an upgrade or a login and are left out. */
export async function acceptedEvents(sql: Kysely<Schema>, task: string): Promise<WorkEvent[]> {
  const rows = await sql
    .selectFrom('work_events')
    .where('task', '=', task)
    .where('status', '=', 'accepted')
    .select('body')
    .orderBy('seq')
    .execute()
  // Only events whose shape the gate has read are ever stored as accepted.
  return rows.map((row) => JSON.parse(row.body) as WorkEvent)
}
