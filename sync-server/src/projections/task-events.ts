import type { Kysely } from 'kysely'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { among, compiled } from '../storage/compiled-query.ts'
import type { Schema } from '../storage/schema.ts'

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
  upTo: number = Number.MAX_SAFE_INTEGER,
): Promise<Map<string, WorkEvent[]>> {
  const found = new Map<string, WorkEvent[]>()
  for (const { task, body } of await acceptedRows(sql, tasks, upTo)) {
    const events = found.get(task)
    // Only events whose shape the gate has read are ever stored as accepted.
    const event = JSON.parse(body) as WorkEvent
    if (events === undefined) found.set(task, [event])
    else events.push(event)
  }
  return found
}

const acceptedRows = compiled((sql, tasks: readonly string[], upTo: number) =>
  sql
    .selectFrom('work_events')
    .select(['task', 'body'])
    .where(among(sql, 'task', tasks))
    .where('status', '=', 'accepted')
    .where('seq', '<=', upTo)
    .orderBy('seq'),
)
