import type { ChangeMessage } from 'shared-schema/api/live.ts'
import { differenceTo } from 'shared-schema/documents/work-document.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { verifyProjections } from '../projections/rebuild-projections.ts'
import { revokeDevice } from '../storage/devices.ts'
import { documentFromLog, readDocument } from '../storage/document-rows.ts'
import { openPostgresStore } from '../storage/postgres/postgres-store.ts'
import {
  breakOthers,
  connectBeside,
  fragileLine,
  freshDatabase,
  runOnce,
} from '../storage/postgres/test-database.ts'
import type { Store } from '../storage/store.ts'
import { followOthers } from './follow-others.ts'
import { furnish, handheld, openWarehouse, pick, update } from './sample-warehouse.ts'

/** Longer than any test: what arrives came by a notice. */
const NEVER = 1_000_000
const soon = { interval: 5, timeout: 5_000 }

/** A server of its own in this process: own connections, own cache, own sockets. Only the database is shared. */
async function openServer(lookEveryMs = NEVER, address = url) {
  const warehouse = openWarehouse(await openPostgresStore(address, { lookEveryMs }))
  const revoked: string[] = []
  const heard: ChangeMessage[] = []
  followOthers({ ...warehouse, sessions: { revoke: (device) => void revoked.push(device) } })
  warehouse.store.onChange((changes) => heard.push(...changes))
  return { ...warehouse, revoked, heard }
}

let url: string
let north: Awaited<ReturnType<typeof openServer>>
let south: Awaited<ReturnType<typeof openServer>>
beforeEach(async () => {
  url = await freshDatabase()
  north = await openServer()
  south = await openServer()
  await furnish(north.store)
})
afterEach(async () => {
  expect((await verifyProjections(north.store)).differences).toEqual([])
  const stored = await readDocument(north.store.sql, 't-1')
  const anew = await documentFromLog(north.store.sql, 't-1')
  expect(differenceTo(stored, new Map())).toEqual(differenceTo(anew, new Map()))
  await Promise.all([north.store.close(), south.store.close()])
})

const note = (store: Store, key: string) => store.write((tx) => Promise.resolve(tx.changed('settings', key)))
async function waitingForLock(): Promise<number> {
  const waiting = `datname = current_database() and wait_event_type = 'Lock'`
  const { rows } = await runOnce(url, `select count(*)::int as n from pg_stat_activity where ${waiting}`)
  return rows[0]?.n
}
const keys = (heard: readonly ChangeMessage[]) =>
  heard.flatMap(({ topic, key }) => (topic === 'settings' ? [key] : []))

test('ST-10 Ana’s phone is on one server and Luka’s on another: each sees what the other picks', async () => {
  const ana = handheld(north, 'ana')
  const luka = handheld(south, 'luka')
  const [hers, his] = [pick('ana', 'pillow', 6), pick('luka', 'pillow', 5)]
  const outcomes = await Promise.all([ana.put(hers), luka.put(his)])
  expect(outcomes).toMatchObject([{ kind: 'stored' }, { kind: 'stored' }])
  await expect.poll(() => [ana.events.size, luka.events.size], soon).toEqual([2, 2])
  expect(ana.events.toJSON()).toEqual(luka.events.toJSON())
  expect(await north.documents.diff('t-1', Y.encodeStateVector(ana.doc))).toEqual(Uint8Array.of(0, 0))
})

test('ST-10 all servers hear all changes in the order of their commits, once', async () => {
  await Promise.all(
    Array.from({ length: 30 }, (_, n) => note(n % 2 ? north.store : south.store, `change-${n}`)),
  )
  const last = await north.store.sql.selectFrom('changes').selectAll().orderBy('seq').execute()
  const committed = last.filter(({ topic }) => topic === 'settings').map(({ key }) => key)
  expect(committed.length).toBe(30)
  for (const server of [north, south]) await expect.poll(() => keys(server.heard), soon).toEqual(committed)
})

test('ST-10 a notice that got lost is made good by the next one, and without one by looking', async () => {
  const quietly = (key: string) =>
    runOnce(
      url,
      `with next as (update meta set value = (value::bigint + 1)::text where key = 'change_seq' returning value::bigint as seq)
       insert into changes (seq, topic, key, at) select seq, 'settings', '${key}', 0 from next`,
    )
  await quietly('missed')
  await note(north.store, 'heard')
  await expect.poll(() => keys(south.heard), soon).toEqual(['missed', 'heard'])
  expect(keys(north.heard)).toEqual(['missed', 'heard'])

  const watchful = await openServer(20)
  await quietly('nobody was told')
  await expect.poll(() => keys(watchful.heard), soon).toEqual(['nobody was told'])
  await watchful.store.close()
})

