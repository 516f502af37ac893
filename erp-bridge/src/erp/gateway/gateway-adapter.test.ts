import { afterEach, expect, test } from 'vitest'
import type { Clock } from '../../clock.ts'
import type { ErpPort } from '../erp-port.ts'
import { all, erpPortContract, pagesOf } from '../erp-port-contract.ts'
import { politePace } from '../manners.ts'
import { createPawsAdapter } from '../paws/paws-adapter.ts'
import {
  createSimulator,
  SIMULATED_COMPANY,
  type Simulator,
  type SimulatorOptions,
} from '../simulator/create-simulator.ts'
import { OUT_TYPES } from '../simulator/world.ts'
import { createGatewayAdapter, type GatewayOptions } from './gateway-adapter.ts'

/** Time that passes only by waiting. */
function patientClock() {
  let at = Date.parse('2026-03-10T08:00:00Z')
  const slept: number[] = []
  const clock: Clock = {
    now: () => at,
    sleep: async (ms) => {
      slept.push(ms)
      at += ms
    },
  }
  return { clock, slept, forward: (ms: number) => (at += ms) }
}

const open: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function company(
  options: SimulatorOptions = {},
  gateway: Partial<GatewayOptions> = {},
): Promise<{ simulator: Simulator; port: ErpPort } & ReturnType<typeof patientClock>> {
  const time = patientClock()
  const simulator = await createSimulator({ articles: 2000, days: 2, ...options })
  open.push(simulator.close)
  const port = createGatewayAdapter({
    ...{ url: simulator.url, user: 'most', password: 'most-proba' },
    ...{ stockUser: 'zalihe', stockPassword: 'zalihe-proba', pageSize: 1000 },
    ...{
      cancelledStatuses: ['S'],
      receiptMethod: 'GetReceiptDocWMS',
      pace: { ...politePace, timeoutMs: 2000 },
    },
    clock: time.clock,
    ...gateway,
  })
  return { simulator, port, ...time }
}

erpPortContract('the gateway, with PAWS as the way back', async () => {
  const simulator = await createSimulator({ days: 2 })
  const { clock } = patientClock()
  const login = { url: simulator.url, user: 'most', password: 'most-proba', clock }
  const way = { pageSize: 1000, cancelledStatuses: ['S'], pace: politePace }
  const outbox = createPawsAdapter({ ...login, ...way, company: SIMULATED_COMPANY })
  const port = createGatewayAdapter({
    ...{ ...login, ...way, outbox, receiptMethod: 'GetReceiptDocWMS' },
    ...{ stockUser: 'zalihe', stockPassword: 'zalihe-proba' },
  })
  return { port, simulator, exchange: async () => {}, close: simulator.close }
})

test('the catalogue does not end after its first thousand articles', async () => {
  const { port } = await company({ articles: 2000, traps: { leadingZeros: false } })
  expect(await all(port.articles())).toHaveLength(2000)
})

test('a gateway that gives fewer rows than asked for is read to the end all the same', async () => {
  const { port, simulator } = await company({ articles: 3000, pageLimit: 1000 }, { pageSize: 5000 })
  expect(await all(port.articles())).toHaveLength(simulator.state.articles().length)
})

test('a page that comes twice costs one more request and no article', async () => {
  const { port, simulator } = await company({ articles: 3000 })
  simulator.faults.script([{ kind: 'same_page' }])
  const idents = (await all(port.articles())).map(({ ident }) => ident)
  expect(simulator.faults.counts().same_page).toBe(1)
  expect(new Set(idents).size).toBe(simulator.state.articles().length)
  expect(idents).toHaveLength(simulator.state.articles().length)
})

test('rows that move between two pages are not missed, and a 204 in the middle is not believed', async () => {
  const { port, simulator } = await company({ articles: 5000 })
  simulator.faults.script([
    { kind: 'rows_move' },
    { kind: 'no_content' },
    { kind: 'rows_move' },
    { kind: 'rows_move' },
  ])
  const idents = new Set((await all(port.articles())).map(({ ident }) => ident))
  expect(idents.size).toBe(simulator.state.articles().length)
  expect(simulator.faults.counts()).toMatchObject({ rows_move: 3, no_content: 1 })
})

test('RC-52 a token that is forgotten in mid-run costs one login', async () => {
  const { port, simulator } = await company({ articles: 3000 })
  simulator.faults.script([{ kind: 'unauthorized', on: 'read' }])
  expect(await all(port.articles())).toHaveLength(simulator.state.articles().length)
})

test('RC-52 a wrong password is told at once and never tried again', async () => {
  const { port } = await company({}, { password: 'pogrešna' })
  const [page] = await pagesOf(port.articles())
  expect(page).toMatchObject({ ok: false, failure: { kind: 'credentials', code: 'erp_credentials' } })
  expect(JSON.stringify(page)).not.toContain('pogrešna')
  expect(port.health().requests).toBe(1)
})

test('RC-51 429 is waited for as long as it asks', async () => {
  const { port, simulator, slept } = await company({ retryAfterS: 7 })
  simulator.faults.script([{ kind: 'busy', on: 'read' }])
  expect((await all(port.subjects())).length).toBeGreaterThan(0)
  expect(slept).toContain(7000)
})

