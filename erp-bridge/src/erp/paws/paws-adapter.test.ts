import { afterEach, expect, test } from 'vitest'
import type { Clock } from '../../clock.ts'
import { erpPortContract, fulfilmentFor, pagesOf } from '../erp-port-contract.ts'
import { politePace } from '../manners.ts'
import { createSimulator, SIMULATED_COMPANY, type SimulatorOptions } from '../simulator/create-simulator.ts'
import { OUT_TYPES } from '../simulator/world.ts'
import { moveInsertBody } from './move-insert.ts'
import { createPawsAdapter, type PawsOptions } from './paws-adapter.ts'

let at = Date.parse('2026-03-10T08:00:00Z')
const clock: Clock = {
  now: () => at,
  sleep: async (ms) => {
    at += ms
  },
}
const open: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function company(options: SimulatorOptions = {}, paws: Partial<PawsOptions> = {}) {
  const simulator = await createSimulator({ days: 2, ...options })
  const port = createPawsAdapter({
    ...{ url: simulator.url, user: 'most', password: 'most-proba', company: SIMULATED_COMPANY },
    ...{ pageSize: 500, cancelledStatuses: ['S'], barcodeTable: 'tHE_SetItemBarCode' },
    ...{ pace: { ...politePace, gapMs: 0 }, clock },
    ...paws,
  })
  return { simulator, port, exchange: async () => {}, close: simulator.close }
}

erpPortContract('PAWS', () => company())

async function opened(options: SimulatorOptions = {}, paws: Partial<PawsOptions> = {}) {
  const world = await company(options, paws)
  open.push(world.close)
  return world
}

test.each(['cut_after', 'server_error_after', 'half_json', 'cut_before', 'server_error'] as const)(
  'RC-53 a posting that meets %s is sent once, its outcome is unknown, and looking tells',
  async (kind) => {
    const { simulator, port } = await opened()
    const fulfilment = fulfilmentFor(simulator, 'MT-26CT000001-1')
    simulator.faults.script([{ kind, on: 'book' }])
    expect(await port.post(fulfilment)).toMatchObject({ ok: false, failure: { kind: 'unknown_outcome' } })
    const arrived = kind !== 'cut_before' && kind !== 'server_error'
    expect(simulator.state.bookings()).toHaveLength(arrived ? 1 : 0)
    const found = await port.find(fulfilment.id)
    expect(found.ok && found.value).toHaveLength(arrived ? 1 : 0)
  },
)

test('RC-53 a posting that is answered too late is of unknown outcome, though it was booked', async () => {
  const { simulator, port } = await opened(
    { slowMs: 500 },
    { pace: { ...politePace, gapMs: 0, timeoutMs: 150 } },
  )
  simulator.faults.script([{ kind: 'slow', on: 'book' }])
  const fulfilment = fulfilmentFor(simulator, 'MT-26CT000002-1')
  expect(await port.post(fulfilment)).toMatchObject({ ok: false, failure: { kind: 'unknown_outcome' } })
  expect(simulator.state.bookings()).toHaveLength(1)
})

test('a booking that is made after we gave up is not seen by a look at once, but by a later one', async () => {
  const { simulator, port } = await opened(
    { slowMs: 400 },
    { pace: { ...politePace, gapMs: 0, timeoutMs: 100 } },
  )
  simulator.faults.script([{ kind: 'slow_work', on: 'book' }])
  const fulfilment = fulfilmentFor(simulator, 'MT-26CT000008-1')
  expect(await port.post(fulfilment)).toMatchObject({ ok: false, failure: { kind: 'unknown_outcome' } })
  expect(await port.find(fulfilment.id)).toEqual({ ok: true, value: [] })
  await expect.poll(() => simulator.state.bookings().length).toBe(1)
  const found = await port.find(fulfilment.id)
  expect(found.ok && found.value).toHaveLength(1)
})

test.each(['busy', 'unauthorized'] as const)(
  'RC-53 %s before the booking is safe to repeat: booked once',
  async (kind) => {
    const { simulator, port } = await opened()
    simulator.faults.script([{ kind, on: 'book' }])
    expect((await port.post(fulfilmentFor(simulator, 'MT-26CT000003-1'))).ok).toBe(true)
    expect(simulator.state.bookings()).toHaveLength(1)
  },
)

