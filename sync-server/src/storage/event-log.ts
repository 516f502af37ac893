import { type Kysely, sql as raw } from 'kysely'
import { compiled } from './compiled-query.ts'
import type { Schema, WorkEventsTable } from './schema.ts'
import type { Write } from './store.ts'

/** Written out: SQLite does not recognize the index of the held events by a bound value, and would read the whole log. */
export const isHeld = raw<boolean>`status = 'held'`

/** A row of the log before the database numbers it. */
export type NewEvent = Omit<WorkEventsTable, 'seq'>

/**
 * Adds events to the log and moves their client ids on. Constraints arbitrate between processes: an event id or a place that
 * another process took in between makes the write fail as a whole, and the caller judges the frame anew.
 * @param events each client's in clock order
 */
export async function appendEvents(tx: Write, events: readonly NewEvent[]): Promise<void> {
  tx.logged(events.map(({ id }) => id))
  await tx.insertRows('work_events', events)
  const clients = new Map<string, { task: string; client: number; device: string; next_clock: number }>()
  for (const { task, client, clock, device } of events) {
    clients.set(`${task}/${client}`, { task, client, device, next_clock: clock + 1 })
  }
  await tx.upsertRows('client_ids', ['task', 'client'], [...clients.values()])
}

/** Position of the last event; 0 when there is none. */
export async function endOfLog(sql: Kysely<Schema>): Promise<number> {
  const [row] = await lastSeq(sql)
  return Number(row?.last ?? 0)
}
const lastSeq = compiled((sql) => sql.selectFrom('work_events').select((eb) => eb.fn.max('seq').as('last')))

/** Events with these ids, by id. */
export async function findEvents(
  sql: Kysely<Schema>,
  ids: readonly string[],
): Promise<Map<string, { readonly task: string; readonly body: string }>> {
  const rows = await sql
    .selectFrom('work_events')
    .select(['id', 'task', 'body'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Which events are in the log and whether they count, in the order of the log. */
export async function loggedEvents(
  sql: Kysely<Schema>,
): Promise<{ readonly id: string; readonly status: string; readonly held_reason: string | null }[]> {
  return sql.selectFrom('work_events').select(['id', 'status', 'held_reason']).orderBy('seq').execute()
}

/** The number after the highest that a device has used for its events. */
export async function nextDeviceSeq(sql: Kysely<Schema>, device: string): Promise<number> {
  const row = await sql
    .selectFrom('work_events')
    .select((eb) => eb.fn.max('device_seq').as('last'))
    .where('device', '=', device)
    .executeTakeFirst()
  return Number(row?.last ?? 0) + 1
}

/** An event that waits for a login or an upgrade. */
export type HeldEvent = {
  readonly seq: number
  readonly id: string
  readonly task: string
  readonly by: string
  readonly device: string
  readonly body: string
}

/** Held events, of one author on one device or all of them, in the order of the log. */
export async function heldEvents(
  sql: Kysely<Schema>,
  which: { readonly reason: string; readonly device?: string; readonly by?: string },
): Promise<HeldEvent[]> {
  let query = sql
    .selectFrom('work_events')
    .select(['seq', 'id', 'task', 'by', 'device', 'body'])
    .where(isHeld)
    .where('held_reason', '=', which.reason)
  if (which.device !== undefined) query = query.where('device', '=', which.device)
  if (which.by !== undefined) query = query.where('by', '=', which.by)
  // Sorted here: asked for the order of the log, SQLite reads all of the log to find the few.
  return (await query.execute()).sort((a, b) => a.seq - b.seq)
}

/** How many events wait, by reason. */
export async function heldByReason(sql: Kysely<Schema>): Promise<[reason: string, count: number][]> {
  const rows = await sql
    .selectFrom('work_events')
    .select((eb) => ['held_reason', eb.fn.countAll<number>().as('count')])
    .where(isHeld)
    .groupBy('held_reason')
    .execute()
  return rows.map((row) => [row.held_reason ?? 'unknown', Number(row.count)])
}

/** Applies a held event, or says anew why it waits. `line` and `qty` are known only once its type is. */
export async function judgeHeld(
  tx: Write,
  seq: number,
  change: Pick<NewEvent, 'status' | 'held_reason'> & Partial<Pick<NewEvent, 'line' | 'qty'>>,
): Promise<void> {
  await tx.sql.updateTable('work_events').set(change).where('seq', '=', seq).execute()
}
