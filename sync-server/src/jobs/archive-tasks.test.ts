import { differenceTo } from 'shared-schema/documents/work-document.ts'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readConfig } from '../config.ts'
import { foldHash } from '../projections/fold-hash.ts'
import { verifyProjections } from '../projections/rebuild-projections.ts'
import { collectionReaders } from '../routes/replication-routes.ts'
import { documentFromLog, documentOfRows, readDocument } from '../storage/document-rows.ts'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { event, furnish, handheld, openWarehouse, pick, update } from '../sync/sample-warehouse.ts'
import { archiveTasks } from './archive-tasks.ts'
import { withoutRest } from './pace.ts'

const DAY = 86_400_000
const read = readConfig({})
const keeping = read.ok ? read.config.keeping : undefined

/** Ana and Luka have picked all of `t-1` and finished; Jelena has not begun `t-2`. The test moves the clock. */
async function finishedTask() {
  const clock = { now: 1_760_000_000_000 }
  const store = await openSqliteStore(':memory:', () => clock.now)
  await furnish(store)
  const warehouse = openWarehouse(store)
  const [ana, luka] = [handheld(warehouse, 'ana'), handheld(warehouse, 'luka')]
  await ana.put(pick('ana', 'pillow', 10))
  await luka.put(pick('luka', 'blanket', 10))
  const finish = (who: 'ana' | 'luka') =>
    event(who, { type: 'task_completed', scope: 'worker', seen: 10_000 })
  await ana.put(finish('ana'))
  await luka.put(finish('luka'))
  const task = (id: string) =>
    store.sql.selectFrom('tasks').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const rows = async (table: 'doc_updates' | 'client_ids') =>
    (await store.sql.selectFrom(table).select('task').where('task', '=', 't-1').execute()).length
  if (keeping === undefined) throw new Error('the settings as they come are valid')
  return {
    ...{ warehouse, store, clock, ana, luka, task, rows },
    archive: () => archiveTasks(store, keeping, warehouse.log, withoutRest),
    hash: () => store.sql.transaction().execute(foldHash),
    pull: (device: string, since: number) =>
      collectionReaders({ store, now: () => clock.now, config: { timeZone: 'Europe/Belgrade' } }).tasks({
        ...{ device, since, limit: 100 },
      }),
  }
}

test('ST-13 a task that is over and quiet is kept as its log alone, which says all of it; devices let it go', async () => {
  const { store, clock, task, rows, archive, hash, pull, ana, warehouse } = await finishedTask()
  const before = await hash()
  const document = differenceTo(await readDocument(store.sql, 't-1'), new Map())
  const { checkpoint } = await pull('d-ana', 0)
  clock.now += 29 * DAY
  expect(await archive()).toMatchObject({ archived: 0 })
  expect(await rows('doc_updates')).toBeGreaterThan(0)

  clock.now += 2 * DAY
  expect(await archive()).toMatchObject({ archived: 1, differs: 0 })
  expect([await rows('doc_updates'), await rows('client_ids')]).toEqual([0, 0])
  expect((await task('t-1')).archived_at).toBe(clock.now)
  expect((await task('t-2')).archived_at).toBeNull()
  expect(await hash()).toEqual(before)
  expect((await verifyProjections(store)).differences).toEqual([])
  expect(differenceTo(await readDocument(store.sql, 't-1'), new Map())).toEqual(document)
  // Whoever opens the document gets all of it, as from any other.
  const other = handheld(warehouse, 'luka')
  await other.sync()
  expect(Y.encodeStateVector(other.doc)).toEqual(Y.encodeStateVector(ana.doc))

  const gone = await pull('d-ana', checkpoint.seq)
  expect(gone.documents).toEqual([{ id: 't-1', _deleted: true }])
  expect((await pull('d-ana', 0)).documents).toEqual([])
  expect(await archive()).toMatchObject({ archived: 0 })
  await store.close()
})

