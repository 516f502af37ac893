import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { makeLogger } from '../observability/log.ts'
import { writeDeviceStatus } from '../storage/device-status.ts'
import { quarantineFrame } from '../storage/quarantine.ts'
import { listQuarantine } from '../storage/quarantine-review.ts'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import type { Store } from '../storage/store.ts'
import { giveTask } from '../testing/task.ts'
import { openWarehouse } from '../testing/warehouse.ts'
import { tidyUp, untilNight } from './housekeeping.ts'
import { withoutRest } from './pace.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

function tidy(store: Store) {
  const read = readConfig({ ARCHIVE_AFTER_DAYS: '30' })
  if (!read.ok) throw new Error(read.problems.join())
  return tidyUp(store, read.config.keeping, makeLogger('silent'), withoutRest)
}

test('what nobody can use any more goes; the work, the audit and live logins stay', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { store, clock, as } = warehouse
  const milena = await as('sef')
  const { task, lines } = await giveTask(milena, [['200431', '2']], { workers: ['p-ana'] })
  await milena.post('/api/devices/enrolments', { kind: 'tv' })
  const body = { operation_id: 'o', code: '200431' }
  const first = await (await as('ana')).post(`/api/worker/tasks/${lines['200431']}/pick-by-code`, body)
  expect((await tidy(store)).removed).toEqual({
    ...{ changes: 0, operations: 0, refreshTokens: 0, enrolments: 0, reviewed: 0, hiddenDevices: 0 },
  })

  clock.now += 100 * DAY
  const { removed } = await tidy(store)
  expect(removed).toMatchObject({ operations: 1, refreshTokens: 2, enrolments: 1 })
  expect(removed.changes).toBeGreaterThan(0)
  const admin = await as('admin')
  expect((await admin.get(`/api/zaduznice/${task}`)).body).toMatchObject({ picked: 1000 })
  expect((await admin.get('/api/audit')).body.total).toBeGreaterThan(3)
  // The event's id derives from the operation, so even now the replay counts once.
  const again = await (await as('ana')).post(`/api/worker/tasks/${lines['200431']}/pick-by-code`, body)
  expect(again.body.events).toEqual(first.body.events)
  expect((await admin.get(`/api/zaduznice/${task}`)).body).toMatchObject({ picked: 1000 })
})

test('a refused frame goes when a person has looked at it and the time is up; one that nobody looked at stays', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { store, clock, as } = warehouse
  const frame = { device: 'd-1', document: 'task/t', code: 'mac_wrong', detail: '', events: [] }
  await store.write((tx) => quarantineFrame(tx, { ...frame, bytes: new Uint8Array([1]) }))
  await store.write((tx) => quarantineFrame(tx, { ...frame, bytes: new Uint8Array([2]) }))
  const ids = async () => (await listQuarantine(store.sql, { offset: 0, limit: 9 })).items.map(({ id }) => id)
  const [seen = '', unseen = ''] = await ids()
  await (await as('sef')).post(`/api/quarantine/${seen}/review`)
  clock.now += 89 * DAY
  expect((await tidy(store)).removed.reviewed).toBe(0)
  clock.now += 2 * DAY
  expect((await tidy(store)).removed.reviewed).toBe(1)
  expect(await ids()).toEqual([unseen])
})

test('a phone nobody has heard of for three months is hidden, unless it has work to send; a word brings it back', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { store, clock, as, phoneOf } = warehouse
  const [ana, luka] = [await phoneOf('ana'), await phoneOf('luka')]
  const status = (unsent: number) => ({ last_seen: clock.now, unsent })
  const listed = async (which: string) => {
    const { body } = await (await as('sef')).get(`/api/devices${which}`)
    return (body.items as { id: string }[]).map(({ id }) => id)
  }
  await store.write((tx) =>
    writeDeviceStatus(
      tx,
      new Map([
        [ana.device, status(0)],
        [luka.device, status(2)],
      ]),
    ),
  )
  clock.now += 91 * DAY
  expect((await tidy(store)).removed.hiddenDevices).toBe(1)
  expect(await listed('?status=active')).toEqual([luka.device])
  expect(await listed('?status=inactive')).toEqual([ana.device])
  expect((await listed('')).length).toBe(2)
  // What it picks is proven as before: its key stays.
  await store.write((tx) => writeDeviceStatus(tx, new Map([[ana.device, status(0)]])))
  expect((await listed('?status=active')).length).toBe(2)
})

test('much is removed in steps, so that nobody waits for it', async () => {
  const store = await openSqliteStore(':memory:', () => 100 * DAY)
  const row = (seq: number) => ({ seq, topic: 'tasks', key: 't', at: seq < 4_500 ? 0 : 99 * DAY })
  for (let seq = 1; seq <= 5_000; seq += 1) await store.sql.insertInto('changes').values(row(seq)).execute()
  const steps: number[] = []
  const read = readConfig({})
  if (!read.ok) throw new Error(read.problems.join())
  const pace = (took: number) => Promise.resolve(steps.push(took) > 0)
  const { removed } = await tidyUp(store, read.config.keeping, makeLogger('silent'), pace)
  expect(removed.changes).toBe(4_499)
  expect(steps.length).toBeGreaterThanOrEqual(3)
  await store.close()
})

test('the night of the warehouse is at three by its own clock, in summer and in winter', () => {
  const noon = Date.UTC(2026, 6, 1, 10)
  expect(untilNight(noon, 'Europe/Belgrade')).toBe(15 * HOUR)
  expect(untilNight(Date.UTC(2026, 0, 1, 0), 'Europe/Belgrade')).toBe(2 * HOUR)
})

test('ST-13 the lists that a desk watches hold what is at hand; the archive is there for who asks', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { store, clock, as } = warehouse
  const milena = await as('sef')
  const { task, lines } = await giveTask(milena, [['200431', '1']], { workers: ['p-ana'] })
  const ana = await as('ana')
  await ana.post(`/api/worker/tasks/${lines['200431']}/pick-by-code`, { operation_id: 'o', code: '200431' })
  await milena.post(`/api/zaduznice/${task}/complete`, {})
  const totals = async () => {
    const desk = await as('sef')
    const of = async (path: string) => (await desk.get(path)).body.total
    return {
      tasks: await of('/api/zaduznice?at_hand=true'),
      documents: await of('/api/trebovanja?at_hand=true'),
      all: [await of('/api/zaduznice'), await of('/api/trebovanja')],
    }
  }
  expect(await totals()).toEqual({ tasks: 1, documents: 1, all: [1, 1] })
  clock.now += 31 * DAY
  expect((await tidy(store)).archived).toMatchObject({ archived: 1 })
  expect(await totals()).toEqual({ tasks: 0, documents: 0, all: [1, 1] })
})
