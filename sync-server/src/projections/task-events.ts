import type { Kysely } from 'kysely'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import type { Schema } from '../storage/schema.ts'
import { slices } from '../storage/slices.ts'

/** The events of a task that count: accepted ones. Held events wait for an upgrade or a login and are left out. */
export async function acceptedEvents(sql: Kysely<Schema>, task: string): Promise<WorkEvent[]> {
  return (await acceptedEventsOf(sql, [task])).get(task) ?? []
}

/**
 * As `acceptedEvents`, of many tasks.
 * @param upTo position in the log after which nothing is read
 * @returns by task id; a task without such events is not in it
 */
export async function acceptedEventsOf(
  sql: Kysely<Schema>,
  tasks: readonly string[],
  upTo?: number,
): Promise<Map<string, WorkEvent[]>> {
  const found = new Map<string, WorkEvent[]>()
  for (const slice of slices(tasks)) {
    const rows = await sql
      .selectFrom('work_events')
      .select(['task', 'body'])
      .where('task', 'in', slice)
      .where('status', '=', 'accepted')
      .$if(upTo !== undefined, (query) => query.where('seq', '<=', upTo ?? 0))
      .orderBy('seq')
      .execute()
    for (const { task, body } of rows) {
      const events = found.get(task)
      // Only events whose shape the gate has read are ever stored as accepted.
      const event = JSON.parse(body) as WorkEvent
      if (events === undefined) found.set(task, [event])
      else events.push(event)
    }
  }
  return found
}
