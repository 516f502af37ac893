import type { FoundDifference } from 'shared-schema/api/bridge.ts'
import { expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { issueDocument } from '../testing/bridge.ts'
import { type BridgeHouse, found, openBridgeHouse } from '../testing/bridge-house.ts'

const compared = { documents: 3, lines: 41, articles: 2000, fulfilments: 2, bookings: 2 }

/** One whole comparison of a night. */
async function night(
  { bridge, warehouse }: BridgeHouse,
  run: string,
  date: string,
  differences: readonly FoundDifference[],
) {
  warehouse.clock.now += 1
  const at = warehouse.clock.now
  const { body } = await bridge.post(`/api/bridge/reconciliations/${run}`, {
    ...{ date, at, differences, final: compared },
  })
  return body
}
type Listed = {
  id: string
  class: string
  state: string
  nights: number
  last_found_at: number
  action: string
}
async function listed({ milena }: BridgeHouse, query = ''): Promise<Listed[]> {
  return (await milena.get(`/api/reconciliation/differences${query}`)).body.items as Listed[]
}
async function act(house: BridgeHouse, difference: Listed | undefined, body: Record<string, unknown>) {
  const seen_at = difference?.last_found_at
  return house.milena.post(`/api/reconciliation/differences/${difference?.id}/actions`, { seen_at, ...body })
}

test('RC-30 a difference keeps its identity over the nights, counts them, and is settled when it is gone', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  expect(await night(house, 'r1', '2025-10-01', [found(6)])).toEqual({ opened: 1, again: 0, settled: 0 })
  expect(await night(house, 'r2', '2025-10-02', [found(6)])).toEqual({ opened: 0, again: 1, settled: 0 })
  expect(await listed(house)).toMatchObject([{ state: 'open', nights: 2 }])
  expect(await night(house, 'r2', '2025-10-02', [found(6)])).toEqual({ opened: 0, again: 1, settled: 0 })
  expect(await night(house, 'r3', '2025-10-02', [found(6)])).toEqual({ opened: 0, again: 1, settled: 0 })
  expect(await listed(house)).toMatchObject([{ nights: 2 }])
  expect(await night(house, 'r4', '2025-10-03', [])).toEqual({ opened: 0, again: 0, settled: 1 })
  expect(await night(house, 'r4', '2025-10-03', [])).toEqual({ opened: 0, again: 0, settled: 1 })
  expect(await listed(house)).toMatchObject([{ state: 'settled' }])
  expect(await night(house, 'r5', '2025-10-04', [found(6)])).toEqual({ opened: 1, again: 0, settled: 0 })
  const [again] = await listed(house)
  expect(again).toMatchObject({ state: 'open', nights: 1 })
  const { history } = (await house.milena.get(`/api/reconciliation/differences/${again?.id}`)).body
  expect((history as { what: string }[]).map(({ what }) => what)).toEqual([
    ...['found', 'found_again', 'gone', 'found_again'],
  ])
})

test('RC-30 two runs that are told at once settle nothing of each other, and a late piece is not lost', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const tell = (run: string, at: number, keys: readonly string[], final: boolean) =>
    house.bridge.post(`/api/bridge/reconciliations/${run}`, {
      ...{ date: '2025-10-02', at, final: final ? compared : null },
      differences: keys.map((key) => found(6, { key })),
    })
  await tell('older', 10, ['a', 'b'], false)
  await tell('newer', 20, ['a', 'c'], true)
  expect((await tell('older', 10, [], true)).body).toMatchObject({ settled: 0 })
  const open = async () =>
    (await listed(house, '?state=open')).map((each) => (each as unknown as { key: string }).key).sort()
  // `b` was seen by the older run only: the newer one settled it.
  expect(await open()).toEqual(['a', 'c'])
  await tell('third', 30, ['a'], true)
  expect(await open()).toEqual(['a'])
  expect((await tell('third', 30, ['d'], false)).body).toMatchObject({ opened: 1 })
  expect(await open()).toEqual(['a', 'd'])
  expect((await tell('third', 30, ['d'], false)).body).toMatchObject({ opened: 1 })
  expect((await house.milena.get('/api/reconciliation/runs/third')).body).toMatchObject({ still_open: 2 })
})

