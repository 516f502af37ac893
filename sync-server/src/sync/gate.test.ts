import { differenceTo } from 'shared-schema/documents/work-document.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyProjections } from '../projections/rebuild-projections.ts'
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

test('SY-10 an id with another content is hostile', async () => {
  const scan = pick('ana', 'pillow', 1)
  await send('d-ana', update(7, 0, scan))
  const other = pick('ana', 'pillow', 9, { before: { id: scan.id } })
  const outcome = await send('d-ana', update(8, 0, other))
  expect(outcome).toMatchObject({ kind: 'quarantined', code: 'event_id_reused', refused: [scan.id] })
})

test('SY-11 a refused frame is kept whole with its reason, once, and the next honest one is stored', async () => {
  const forged = pick('ana', 'pillow', 1, { change: { qty: 9_000_000 } })
  const honest = pick('ana', 'pillow', 2)
  const frame = update(7, 0, honest, forged)
  expect(await send('d-ana', frame)).toMatchObject({
    kind: 'quarantined',
    code: 'mac_invalid',
    refused: [forged.id],
  })
  await send('d-ana', frame)
  const [kept, ...others] = await quarantined()
  expect(others).toEqual([])
  expect(kept).toMatchObject({ device: 'd-ana', document: 'task/t-1', code: 'mac_invalid' })
  expect(Buffer.from(kept?.bytes ?? []).equals(frame)).toBe(true)
  expect(JSON.parse(kept?.events ?? '')).toEqual(ids(honest, forged))
  expect(await send('d-ana', update(8, 0, honest))).toMatchObject({ kind: 'stored' })
})

test('SY-11 one poisoned frame in a batch fails alone', async () => {
  const [one, two] = [pick('ana', 'pillow', 1), pick('luka', 'pillow', 2)]
  const outcomes = await Promise.all([
    send('d-ana', update(7, 0, one)),
    send('d-jelena', Uint8Array.of(1, 1, 9, 0, 0, 1, 0)),
    send('d-luka', update(8, 0, two)),
    send('d-luka', update(8, 1, pick('luka', 'pillow', 1, { before: { task: 't-2' } }))),
    send('d-luka', update(8, 1, pick('luka', 'blanket', 1))),
  ])
  expect(outcomes.map(({ kind }) => kind)).toEqual([
    'stored',
    'quarantined',
    'stored',
    'quarantined',
    'stored',
  ])
  expect((await quarantined()).map(({ code }) => code)).toEqual([
    'update_malformed',
    'event_foreign_document',
  ])
})

test('SY-11 an act that breaks the transaction takes nobody with it', async () => {
  const scan = pick('ana', 'pillow', 1)
  const broken = warehouse.ingest.append({
    ...{ task: 't-1', actor: 'p-ana', operation: 'op' },
    acts: () => {
      throw new Error('a bug')
    },
  })
  const [outcome, act] = await Promise.allSettled([send('d-ana', update(7, 0, scan)), broken])
  expect(outcome).toMatchObject({ value: { kind: 'stored', acknowledged: [scan.id] } })
  expect(act.status).toBe('rejected')
  expect((await warehouse.inLog()).length).toBe(1)
})

test('SY-11 PK-01 a zero byte in a name, at which Postgres would cut it into another one, is refused with its reason, and nothing beside it', async () => {
  const honest = pick('luka', 'pillow', 2)
  const before = (change: object) => pick('ana', 'pillow', 1, { before: change })
  const forged = [
    before({ by: 'p-\0' }),
    before({ line: '\0' }),
    before({ id: 'x\0y' }),
    before({ type: 'a\0' }),
  ]
  const outcomes = await Promise.all([
    ...forged.map((each, at) => send('d-ana', update(20 + at, 0, each))),
    send('d-luka', update(8, 0, honest)),
  ])
  expect(outcomes.map((outcome) => ('code' in outcome ? outcome.code : outcome.kind))).toEqual([
    ...forged.map(() => 'event_malformed'),
    'stored',
  ])
  expect(await quarantined()).toHaveLength(forged.length)
})

test('SY-14 a client id belongs to the device that first used it: a spoofed one cannot make Ana’s pick vanish', async () => {
  await send('d-ana', update(7, 0, pick('ana', 'pillow', 1)))
  const spoofed = pick('luka', 'pillow', 1)
  expect(await send('d-luka', update(7, 1, spoofed))).toMatchObject({
    kind: 'quarantined',
    code: 'client_id_foreign',
  })
  expect(await send('d-luka', update(7, 0, spoofed))).toMatchObject({
    kind: 'quarantined',
    code: 'prefix_changed',
  })
  expect(await send('d-ana', update(7, 1, pick('ana', 'pillow', 1)))).toMatchObject({ kind: 'stored' })
})

test('SY-14 Luka’s phone delivers Ana’s events, whose codes prove them, and Ana’s own delivery later counts nothing twice', async () => {
  const hers = [pick('ana', 'pillow', 1), pick('ana', 'pillow', 2)]
  const frame = update(7, 0, ...hers)
  expect(await send('d-luka', frame)).toMatchObject({ kind: 'stored', acknowledged: ids(...hers) })
  expect(await send('d-ana', frame)).toMatchObject({ kind: 'stored', acknowledged: ids(...hers) })
  expect(await line('t-1-pillow')).toMatchObject({ picked: 3000, by_worker: '{"p-ana":3000}' })
})

test('SY-15 a decision by somebody who may not decide is refused', async () => {
  const correction = event('ana', { type: 'corrected', line: 't-1-pillow', qty: -1000, text: 'manje' })
  expect(await send('d-ana', update(7, 0, correction))).toMatchObject({
    kind: 'quarantined',
    code: 'author_forbidden',
  })
})

test.each<[string, string, Parameters<typeof pick>[3]]>([
  ['an event of another task', 'event_foreign_document', { before: { task: 't-2' } }],
  ['a device nobody enrolled', 'device_unknown', { before: { device: 'd-nobody' } }],
  ['a code made with another key', 'mac_invalid', { change: { mac: 'A'.repeat(43) } }],
  ['a forged author', 'mac_invalid', { change: { by: 'p-luka' } }],
  ['a field that is not allowed', 'event_malformed', { before: { price: 5 } }],
])('SY-04 hostile: %s', async (_name, code, forged) => {
  expect(await send('d-ana', update(7, 0, pick('ana', 'pillow', 1, forged)))).toMatchObject({
    kind: 'quarantined',
    code,
  })
  expect(await warehouse.inLog()).toEqual([])
})

test('SY-05 hostile: an event under a key that is not its id', async () => {
  const scan = pick('ana', 'pillow', 1)
  const ana = handheld(warehouse, 'ana')
  ana.doc.transact(() => ana.events.set('01900000-0000-7000-8000-ffffffffffff', scan))
  const [kept] = await quarantinedAfter()
  expect(kept).toMatchObject({ code: 'event_key_mismatch' })
})
const quarantinedAfter = async () => {
  await warehouse.ingest.drained()
  return quarantined()
}