test('ST-11 two servers get the same event at the same moment: both acknowledge it, it counts once', async () => {
  const scans = Array.from({ length: 20 }, () => pick('ana', 'pillow', 1))
  for (const [n, scan] of scans.entries()) {
    const frame = update(7, n, scan)
    const from = n % 2 ? 'd-ana' : 'd-luka'
    const outcomes = await Promise.all(
      [north, south].map(({ ingest }) => ingest.frame({ task: 't-1', bytes: frame, device: from })),
    )
    for (const outcome of outcomes)
      expect(outcome).toEqual({ kind: 'stored', acknowledged: [scan.id], held: [] })
  }
  expect((await south.inLog()).length).toBe(20)
})

test('ST-11 who believed a place to be free and lost it reads anew and acknowledges what is there', async () => {
  const scan = pick('ana', 'pillow', 1)
  const frame = update(7, 0, scan)
  await north.ingest.frame({ task: 't-1', bytes: frame, device: 'd-ana' })
  // A program that does not take its turn at the counter puts the same row back in mid-batch of a server.
  const beside = await connectBeside(url)
  await beside.query('create temporary table kept as table work_events')
  await beside.query('delete from work_events; delete from client_ids; delete from doc_updates')
  await beside.query('begin')
  await beside.query('insert into work_events overriding system value select * from kept')
  const stored = south.ingest.frame({ task: 't-1', bytes: frame, device: 'd-ana' })
  await expect.poll(waitingForLock, soon).toBe(1)
  await beside.query(`insert into client_ids values ('t-1', 7, 'd-ana', 1)`)
  await beside.query('commit')
  expect(await stored).toEqual({ kind: 'stored', acknowledged: [scan.id], held: [] })
  expect((await north.inLog()).length).toBe(1)
  await beside.query('insert into doc_updates (task, bytes) values ($1, $2)', ['t-1', frame])
  await beside.end()
})

test('SY-07 ST-10 a phone that goes from server to server in mid-document leaves no gap in anybody’s', async () => {
  const luka = handheld(south, 'luka')
  await luka.sync()
  await north.documents.stateVector('t-1')
  // Every second event is delivered to the other server before it has heard of the one before.
  for (let n = 0; n < 12; n++) {
    const server = n % 3 === 0 ? south : north
    const scan = pick('ana', 'pillow', 1)
    const outcome = await server.ingest.frame({ task: 't-1', bytes: update(7, n, scan), device: 'd-ana' })
    expect(outcome).toMatchObject({ kind: 'stored', acknowledged: [scan.id] })
  }
  await expect.poll(() => luka.events.size, soon).toBe(12)
  const whole = differenceTo(await readDocument(north.store.sql, 't-1'), new Map())
  const nothing = Uint8Array.of(0)
  for (const { documents } of [north, south])
    await expect.poll(() => documents.diff('t-1', nothing), soon).toEqual(whole)
})

test('ST-10 the database drops every connection: no pick is lost, and the servers hear one another again', async () => {
  const luka = handheld(south, 'luka')
  const scans = Array.from({ length: 3 }, () => pick('ana', 'pillow', 1))
  const send = (n: number) =>
    north.ingest.frame({ task: 't-1', bytes: update(7, n, ...scans.slice(n)), device: 'd-ana' })
  for (const n of scans.keys()) {
    // Somebody else's turn at the counter: the frame is in mid-transaction when its connection breaks.
    const beside = await connectBeside(url)
    await beside.query(`begin; update meta set value = value where key = 'change_seq'`)
    const broken = send(n)
    await expect.poll(waitingForLock, soon).toBe(1)
    await breakOthers(beside)
    expect(await broken).toEqual({ kind: 'failed' })
    await beside.end()
    // What a device does then: it comes back and offers it again.
    expect(await send(n)).toMatchObject({ kind: 'stored' })
  }
  expect((await north.inLog()).length).toBe(3)
  await expect.poll(() => luka.events.size, soon).toBe(3)
})

test('ST-10 ST-11 a commit goes through and its confirmation is lost: the teammates see the pick, its sender is told on coming back', async () => {
  const line = await fragileLine(url)
  const west = await openServer(NEVER, line.url)
  const [near, far] = [handheld(west, 'luka'), handheld(north, 'luka')]
  const scan = pick('ana', 'pillow', 1)
  const send = () => west.ingest.frame({ task: 't-1', bytes: update(7, 0, scan), device: 'd-ana' })
  line.breakAtNextCommit()
  expect(await send()).toEqual({ kind: 'failed' })
  expect((await north.inLog()).length).toBe(1)
  await expect.poll(() => [near.events.has(scan.id), far.events.has(scan.id)], soon).toEqual([true, true])
  expect(await send()).toEqual({ kind: 'stored', acknowledged: [scan.id], held: [] })
  expect((await north.inLog()).length).toBe(1)
  await west.store.close()
  line.close()
})

test('SY-22 a device that is revoked on one server is cut off on the others', async () => {
  await north.store.write((tx) => revokeDevice(tx, 'd-ana'))
  await expect.poll(() => south.revoked, soon).toEqual(['d-ana'])
})
