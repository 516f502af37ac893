import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeDeviceStatus } from '../storage/device-status.ts'
import { insertDevice, revokeDevice } from '../storage/devices.ts'
import { noteBackup } from '../storage/last-backup.ts'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import type { Store } from '../storage/store.ts'
import { event, furnish, openWarehouse, update } from '../sync/sample-warehouse.ts'
import { makeMetrics } from './metrics.ts'
import { watchDatabase } from './watch-database.ts'

const HOUR = 60 * 60_000
const DAY = 24 * HOUR
const NOW = Date.UTC(2025, 9, 3, 7, 30)

let store: Store
let online: Set<string>
beforeEach(async () => {
  store = await openSqliteStore(':memory:', () => NOW)
  online = new Set()
  await furnish(store)
})
afterEach(() => store.close())

async function scrape(change: Partial<Parameters<typeof watchDatabase>[0]> = {}): Promise<string> {
  const metrics = makeMetrics()
  const size = () => Promise.resolve({ database: 4096, wal: 512 })
  await watchDatabase({
    ...{ store, metrics, size, online: () => online, shared: false, now: () => NOW },
    ...change,
  })
  return metrics.scrape()
}
const say = (
  device: string,
  status: Parameters<typeof writeDeviceStatus>[1] extends Map<string, infer S> ? S : object,
) => store.write((tx) => writeDeviceStatus(tx, new Map([[device, status]])))

test('a phone in the aisle has a queue of four, the oldest an hour old by the clock of the server, though its own is a day behind', async () => {
  await say('d-ana', { last_seen: NOW - HOUR, unsent: 4, oldest_unsent: NOW - HOUR - DAY, clock_offset: DAY })
  await say('d-luka', { last_seen: NOW, unsent: 0, oldest_unsent: null })
  online.add('d-luka')
  const page = await scrape()
  expect(page).toContain('device_unsent_events{device="d-ana"} 4')
  expect(page).toContain('device_oldest_unsent_seconds{device="d-ana"} 3600')
  expect(page).toContain('device_unsent_events{device="d-luka"} 0')
  expect(page).not.toContain('device_oldest_unsent_seconds{device="d-luka"}')
  expect(page).toContain('devices_unsent_events 4')
  expect(page).toContain('devices{state="online"} 1')
  expect(page).toContain('devices{state="stale"} 1')
})

test('a phone that is revoked or silent for weeks is no time series any more, and 300 phones are the most there are', async () => {
  await say('d-ana', { last_seen: NOW, unsent: 7 })
  await say('d-luka', { last_seen: NOW - 20 * DAY, unsent: 9 })
  await store.write((tx) => revokeDevice(tx, 'd-ana'))
  await store.write(async (tx) => {
    for (let n = 0; n < 310; n++) {
      const id = `d-new-${n}`
      await insertDevice(tx, {
        ...{ id, name: id, kind: 'handheld', mac_key: null, token_hash: id, enrolled_by: null },
      })
    }
    const statuses = Array.from(
      { length: 310 },
      (_, n) => [`d-new-${n}`, { last_seen: NOW, unsent: n }] as const,
    )
    await writeDeviceStatus(tx, new Map(statuses))
  })
  const page = await scrape({ shared: true })
  expect(page).not.toMatch(/device_unsent_events\{device="d-(ana|luka)"\}/)
  expect(page.match(/^device_unsent_events\{/gm)).toHaveLength(300)
  expect(page).toContain('device_unsent_events{device="d-new-309"} 309')
  expect(page).toContain('devices{state="elsewhere"} 310')
  expect(page).toContain('devices{state="gone"} 2')
  expect(page).toContain('devices{state="revoked"} 1')
})

test('what is held and what was refused is told, and when the last backup was', async () => {
  const { ingest } = openWarehouse(store)
  const stranger = event(
    'ana',
    { type: 'picked', line: 't-1-pillow', qty: 1000, way: 'trigger' },
    { before: { by: 'p-luka' } },
  )
  await ingest.frame({ task: 't-1', bytes: update(7, 0, stranger), device: 'd-ana' })
  await ingest.frame({ task: 't-1', bytes: Uint8Array.of(9, 9, 9), device: 'd-ana' })
  await noteBackup(store.sql, NOW - HOUR)
  const page = await scrape()
  expect(page).toContain('sync_held_events{reason="author_not_on_device"} 1')
  expect(page).toContain('quarantine_unreviewed_frames 1')
  expect(page).toContain(`backup_last_timestamp_seconds ${(NOW - HOUR) / 1000}`)
  expect(page).toContain('storage_wal_bytes 512')
  expect(page).toContain('nodes_behind_changes 0')
})

test('with the database away the answer says so in time and tells nothing from before', async () => {
  await say('d-ana', { last_seen: NOW, unsent: 4 })
  const never = () => new Promise<never>(() => undefined)
  const page = await scrape({ size: never })
  expect(page).toContain('storage_up 0')
  expect(page).not.toMatch(/^device_unsent_events\{/m)
  expect(page).not.toMatch(/^devices\{/m)
  expect(page).toContain('nodejs_eventloop_lag_seconds')
})
