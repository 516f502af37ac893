import type { Write } from './store.ts'

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
}

/** Writes the latest word of several devices. */
export async function writeDeviceStatus(
  tx: Write,
  statuses: ReadonlyMap<string, DeviceStatus>,
): Promise<void> {
  for (const [device, status] of statuses) {
    if (Object.keys(status).length > 0) {
      await tx.sql.updateTable('devices').set(status).where('id', '=', device).execute()
    }
    tx.changed('devices', device)
  }
}