test('RC-27 drift of the stock is told once and stays until Milena has decided about it', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const key = 'stock_drift/m-1/200433'
  const drift = found(0, { key, class: 'stock_drift', document: null, stock_ours: 5_000, stock_erp: 3_000 })
  await night(house, 'r1', '2025-10-01', [drift])
  expect(await night(house, 'r2', '2025-10-02', [])).toEqual({ opened: 0, again: 0, settled: 0 })
  const [waiting] = await listed(house)
  expect(waiting).toMatchObject({ state: 'open' })
  await act(house, waiting, { action: 'write_off', note: 'Razbijeno pri istovaru' })
  await night(house, 'r3', '2025-10-03', [])
  expect(await listed(house)).toMatchObject([{ state: 'settled' }])
})

test('RC-31 an accepted difference stays settled on exactly its figures; other figures open it again', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  await night(house, 'r1', '2025-10-01', [found(6)])
  const [first] = await listed(house)
  expect((await act(house, first, { action: 'accept' })).body.code).toBe('reason_required')
  expect((await act(house, first, { action: 'post' })).body.code).toBe('action_unfit')
  const accepted = await act(house, first, { action: 'accept', note: 'dobavljač kasni' })
  expect(accepted.body).toMatchObject({ state: 'settled', action: 'accept' })
  await night(house, 'r2', '2025-10-02', [found(6)])
  expect(await listed(house, '?state=settled')).toHaveLength(1)
  house.warehouse.clock.now += 1000
  await night(house, 'r3', '2025-10-03', [found(7)])
  const [opened] = await listed(house, '?state=open')
  expect(opened).toMatchObject({ nights: 3, action: null })
  const stale = await act(house, first, { action: 'accept', note: 'isto' })
  expect(stale.body).toMatchObject({ status: 409, code: 'difference_stale' })
  const { history } = (await house.milena.get(`/api/reconciliation/differences/${opened?.id}`)).body
  expect(history).toMatchObject([
    { what: 'found', figures: { picked: 6000 } },
    { what: 'accept', by: 'p-sef', note: 'dobavljač kasni' },
    { what: 'figures_changed', figures: { picked: 7000 } },
  ])
})

test('RC-32 a difference has an owner, and notes that settle nothing', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  await night(house, 'r1', '2025-10-01', [found(6)])
  const [first] = await listed(house)
  const owned = await act(house, first, { action: 'assign_owner', owner: 'p-menadzer' })
  expect(owned.body).toMatchObject({ state: 'open', owner: 'p-menadzer' })
  await act(house, first, { action: 'note', note: 'zvati Kotor' })
  expect(await listed(house, '?owner=p-menadzer')).toHaveLength(1)
  expect(await listed(house, '?owner=none')).toHaveLength(0)
  await night(house, 'r2', '2025-10-02', [found(6)])
  expect(await listed(house, '?owner=p-menadzer')).toMatchObject([{ nights: 2 }])
})

test('RC-33 a back order makes what is missing assignable again, and what was picked stays picked', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const [{ requisition } = { requisition: '' }] = await house.hand(issueDocument([[1, '200431', 10]]))
  const task = await house.give(requisition, 'ana')
  await house.pick('ana', task, '200431', 6)
  await house.finish('ana', task)
  const document = async () => (await house.milena.get(`/api/trebovanja/${requisition}`)).body
  expect(await document()).toMatchObject({ status: 'done', assigned: 10_000, picked: 6000 })
  await night(house, 'r1', '2025-10-03', [found(6, { requisition })])
  const [short] = await listed(house)
  expect((await act(house, short, { action: 'back_order' })).body).toMatchObject({ state: 'decided' })
  expect(await document()).toMatchObject({ status: 'in_progress', assigned: 6000, picked: 6000 })
  expect((await act(house, short, { action: 'back_order' })).body.code).toBe('action_unfit')
  const second = await house.give(requisition, 'luka')
  expect(await document()).toMatchObject({ assigned: 10_000 })
  await house.pick('luka', second, '200431', 4)
  await house.finish('luka', second)
  expect(await document()).toMatchObject({ status: 'done', picked: 10_000, open_exceptions: 0 })
})

