import type { FulfilmentMirror, WorkedDocument } from 'shared-schema/api/bridge.ts'
import { expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { issueDocument } from '../testing/bridge.ts'
import { type BridgeHouse, openBridgeHouse, posting } from '../testing/bridge-house.ts'

async function work({ bridge }: BridgeHouse, query: string) {
  const { body } = await bridge.get(`/api/bridge/work?${query}`)
  return body as { documents: WorkedDocument[]; next: string | null }
}
const put = ({ bridge }: BridgeHouse, row: FulfilmentMirror) =>
  bridge.send('PUT', `/api/bridge/fulfilments/${row.id}`, row)

/** Ana has picked 6 of 10 pillows and finished. */
async function finished(house: BridgeHouse) {
  const [{ requisition } = { requisition: '' }] = await house.hand(issueDocument([[1, '200431', 10]]))
  const task = await house.give(requisition, 'ana')
  await house.pick('ana', task, '200431', 6)
  expect((await work(house, 'scope=unposted')).documents).toEqual([])
  await house.finish('ana', task)
  const [document] = (await work(house, 'scope=unposted')).documents
  return { requisition, task, line: document?.lines[0]?.line ?? '', document }
}

test('RC-02 what finished tasks counted is to be posted until confirmed postings cover it', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const { requisition, line, document } = await finished(house)
  expect(document).toMatchObject({
    ...{ requisition, number: '2520CT000279', type: '20CT', status: 'done', erp_cancelled: false },
    ...{ erp_site: 'VELEPRODAJNI MAGACIN ', site: 'Veleprodajni Magacin', tasks: 1, tasks_finished: 1 },
    lines: [{ requested: 10_000, erp_requested: 10_000, picked: 6000, finished: 6000, reason: 'not_found' }],
  })
  await put(house, posting({ requisition, line, units: 6 }))
  expect((await work(house, 'scope=unposted')).documents).toHaveLength(1)
  const confirmed = { state: 'confirmed' as const, ac_key: '25-3000-000017', version: 2, confirmed_at: 5 }
  await put(house, posting({ requisition, line, units: 6 }, confirmed))
  expect((await work(house, 'scope=unposted')).documents).toEqual([])
  const late = posting({ requisition, line, units: 6 }, { version: 1 })
  await put(house, late)
  expect((await work(house, 'scope=unposted')).documents).toEqual([])
  const correction = posting(
    { requisition, line, units: 1 },
    { ...confirmed, id: 'MT-2520CT000279-2', number: 2, kind: 'correction' },
  )
  await put(house, correction)
  expect((await work(house, 'scope=unposted')).documents).toHaveLength(1)
})

test('a comparison is about the days of the documents, of the work, and what is still open; page by page', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const numbers = ['2520CT000001', '2520CT000002', '2520CT000003']
  await house.hand(...numbers.map((number) => issueDocument([[1, '200431', 1]], { number })))
  const seen: string[] = []
  let after = ''
  for (;;) {
    const page = await work(house, `scope=period&from=2025-10-03&to=2025-10-03&limit=2${after}`)
    seen.push(...page.documents.map(({ number }) => number))
    if (page.next === null) break
    after = `&after=${page.next}`
  }
  expect(seen.sort()).toEqual(numbers)
  expect((await work(house, 'scope=period&from=2025-10-04&to=2025-10-09')).documents).toEqual([])
  const { requisition, task } = await (async () => {
    const [one] = await house.hand(
      issueDocument([[1, '200431', 3]], { number: '2520CT000004', date: '2025-09-01' }),
    )
    const given = await house.give(one?.requisition ?? '', 'ana')
    await house.pick('ana', given, '200431', 2)
    return { requisition: one?.requisition, task: given }
  })()
  expect(task).not.toBe('')
  const { documents } = await work(house, 'scope=period&from=2025-10-03&to=2025-10-03')
  expect(documents.map((each) => each.requisition)).toContain(requisition)
  expect((await house.bridge.get('/api/bridge/work?scope=period')).status).toBe(400)
})

test('RC-08 a person lets a posting go as it was looked at; another content waits again', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const { requisition, line } = await finished(house)
  const draft = posting({ requisition, line, units: 6 })
  expect((await put(house, draft)).body).toEqual({ approved_by: null, rejected_by: null })
  const waiting = await house.milena.get('/api/pantheon/fulfilments?approval=waiting')
  expect(waiting.body).toMatchObject({ total: 1, items: [{ id: draft.id, lines: [{ qty: 6000 }] }] })
  const approve = (version: number) =>
    house.milena.post(`/api/pantheon/fulfilments/${draft.id}/approve`, { version })
  expect((await approve(9)).body.code).toBe('fulfilment_stale')
  expect((await approve(1)).body).toMatchObject({ approved_by: 'p-sef' })
  expect((await house.bridge.get('/api/bridge/orders')).body.orders).toMatchObject([
    { kind: 'post', args: { fulfilment: draft.id }, by: 'p-sef' },
  ])
  expect((await put(house, { ...draft, version: 2, attempts: 1 })).body).toMatchObject({
    approved_by: 'p-sef',
  })
  const other = { ...posting({ requisition, line, units: 5 }), version: 3 }
  expect((await put(house, other)).body).toMatchObject({ approved_by: null })
  const note = 'pogrešna radnja'
  await house.milena.post(`/api/pantheon/fulfilments/${draft.id}/reject`, { version: 3, note })
  expect((await put(house, { ...other, version: 4 })).body).toMatchObject({ rejected_by: 'p-sef' })
  await put(house, { ...other, version: 5, state: 'sending' })
  expect((await approve(5)).body.code).toBe('conflict')
})