test('ST-14 a pick that comes weeks after the task was archived is stored, wakes the task and is an exception', async () => {
  const { store, clock, task, archive, hash, pull, ana, warehouse } = await finishedTask()
  // Ana picked two more in an aisle without radio, and her phone lay in a drawer.
  const late = pick('ana', 'pillow', 2)
  const known = await pull('d-ana', 0)
  clock.now += 40 * DAY
  await archive()
  const { checkpoint } = await pull('d-ana', known.checkpoint.seq)
  clock.now += 20 * DAY

  expect(await ana.put(late)).toMatchObject({ kind: 'stored', acknowledged: [late.id], held: [] })
  expect(await task('t-1')).toMatchObject({ archived_at: null, picked: 22_000, over: 2_000 })
  const kinds = await store.sql.selectFrom('exceptions').select(['kind', 'open']).orderBy('kind').execute()
  expect(kinds).toEqual([
    { kind: 'over_pick', open: 1 },
    { kind: 'picked_after_completion', open: 1 },
  ])
  const whole = differenceTo(await documentFromLog(store.sql, 't-1'), new Map())
  expect(differenceTo(await documentOfRows(store.sql, 't-1'), new Map())).toEqual(whole)
  expect((await verifyProjections(store)).differences).toEqual([])
  expect((await pull('d-ana', checkpoint.seq)).documents).toMatchObject([{ id: 't-1', _deleted: false }])

  // A phone that continues where it was, and one that repeats what the server has, are understood as ever.
  expect(await ana.put(pick('ana', 'pillow', 1))).toMatchObject({ kind: 'stored' })
  const luka = handheld(warehouse, 'luka')
  expect(await luka.sync()).toMatchObject({ kind: 'stored' })
  expect(luka.events.size).toBe(6)

  // An exception that nobody has decided keeps it at hand.
  clock.now += 100 * DAY
  const before = await hash()
  expect(await archive()).toMatchObject({ archived: 0 })
  expect(await hash()).toEqual(before)
  await store.close()
})

test('ST-14 an archived task is judged by its log: repeated frames are acknowledged, taken places and reused ids refused', async () => {
  const { store, clock, task, archive, warehouse } = await finishedTask()
  const [client, first] = [4711, pick('ana', 'blanket', 1)]
  const send = (bytes: Uint8Array) =>
    warehouse.ingest.frame({ task: 't-1', bytes, device: 'd-ana', origin: {} })
  const undo = event('ana', { type: 'unpicked', line: 't-1-blanket', undoes: first.id })
  await send(update(client, 0, first, undo))
  clock.now += 31 * DAY
  await archive()
  expect((await task('t-1')).archived_at).not.toBeNull()

  expect(await send(update(client, 0, first))).toMatchObject({ kind: 'stored', acknowledged: [first.id] })
  expect((await task('t-1')).archived_at).not.toBeNull()
  expect(await send(update(client, 5, pick('ana', 'blanket', 1)))).toMatchObject({ kind: 'resync' })
  expect(await send(update(client, 0, pick('ana', 'blanket', 3)))).toMatchObject({ kind: 'quarantined' })
  const stolen = update(client, 2, pick('luka', 'blanket', 1))
  expect(await send(stolen)).toMatchObject({ kind: 'quarantined', code: 'client_id_foreign' })
  expect((await task('t-1')).archived_at).not.toBeNull()
  expect(await send(update(client, 2, pick('ana', 'blanket', 1)))).toMatchObject({ kind: 'stored' })
  expect((await task('t-1')).archived_at).toBeNull()
  await store.close()
})

test('ST-13 a task waits while one of its devices has something to send, unless that device was not heard of for long', async () => {
  const { store, clock, archive } = await finishedTask()
  const say = (unsent: number, at: number) =>
    store.sql.updateTable('devices').set({ unsent, last_seen: at }).where('id', '=', 'd-luka').execute()
  clock.now += 31 * DAY
  await say(3, clock.now)
  expect(await archive()).toMatchObject({ unsent: 1, archived: 0 })
  clock.now += 91 * DAY
  expect(await archive()).toMatchObject({ archived: 1 })
  await store.close()
})

test('ST-13 a document that is not what the log makes is left as it is, for a person to look at', async () => {
  const { store, clock, archive, rows } = await finishedTask()
  const [last] = await store.sql
    .selectFrom('doc_updates')
    .select('seq')
    .orderBy('seq', 'desc')
    .limit(1)
    .execute()
  await store.sql
    .deleteFrom('doc_updates')
    .where('seq', '=', last?.seq ?? 0)
    .execute()
  clock.now += 31 * DAY
  expect(await archive()).toMatchObject({ differs: 1, archived: 0 })
  expect(await rows('client_ids')).toBeGreaterThan(0)
  await store.close()
})