test.each(['server_error', 'cut_before', 'cut_after', 'half_json'] as const)(
  'RC-51 %s is read over after 1, 2 and 4 s',
  async (kind) => {
    const { port, simulator, slept } = await company()
    simulator.faults.script(Array.from({ length: 3 }, () => ({ kind, on: 'read' as const })))
    expect((await all(port.subjects())).length).toBeGreaterThan(0)
    expect(slept.filter((ms) => [1000, 2000, 4000].includes(ms) && ms > 1000)).toEqual([2000, 4000])
  },
)

test('an answer that comes too late is asked for again', async () => {
  const { port, simulator } = await company({ slowMs: 600 }, { pace: { ...politePace, timeoutMs: 150 } })
  simulator.faults.script([{ kind: 'slow', on: 'read' }])
  expect((await all(port.subjects())).length).toBeGreaterThan(0)
})

test('RC-51 the breaker opens after three failed calls for two minutes and closes after a good one', async () => {
  const { port, simulator, forward } = await company()
  simulator.faults.random({ seed: 1, rate: 1, kinds: ['server_error'] })
  for (const expected of ['closed', 'closed', 'open'] as const) {
    expect(await pagesOf(port.subjects())).toMatchObject([{ ok: false, failure: { kind: 'broken' } }])
    expect(port.health().breaker).toBe(expected)
  }
  const { requests } = port.health()
  simulator.faults.random(undefined)
  expect(await pagesOf(port.subjects())).toMatchObject([{ ok: false, failure: { kind: 'away' } }])
  expect(port.health().requests).toBe(requests)
  forward(120_000)
  expect(port.health().breaker).toBe('half_open')
  expect((await all(port.subjects())).length).toBeGreaterThan(0)
  expect(port.health().breaker).toBe('closed')
})

test('RC-51 requests keep a second apart', async () => {
  const { port, slept } = await company({ articles: 3000, traps: { oldMethodName: false } })
  await all(port.articles())
  expect(slept.length).toBe(port.health().requests - 1)
  expect(Math.min(...slept)).toBe(1000)
})

test('nobody at the address is "away", not an error of the program', async () => {
  const { port, simulator } = await company()
  await simulator.close()
  open.length = 0
  expect(await pagesOf(port.subjects())).toMatchObject([{ ok: false, failure: { kind: 'away' } }])
})

test('a change filter that looks at the day only gives too much, never too little', async () => {
  const { port, simulator } = await company()
  const [article] = simulator.state.articles()
  if (!article) throw new Error('no articles')
  simulator.state.putArticle({ ...article, name: 'Novo ime', barcodes: ['3890001234565'] })
  const changed = await all(
    port.articles(new Date(Date.now() - 60_000).toISOString().slice(0, 19).replace('T', ' ')),
  )
  expect(changed.find(({ ident }) => ident === article.ident)).toMatchObject({
    name: 'Novo ime',
    barcodes: ['3890001234565'],
  })
  expect(changed.length).toBeLessThan(50)
})

test('a document that is cancelled in the ERP says so', async () => {
  const { port, simulator } = await company()
  const [document] = simulator.state.documents().filter(({ direction }) => direction === 'out')
  if (!document) throw new Error('no documents')
  simulator.changeDocument(document.number, { status: 'S' })
  const found = await port.document('out', document.number)
  expect(found).toMatchObject({ ok: true, value: { cancelled: true, status: 'S' } })
})

test('types that are not configured and days after the last one are cut off here', async () => {
  const { port, simulator } = await company({ days: 3, documentsPerDay: 20 })
  const days = [...new Set(simulator.state.documents().map(({ date }) => date))].sort()
  const [first = '', second = ''] = days
  const documents = await all(port.documents({ direction: 'out', types: ['20CT'], from: first, to: second }))
  expect(new Set(documents.map(({ type }) => type))).toEqual(new Set(['20CT']))
  expect(documents.every(({ date }) => date <= second)).toBe(true)
  const wanted = simulator.state.documents().filter(({ type, date }) => type === '20CT' && date <= second)
  expect(documents).toHaveLength(wanted.length)
  expect(OUT_TYPES).toContain('20CT')
})

test('without a way back it says so, and books nothing', async () => {
  const { port } = await company()
  expect(port.capabilities).toMatchObject({ post: false, find: false, readBookings: false })
  expect(await port.find('MT-1')).toMatchObject({ ok: false, failure: { kind: 'refused' } })
})

test('RC-55 a row that cannot be read holds up none of the others and is named at the end', async () => {
  const { port, simulator } = await company()
  const [document] = simulator.state.documents().filter(({ direction }) => direction === 'out')
  if (!document) throw new Error('no documents')
  // A third of a piece: no quantity here, and rounding it would be a lie.
  simulator.changeDocument(document.number, { quantities: { 1: 333.3333 } })
  const query = { direction: 'out', types: [...OUT_TYPES], from: '2020-01-01' } as const
  const pages = await pagesOf(port.documents(query))
  const read = pages.flatMap((page) => (page.ok ? page.value : []))
  const others = simulator.state
    .documents()
    .filter(({ direction, number }) => direction === 'out' && number !== document.number)
  expect(read).toHaveLength(others.length)
  expect(pages.at(-1)).toMatchObject({
    ok: false,
    failure: { kind: 'broken', detail: expect.stringContaining(`${document.number} line 1: quantity`) },
  })
})
