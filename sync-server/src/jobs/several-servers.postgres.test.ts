import { differenceTo } from 'shared-schema/documents/work-document.ts'
import { expect, test } from 'vitest'
import { verifyProjections } from '../projections/rebuild-projections.ts'
import { documentFromLog, documentOfRows, readDocument } from '../storage/document-rows.ts'
import { openPostgresStore } from '../storage/postgres/postgres-store.ts'
import { freshDatabase } from '../storage/postgres/test-database.ts'
import { event, furnish, openWarehouse, pick, update } from '../sync/sample-warehouse.ts'
import { archiveTasks } from './archive-tasks.ts'
import { withoutRest } from './pace.ts'

const DAY = 86_400_000
const KEEPING = { archiveAfter: 30, hideDevicesAfter: 0 }

/** Two servers on one Postgres, with one clock that the test moves; Ana's phone is at the first, Luka's at the second. */
async function twoServers() {
  const clock = { now: 1_760_000_000_000 }
  const url = await freshDatabase()
  const open = () => openPostgresStore(url, { now: () => clock.now })
  const first = openWarehouse(await open())
  await furnish(first.store)
  const second = openWarehouse(await open())
  const send = (server: typeof first, who: 'ana' | 'luka', bytes: Uint8Array) =>
    server.ingest.frame({ task: 't-1', bytes, device: `d-${who}`, origin: {} })
  return {
    ...{ clock, first, second, send },
    /** Whatever holds the document, it says what the log says. */
    isWhole: async () => {
      const log = differenceTo(await documentFromLog(first.store.sql, 't-1'), new Map())
      expect(differenceTo(await readDocument(second.store.sql, 't-1'), new Map())).toEqual(log)
      expect((await verifyProjections(first.store)).differences).toEqual([])
    },
    close: async () => {
      await first.store.close()
      await second.store.close()
    },
  }
}

test('ST-06 documents that two servers add to at once are merged without losing a struct', async () => {
  const { first, second, send, isWhole, close } = await twoServers()
  const rows = async () =>
    (await first.store.sql.selectFrom('doc_updates').select('seq').where('task', '=', 't-1').execute()).length
  for (let clock = 0; clock < 36; clock++) {
    await Promise.all([
      send(first, 'ana', update(1, clock, pick('ana', 'pillow', 1))),
      send(second, 'luka', update(2, clock, pick('luka', 'blanket', 1))),
    ])
  }
  // 72 updates were written; the 64th, wherever it was, merged all of them.
  expect(await rows()).toBeLessThan(10)
  const { events } = await verifyProjections(first.store)
  expect(events).toBe(72)
  await isWhole()
  await close()
})

test('ST-14 a late pick at one server while another one archives the task: stored, and the task is at hand', async () => {
  const { clock, first, second, send, isWhole, close } = await twoServers()
  const done = event('ana', { type: 'task_completed', scope: 'worker', seen: 20_000 })
  await send(first, 'ana', update(1, 0, pick('ana', 'pillow', 10), pick('ana', 'blanket', 10), done))
  const task = () =>
    first.store.sql.selectFrom('tasks').selectAll().where('id', '=', 't-1').executeTakeFirstOrThrow()
  expect((await task()).status).toBe('done')
  for (let round = 0; round < 6; round++) {
    clock.now += 31 * DAY
    const late = event('ana', { type: 'note_added', text: `Nota ${round}` })
    const archiving = () => archiveTasks(first.store, KEEPING, first.log, withoutRest)
    const arriving = () => send(second, 'ana', update(1, 3 + round, late))
    const order = round % 2 === 0 ? [archiving, arriving] : [arriving, archiving]
    const outcomes = await Promise.all(order.map((act) => act()))
    expect(outcomes).toContainEqual(expect.objectContaining({ kind: 'stored', acknowledged: [late.id] }))
    expect((await task()).archived_at).toBeNull()
    const rows = differenceTo(await documentOfRows(second.store.sql, 't-1'), new Map())
    expect(rows).toEqual(differenceTo(await documentFromLog(second.store.sql, 't-1'), new Map()))
    await isWhole()
  }
  clock.now += 31 * DAY
  expect(await archiveTasks(second.store, KEEPING, second.log, withoutRest)).toMatchObject({ archived: 1 })
  await isWhole()
  await close()
})