test('a wrong document type, an unknown article and an empty posting are rejected with the reason, and nothing is booked', async () => {
  const { simulator, port } = await opened()
  const good = fulfilmentFor(simulator, 'MT-26CT000004-1')
  const [line] = good.lines
  if (!line) throw new Error('no lines')
  const wrong = [
    { ...good, type: '9999' },
    { ...good, lines: [{ ...line, ident: '404404' }] },
    { ...good, lines: [] },
  ]
  for (const fulfilment of wrong) {
    const posted = await port.post(fulfilment)
    expect(posted).toMatchObject({ ok: false, failure: { kind: 'rejected' } })
  }
  expect(simulator.state.bookings()).toHaveLength(0)
})

test('a login without the licence to write is refused, not retried', async () => {
  const { simulator, port } = await opened({}, { user: 'zalihe', password: 'zalihe-proba' })
  expect(await port.post(fulfilmentFor(simulator, 'MT-26CT000005-1'))).toMatchObject({
    ok: false,
    failure: { kind: 'refused' },
  })
})

test('the wrong company is told as a wrong login', async () => {
  const { port } = await opened({}, { company: 'DRUGA' })
  expect(await pagesOf(port.subjects())).toMatchObject([{ ok: false, failure: { kind: 'credentials' } }])
})

test('booked twice is found twice: nothing hides it', async () => {
  const { simulator, port } = await opened()
  const fulfilment = fulfilmentFor(simulator, 'MT-26CT000006-1')
  await port.post(fulfilment)
  await port.post(fulfilment)
  const found = await port.find(fulfilment.id)
  expect(found.ok && found.value).toHaveLength(2)
})

test('no line is missed where documents have more of them than a page holds', async () => {
  const { simulator, port } = await opened({ linesPerDocument: 60, pageLimit: 100 }, { pageSize: 1000 })
  const mine = simulator.state.documents().filter(({ direction }) => direction === 'out')
  const from = mine.map(({ date }) => date).sort()[0] ?? ''
  const read = (await pagesOf(port.documents({ direction: 'out', types: [...OUT_TYPES], from }))).flatMap(
    (page) => (page.ok ? page.value : []),
  )
  const lines = (documents: readonly { number: string; lines: readonly unknown[] }[]) =>
    documents.map(({ number, lines: each }) => `${number} ${each.length}`).sort()
  expect(lines(read)).toEqual(lines(mine))
})

test('every barcode of an article comes along, where its table is named', async () => {
  const { port, simulator } = await opened()
  const found = await port.article('200500')
  const mine = simulator.state.article('200500')?.barcodes ?? []
  expect(found.ok && found.value?.barcodes.toSorted()).toEqual([...mine].sort())
})

test('what we booked is no document to pick, whatever its type', async () => {
  const { simulator, port } = await opened()
  const fulfilment = { ...fulfilmentFor(simulator, 'MT-26CT000007-1'), type: '20CT' }
  expect((await port.post(fulfilment)).ok).toBe(true)
  const query = { direction: 'out', types: ['20CT'], from: fulfilment.date } as const
  const documents = (await pagesOf(port.documents(query))).flatMap((page) => (page.ok ? page.value : []))
  expect(documents.length).toBeGreaterThan(0)
  expect(documents.map(({ number }) => number.slice(-6))).not.toContain('900001')
})

test('RC-02 what goes out leaves our site, what comes in leaves the supplier', () => {
  const sides = (direction: 'out' | 'in') => {
    const { acIssuer, acReceiver } = moveInsertBody({
      ...{ id: 'MT-2520P0000001-1', document: '25-20P0-000001', type: '1010', kind: 'fulfilment', direction },
      ...{ site: 'Veleprodajni Magacin', partner: 'Lipa Namještaj', date: '2025-10-03', lines: [] },
    })
    return [acIssuer, acReceiver]
  }
  expect(sides('out')).toEqual(['Veleprodajni Magacin', 'Lipa Namještaj'])
  expect(sides('in')).toEqual(['Lipa Namještaj', 'Veleprodajni Magacin'])
})
