import { differenceTo } from 'shared-schema/documents/work-document.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyProjections } from '../projections/rebuild-projections.ts'
import { recordDeviceLogin, revokeDevice } from '../storage/devices.ts'
import { documentFromLog, readDocument } from '../storage/document-rows.ts'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { event, furnish, handheld, openWarehouse, pick, update } from './sample-warehouse.ts'

let warehouse: ReturnType<typeof openWarehouse>
beforeEach(async () => {
  const store = await openSqliteStore(':memory:')
  await furnish(store)
  warehouse = openWarehouse(store)
})
afterEach(async () => {
  expect((await verifyProjections(warehouse.store)).differences).toEqual([])
  const stored = await readDocument(warehouse.store.sql, 't-1')
  const anew = await documentFromLog(warehouse.store.sql, 't-1')
  expect(differenceTo(stored, new Map())).toEqual(differenceTo(anew, new Map()))
  await warehouse.store.close()
})

const send = (device: string, bytes: Uint8Array, task = 't-1') =>
  warehouse.ingest.frame({ task, bytes, device })
const line = async (id: string) =>
  warehouse.store.sql.selectFrom('task_lines').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const quarantined = () => warehouse.store.sql.selectFrom('quarantine').selectAll().execute()
const ids = (...events: readonly { id: string }[]) => events.map(({ id }) => id)

test('PK-09 Ana and Luka pick the same line offline, come back, and see the same; the log has every scan once', async () => {
  const ana = handheld(warehouse, 'ana')
  const luka = handheld(warehouse, 'luka')
  const [hers, his] = [pick('ana', 'pillow', 6), pick('luka', 'pillow', 6)]
  expect(await ana.put(hers)).toMatchObject({ kind: 'stored', acknowledged: [hers.id], held: [] })
  expect(await luka.put(his)).toMatchObject({ kind: 'stored', acknowledged: [his.id] })
  expect(ana.events.toJSON()).toEqual(luka.events.toJSON())
  expect(await line('t-1-pillow')).toMatchObject({ picked: 12_000, over: 2000, status: 'over' })
  const exceptions = await warehouse.store.sql.selectFrom('exceptions').select(['kind', 'open']).execute()
  expect(exceptions).toEqual([{ kind: 'over_pick', open: 1 }])
})

test('PK-03 a frame that is sent again after a lost acknowledgement is acknowledged again and counts once', async () => {
  const scan = pick('ana', 'pillow', 1)
  const frame = update(7, 0, scan)
  const first = await send('d-ana', frame)
  expect(await send('d-ana', frame)).toEqual(first)
  expect(await Promise.all([send('d-ana', frame), send('d-ana', frame)])).toEqual([first, first])
  expect((await warehouse.inLog()).length).toBe(1)
  expect(await line('t-1-pillow')).toMatchObject({ picked: 1000 })
})

test('SY-07 a frame that repeats what is known and goes on is taken from where it goes on', async () => {
  const [one, two, three] = [pick('ana', 'pillow', 1), pick('ana', 'pillow', 2), pick('ana', 'blanket', 3)]
  await send('d-ana', update(7, 0, one))
  const outcome = await send('d-ana', update(7, 0, one, two, three))
  expect(outcome).toEqual({ kind: 'stored', acknowledged: ids(one, two, three), held: [] })
  expect((await warehouse.inLog()).length).toBe(3)
})

test('SY-07 a gap in the clocks stores nothing and asks the device to start over', async () => {
  const scan = pick('ana', 'pillow', 1)
  expect(await send('d-ana', update(7, 1, scan))).toMatchObject({ kind: 'resync', code: 'clock_gap' })
  expect(await warehouse.inLog()).toEqual([])
  expect(await send('d-ana', update(8, 0, scan))).toMatchObject({ kind: 'stored' })
})

test('SY-06 an update larger than a frame may be is answered with resync and keeps nobody’s work back', async () => {
  const long = Array.from({ length: 250 }, () => event('ana', { type: 'note_added', text: 'x'.repeat(100) }))
  expect(await send('d-ana', update(7, 0, ...long))).toMatchObject({
    kind: 'resync',
    code: 'update_too_large',
  })
  expect(await quarantined()).toEqual([])
  expect(await send('d-ana', update(8, 0, ...long.slice(0, 100)))).toMatchObject({ kind: 'stored' })
})

test('SY-10 the same event under a fresh client id is acknowledged, not added, and the device starts over', async () => {
  const scan = pick('ana', 'pillow', 1)
  await send('d-ana', update(7, 0, scan))
  const more = pick('ana', 'pillow', 2)
  expect(await send('d-ana', update(8, 0, scan, more))).toEqual({
    ...{ kind: 'resync', code: 'event_repeated' },
    ...{ acknowledged: [scan.id], held: [] },
  })
  expect((await warehouse.inLog()).length).toBe(1)
  // What the device does then: a fresh document, the server's state first, and only what is missing.
  const again = handheld(warehouse, 'ana')
  await again.sync()
  expect(again.events.has(scan.id)).toBe(true)
  expect(await again.put(more)).toMatchObject({ kind: 'stored', acknowledged: [more.id] })
})

