import type { Kysely } from 'kysely'
import { isHeld } from './event-log.ts'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

/** A connected device says something at least once a minute; with several servers that is all one knows of another's lines, ms. */
export const HEARD_LATELY_MS = 75_000

/** What a device said of itself, or what the server noticed of it. Absent fields stay as they were. */
export type DeviceStatus = {
  readonly app?: string
  readonly protocol?: number
  readonly last_seen?: number
  readonly worker?: string | null
  readonly unsent?: number
  readonly oldest_unsent?: number | null
  readonly persisted?: 0 | 1
  readonly clock_offset?: number | null
  readonly battery?: number | null
  readonly storage_used?: number | null
}

/** What the server itself has of a device beside its word. */
export type DeviceTally = {
  /** Its events that are kept but not applied yet. */
  readonly held: number
  /** Frames of it that were refused and that nobody has looked at. */
  readonly refused: number
}

/** What waits of each device; a device of which nothing waits is not in it. */
export async function talliesOfDevices(sql: Kysely<Schema>): Promise<ReadonlyMap<string, DeviceTally>> {
  const held = await sql
    .selectFrom('work_events')
    .select((eb) => ['device', eb.fn.countAll<number>().as('count')])
    .where(isHeld)
    .groupBy('device')
    .execute()
  const refused = await sql
    .selectFrom('quarantine')
    .select((eb) => ['device', eb.fn.countAll<number>().as('count')])
    .where('reviewed_at', 'is', null)
    .groupBy('device')
    .execute()
  const tallies = new Map<string, DeviceTally>()
  for (const { device, count } of held) tallies.set(device, { held: Number(count), refused: 0 })
  for (const { device, count } of refused) {
    if (device !== null) tallies.set(device, { held: tallies.get(device)?.held ?? 0, refused: Number(count) })
  }
  return tallies
}

/** Writes the latest word of several devices; whichever speaks is in use. */
export async function writeDeviceStatus(
  tx: Write,
  statuses: ReadonlyMap<string, DeviceStatus>,
): Promise<void> {
  for (const [device, status] of statuses) {
    if (Object.keys(status).length > 0) {
      const heard = status.last_seen !== undefined && { inactive_at: null }
      await tx.sql
        .updateTable('devices')
        .set({ ...status, ...heard })
        .where('id', '=', device)
        .execute()
    }
    tx.changed('devices', device)
  }
}
