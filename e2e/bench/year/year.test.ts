import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { differenceTo } from 'shared-schema/documents/work-document.ts'
import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { readEventShape } from 'shared-schema/domain/picking/event-shape.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { archiveTasks } from '../../../sync-server/src/jobs/archive-tasks.ts'
import { withoutRest } from '../../../sync-server/src/jobs/pace.ts'
import { makeLogger } from '../../../sync-server/src/observability/log.ts'
import { foldHash } from '../../../sync-server/src/projections/fold-hash.ts'
import { verifyProjections } from '../../../sync-server/src/projections/rebuild-projections.ts'
import { databaseFile } from '../../../sync-server/src/storage/database-file.ts'
import { documentFromLog, documentOfRows } from '../../../sync-server/src/storage/document-rows.ts'
import { openSqliteStore } from '../../../sync-server/src/storage/sqlite/sqlite-store.ts'
import type { Store } from '../../../sync-server/src/storage/store.ts'
import { contentHash, isAuthentic } from '../../../sync-server/src/sync/event-proof.ts'
import { generateYear } from './generate.ts'
import { handheldsOf } from './site.ts'

const DAY = 86_400_000
const site = { workers: 12, devices: 20, articles: 300 }
const size = { tasks: 400, events: 24_000, days: 100, linesPerTask: 10, site }
const clock = { now: 1_760_000_000_000 }
let folder: string
let store: Store

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magacin-small-year-'))
  await generateYear(folder, size, { now: clock.now, seed: 3, say: () => undefined })
  store = await openSqliteStore(databaseFile(folder), () => clock.now)
}, 60_000)
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

test('ST-05 a generated year is one that a server could have written: its tables are the fold of its log', async () => {
  const verified = await verifyProjections(store)
  expect(verified.differences).toEqual([])
  expect(verified.tasks).toBe(size.tasks)
  expect(Math.abs(verified.events - size.events)).toBeLessThan(size.events / 20)
  const seen = await store.sql.selectFrom('exceptions').select('open').execute()
  expect(seen.length).toBeGreaterThan(0)
})

test('its events have the shape, the hash and, where they are of today, the signature that a phone gives them', async () => {
  const keys = new Map(handheldsOf(site).map(({ id, key }) => [id, key]))
  const rows = await store.sql
    .selectFrom('work_events')
    .select(['body', 'hash', 'device', 'received_at'])
    .execute()
  for (const { body, hash, device, received_at } of rows) {
    const event = JSON.parse(body) as WorkEvent
    const canonical = canonicalEvent(event)
    expect(contentHash(canonical)).toBe(hash)
    if (received_at > clock.now - DAY / 2)
      expect(isAuthentic(canonical, event.mac, keys.get(device) ?? '')).toBe(true)
  }
  const [sample] = rows
  expect(readEventShape(JSON.parse(sample?.body ?? '{}') as Record<string, unknown>).kind).toBe('event')
})

test('its documents are what its log makes, and numbers of devices have no gaps', async () => {
  const kept = await store.sql.selectFrom('doc_updates').select('task').distinct().execute()
  expect(kept.length).toBeGreaterThan(50)
  for (const { task } of kept) {
    const [rows, log] = [await documentOfRows(store.sql, task), await documentFromLog(store.sql, task)]
    expect(differenceTo(rows, new Map())).toEqual(differenceTo(log, new Map()))
  }
  const devices = await store.sql
    .selectFrom('work_events')
    .select((eb) => ['device', eb.fn.countAll<number>().as('count'), eb.fn.max('device_seq').as('last')])
    .groupBy('device')
    .execute()
  for (const { count, last } of devices) expect(last).toBe(count)
})

test('ST-13 archiving all that is over changes no fold, and takes documents and client ids away', async () => {
  const hash = () => store.sql.transaction().execute(foldHash)
  const before = await hash()
  const count = async (table: 'doc_updates' | 'client_ids') =>
    (await store.sql.selectFrom(table).select('task').distinct().execute()).length
  const atHand = await count('doc_updates')
  clock.now += 60 * DAY
  const done = await archiveTasks(
    store,
    { archiveAfter: 30, hideDevicesAfter: 0 },
    makeLogger('silent'),
    withoutRest,
  )
  expect(done.differs).toBe(0)
  expect(done.archived).toBeGreaterThan(50)
  expect(await count('doc_updates')).toBe(atHand - done.archived)
  expect(await count('client_ids')).toBe(atHand - done.archived)
  expect(await hash()).toEqual(before)
  expect((await verifyProjections(store)).differences).toEqual([])
}, 60_000)