test('SY-15 honest picks are never refused: over, after completion, after cancellation, not assigned', async () => {
  const events = [
    pick('ana', 'pillow', 11),
    event('ana', { type: 'task_completed', scope: 'worker', seen: 11_000 }),
    pick('ana', 'blanket', 1),
    pick('jelena', 'pillow', 1),
  ]
  await warehouse.store.write((tx) =>
    tx.sql
      .updateTable('tasks')
      .set({ cancelled_by: 'p-sef', cancelled_at: 5, cancelled_seen: 0 })
      .where('id', '=', 't-1')
      .execute(),
  )
  expect(await send('d-ana', update(7, 0, ...events.slice(0, 3)))).toMatchObject({ kind: 'stored' })
  expect(await send('d-jelena', update(8, 0, ...events.slice(3)))).toMatchObject({ kind: 'stored' })
  const found = await warehouse.store.sql.selectFrom('exceptions').select('kind').orderBy('kind').execute()
  expect(found.map(({ kind }) => kind)).toEqual([
    'not_assigned',
    'over_pick',
    'picked_after_cancellation',
    'picked_after_completion',
  ])
})

test('SY-13 a worker who never signed in on the device: stored, distributed, held, and counted after the sign-in', async () => {
  const luka = handheld(warehouse, 'luka')
  const scan = pick('ana', 'pillow', 2, { before: { by: 'p-luka' } })
  const ana = handheld(warehouse, 'ana')
  expect(await ana.put(scan)).toMatchObject({ kind: 'stored', acknowledged: [scan.id], held: [scan.id] })
  expect(luka.events.has(scan.id)).toBe(true)
  expect(await line('t-1-pillow')).toMatchObject({ picked: 0 })
  expect(await warehouse.inLog()).toMatchObject([{ status: 'held', held_reason: 'author_not_on_device' }])
  await warehouse.store.write((tx) => recordDeviceLogin(tx, 'd-ana', 'p-luka'))
  await warehouse.ingest.applyHeld('d-ana', 'p-luka')
  expect(await line('t-1-pillow')).toMatchObject({ picked: 2000, by_worker: '{"p-luka":2000}' })
  expect(await warehouse.inLog()).toMatchObject([{ status: 'accepted', held_reason: null }])
})

test('SY-12 an event of a newer version is stored, distributed and held until an upgrade', async () => {
  const newer = pick('ana', 'pillow', 2, { before: { v: 2, weight: 1200 } })
  const ana = handheld(warehouse, 'ana')
  expect(await ana.put(newer)).toMatchObject({ kind: 'stored', held: [newer.id] })
  await warehouse.ingest.upgrade()
  expect(await warehouse.inLog()).toMatchObject([{ status: 'held', held_reason: 'event_newer' }])
  // The next version of the server understands it: as if its shape had been known all along.
  const body = JSON.stringify(pick('ana', 'pillow', 2, { before: { id: newer.id } }))
  await warehouse.store.sql.updateTable('work_events').set({ body }).execute()
  await warehouse.ingest.upgrade()
  expect(await line('t-1-pillow')).toMatchObject({ picked: 2000 })
  await warehouse.store.sql
    .updateTable('work_events')
    .set({ body: JSON.stringify(newer), status: 'held' })
    .execute()
  await warehouse.store.write((tx) =>
    import('../projections/refresh-task.ts').then(({ refreshTask }) => refreshTask(tx, 't-1')),
  )
})

test('SY-22 what a revoked device made and a teammate delivers is held', async () => {
  await warehouse.store.write((tx) => revokeDevice(tx, 'd-ana'))
  const scan = pick('ana', 'pillow', 2)
  expect(await send('d-luka', update(7, 0, scan))).toMatchObject({ kind: 'stored', held: [scan.id] })
})

test('SY-09 nobody hears of an event before it is durable, and its sender does not hear it again', async () => {
  const heard: string[] = []
  const origin = {}
  warehouse.hub.listen('t-1', () => heard.push('luka'), {})
  warehouse.hub.listen('t-1', () => heard.push('ana'), origin)
  let logWhenHeard: Promise<unknown[]> | undefined
  const look = () => {
    logWhenHeard = warehouse.inLog()
  }
  warehouse.hub.listen('t-1', look, {})
  const stored = warehouse.ingest.frame({
    task: 't-1',
    device: 'd-ana',
    origin,
    bytes: update(7, 0, pick('ana', 'pillow', 1)),
  })
  expect(heard).toEqual([])
  await stored
  expect(heard).toEqual(['luka'])
  expect((await logWhenHeard)?.length).toBe(1)
})

test('an empty update is legal and says nothing; a task that does not exist is told so', async () => {
  expect(await send('d-ana', Uint8Array.of(0, 0))).toEqual({ kind: 'stored', acknowledged: [], held: [] })
  expect(await send('d-ana', update(7, 0, pick('ana', 'pillow', 1)), 't-9')).toMatchObject({
    kind: 'refused',
  })
})