test('RC-33 what the ERP asked for after the document was finished is taken over by a back order', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const [{ requisition } = { requisition: '' }] = await house.hand(issueDocument([[1, '200431', 2]]))
  const task = await house.give(requisition, 'ana')
  await house.pick('ana', task, '200431', 2)
  await house.finish('ana', task)
  const lines = [
    [1, '200431', 5],
    [2, '200433', 1],
  ] as const
  expect(await house.hand(issueDocument(lines))).toMatchObject([{ outcome: 'changed' }])
  const document = async () => (await house.milena.get(`/api/trebovanja/${requisition}`)).body
  expect(await document()).toMatchObject({ status: 'done', requested: 2000 })
  const key = 'erp_changed/2520CT000279/1'
  await night(house, 'r1', '2025-10-03', [found(2, { key, class: 'erp_changed', requisition })])
  const [changed] = await listed(house)
  await act(house, changed, { action: 'back_order' })
  expect(await document()).toMatchObject({
    status: 'in_progress',
    requested: 6000,
    assigned: 2000,
    picked: 2000,
  })
})

test('RC-34 "post it" lets go what waited, and tells the bridge', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const key = 'unposted/2520CT000279/1'
  await night(house, 'r1', '2025-10-03', [found(6, { key, class: 'unposted', reason: 'approval' })])
  const [unposted] = await listed(house)
  expect((await act(house, unposted, { action: 'post' })).body).toMatchObject({
    state: 'decided',
    action: 'post',
  })
  expect((await house.bridge.get('/api/bridge/orders')).body.orders).toMatchObject([
    { kind: 'post', args: { document: '2520CT000279' } },
  ])
})

test('RC-35 the morning says whether both sides agree, and so does the TV', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const summary = async () => (await house.milena.get('/api/reconciliation/summary')).body
  const tv = async () => (await house.milena.get('/api/tv/live')).body.reconciliation
  expect(await summary()).toMatchObject({ state: 'never', last_run: null })
  expect(await tv()).toBeUndefined()
  await night(house, 'r1', '2025-10-03', [])
  expect(await summary()).toMatchObject({ state: 'agree', last_run: { compared }, open_total: 0 })
  await night(house, 'r2', '2025-10-03', [found(6)])
  expect(await tv()).toMatchObject({
    state: 'differ',
    open: { short_with_reason: 1, over: 0 },
    open_total: 1,
  })
  house.warehouse.clock.now += 31 * 60 * 60 * 1000
  const milena = await house.warehouse.as('sef')
  expect((await milena.get('/api/reconciliation/summary')).body).toMatchObject({ state: 'silent' })
})

test('RC-26 a report is a page, a table and a PDF, also of a night that found nothing', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  await night(house, 'r1', '2025-10-02', [])
  await night(house, 'r2', '2025-10-03', [
    found(6, { name: 'Čaršav Đurđevak, žuti šal' }),
    found(0, {
      key: 'stock_drift/m-1/200433',
      class: 'stock_drift',
      document: null,
      stock_ours: -2500,
      stock_erp: 0,
    }),
  ])
  expect((await house.milena.get('/api/reconciliation/runs')).body).toMatchObject({
    items: [{ id: 'r2', found: { short_with_reason: 1, stock_drift: 1, over: 0 } }, { id: 'r1' }],
  })
  const csv = await house.milena.get('/api/reconciliation/runs/r2?format=csv')
  expect(csv.headers.get('Content-Disposition')).toContain('razlike-2025-10-03.csv')
  expect(csv.text).toContain('Manjak s razlogom;čeka;2520CT000279;1;200431;Čaršav Đurđevak, žuti šal;KOM')
  expect(csv.text).toContain(';-2,5;0;')
  for (const query of ['r2?format=pdf&lang=sr', 'r1?format=pdf&lang=en']) {
    const response = await house.milena.raw(`/api/reconciliation/runs/${query}`)
    expect(response.headers.get('Content-Type')).toBe('application/pdf')
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect(new TextDecoder('latin1').decode(bytes.slice(0, 5))).toBe('%PDF-')
  }
  expect((await house.milena.get('/api/reconciliation/runs/r9')).status).toBe(404)
})

test('RC-09 a run that tries without writing shows what it would find, and opens nothing', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const trial = {
    ...{ id: 'trial', kind: 'nightly', date: '2025-10-03', dry_run: true, state: 'running', started_at: 1 },
    ...{ ended_at: null, steps: [] },
  }
  await house.bridge.send('PUT', '/api/bridge/runs/trial', trial)
  await night(house, 'trial', '2025-10-03', [found(6)])
  expect(await listed(house)).toEqual([])
  expect((await house.milena.get('/api/reconciliation/runs/trial')).body).toMatchObject({
    ...{ dry_run: true, differences: [{ class: 'short_with_reason', picked: 6000 }] },
  })
  expect((await house.milena.get('/api/reconciliation/summary')).body).toMatchObject({ state: 'never' })
})
