import type { Kysely } from 'kysely'
import type { Device } from './devices.ts'
import type { Schema } from './schema.ts'

/** What a handheld last said of its queue, and when it was last heard of. */
export type DeviceQueue = Pick<
  Device,
  'id' | 'revoked_at' | 'last_seen' | 'unsent' | 'oldest_unsent' | 'clock_offset'
>

export async function queuesOfDevices(sql: Kysely<Schema>): Promise<DeviceQueue[]> {
  return sql
    .selectFrom('devices')
    .select(['id', 'revoked_at', 'last_seen', 'unsent', 'oldest_unsent', 'clock_offset'])
    .where('kind', '=', 'handheld')
    .execute()
}