test('RC-08 two supervisors decide at once: what Milena let go is not held back behind the bridge', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const { requisition, line } = await finished(house)
  const draft = posting({ requisition, line, units: 6 })
  await put(house, draft)
  const manager = await house.warehouse.as('menadzer')
  const say = (client: typeof manager, word: 'approve' | 'reject') =>
    client.post(`/api/pantheon/fulfilments/${draft.id}/${word}`, {
      version: 1,
      ...(word === 'reject' && { note: 'ne još' }),
    })
  expect((await say(house.milena, 'approve')).body).toMatchObject({ approved_by: 'p-sef' })
  expect((await say(manager, 'reject')).body).toMatchObject({ status: 409, code: 'conflict' })
  expect((await put(house, draft)).body).toMatchObject({ approved_by: 'p-sef', rejected_by: null })
  const lost = { ...posting({ requisition, line, units: 5 }), version: 1 }
  expect((await put(house, lost)).body).toEqual({ approved_by: null, rejected_by: null, newer: 1 })
})

test('RC-40 the bridge waits for an order without holding anything, and hears it at once', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  expect((await house.bridge.get('/api/bridge/orders?wait=0')).body).toEqual({ orders: [] })
  const waiting = house.bridge.get('/api/bridge/orders?wait=25')
  // While it waits everybody else is served.
  expect((await house.milena.get('/api/trebovanja')).status).toBe(200)
  const order = (await house.milena.post('/api/pantheon/sync/catalog', { full: true })).body
  const again = (await house.milena.post('/api/pantheon/sync/catalog', { full: true })).body
  expect(again.id).toBe(order.id)
  expect((await waiting).body).toMatchObject({
    orders: [{ id: order.id, kind: 'catalogue', args: { full: true }, by: 'p-sef' }],
  })
  const report = (body: unknown) => house.bridge.post(`/api/bridge/orders/${order.id}`, body)
  await report({ state: 'running', progress: { step: 'articles', done: 1000, total: null } })
  expect((await house.milena.get('/api/pantheon/sync/status')).body).toMatchObject({
    connection: 'absent',
    running: [{ order: order.id, progress: { done: 1000 } }],
  })
  await report({ state: 'done', run: 'r-1' })
  await report({ state: 'running', progress: { step: 'articles', done: 1001, total: null } })
  expect((await house.milena.get(`/api/pantheon/orders/${order.id}`)).body).toMatchObject({
    ...{ state: 'done', run: 'r-1' },
  })
  expect((await house.bridge.get('/api/bridge/orders')).body).toEqual({ orders: [] })
})

test('the desk sees the runs of the bridge, and whether it is alive', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const { bridge, milena, warehouse } = house
  const states = { draft: 0, ready: 0, sending: 0, unknown: 0, confirmed: 1, rejected: 0 }
  const sign = {
    ...{ at: 1, version: '1.0.0', adapter: 'gateway', breaker: 'closed', breaker_until: null },
    ...{ last_error: null, next_run_at: null, schedule: '0 2 * * *', fulfilments: states },
  }
  expect((await bridge.send('PUT', '/api/bridge/status', sign)).status).toBe(200)
  const run = {
    ...{ id: 'run-1', kind: 'nightly', date: '2025-10-02', dry_run: false, state: 'done' },
    ...{ started_at: 10, ended_at: 20 },
    steps: [
      { name: 'articles', state: 'done', started_at: 10, ended_at: 12, counts: { read: 5 }, failure: null },
    ],
  }
  expect((await bridge.send('PUT', '/api/bridge/runs/run-1', run)).status).toBe(200)
  const status = async () => (await milena.get('/api/pantheon/sync/status')).body
  expect(await status()).toMatchObject({ connection: 'connected', bridge: sign, last: [run] })
  warehouse.clock.now += 61_000
  expect(await status()).toMatchObject({ connection: 'silent' })
  expect((await milena.get('/api/pantheon/runs?kind=nightly')).body).toMatchObject({ items: [run] })
})

test('PK-33 of a receipt the bridge, the desk and the way of the document hear what came broken', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const receipt = { number: '2520B0000007', direction: 'in' as const, type: '20B0', partner: 'Dunav Tekstil' }
  const [{ requisition } = { requisition: '' }] = await house.hand(
    issueDocument([[1, '200431', 10]], receipt),
  )
  const task = await house.give(requisition, 'ana')
  await house.pick('ana', task, '200431', 9)
  const items = async () =>
    (await house.milena.get(`/api/zaduznice/${task}`)).body.items as { id: string; damaged: number }[]
  const line = (await items())[0]?.id ?? ''
  await house.warehouse.ingest.append({
    ...{ task, actor: 'p-ana', operation: 'broken' },
    acts: () => ({ ok: true, value: [{ type: 'damaged', task, line, qty: 2000, photo: 'ab'.repeat(32) }] }),
  })
  expect(await items()).toMatchObject([{ picked: 9000, damaged: 2000 }])
  await house.finish('ana', task)
  expect((await work(house, 'scope=unposted')).documents).toMatchObject([
    { direction: 'in', lines: [{ picked: 9000, finished: 9000, damaged: 2000 }] },
  ])
  expect((await house.milena.get('/api/pantheon/documents/2520B0000007')).body.lines).toMatchObject([
    { picked: 9000, damaged: 2000 },
  ])
})
