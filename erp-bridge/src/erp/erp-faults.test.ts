import { afterEach, expect, test } from 'vitest'
import type { Clock } from '../clock.ts'
import type { ErpPort } from './erp-port.ts'
import { fulfilmentFor } from './erp-port-contract.ts'
import { createGatewayAdapter } from './gateway/gateway-adapter.ts'
import { politePace } from './manners.ts'
import { createPawsAdapter } from './paws/paws-adapter.ts'
import { createSimulator, SIMULATED_COMPANY, type Simulator } from './simulator/create-simulator.ts'

const TIMEOUT_MS = 60
let at = Date.parse('2026-03-10T08:00:00Z')
const clock: Clock = {
  now: () => at,
  sleep: async (ms) => {
    at += ms
  },
}
const pace = { ...politePace, timeoutMs: TIMEOUT_MS, gapMs: 0 }
const closing: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function troubled(seed: number): Promise<{ simulator: Simulator; gateway: ErpPort; paws: ErpPort }> {
  const simulator = await createSimulator({
    seed,
    articles: 600,
    days: 2,
    slowMs: TIMEOUT_MS * 2,
    pageLimit: 200,
  })
  closing.push(simulator.close)
  simulator.faults.random({ seed, rate: 0.25 })
  const login = { url: simulator.url, user: 'most', password: 'most-proba', clock, pace }
  const way = { pageSize: 200, cancelledStatuses: ['S'] }
  return {
    simulator,
    gateway: createGatewayAdapter({ ...login, ...way, receiptMethod: 'GetReceiptDocWMS' }),
    paws: createPawsAdapter({ ...login, ...way, company: SIMULATED_COMPANY }),
  }
}

test.each([1, 2, 3, 4, 5, 6])('RC-50 seed %i: a reading that ends well has read everything', async (seed) => {
  const { simulator, gateway, paws } = await troubled(seed)
  for (const port of [gateway, paws]) {
    let whole = false
    for (let night = 0; night < 20 && !whole; night += 1) {
      const read = new Set<string>()
      let failed = false
      for await (const page of port.articles()) {
        if (page.ok) for (const { ident } of page.value) read.add(ident)
        else failed = true
      }
      if (!failed) {
        expect(read.size).toBe(simulator.state.articles().length)
        whole = true
      }
      at += 120_000
    }
    expect(whole).toBe(true)
  }
})

test.each([11, 12, 13, 14])(
  'RC-05 seed %i: who looks before every repetition books everything once',
  async (seed) => {
    const { simulator, paws } = await troubled(seed)
    const ids = Array.from({ length: 12 }, (_, index) => `MT-26CT${seed}-${index + 1}`)
    const open = new Set(ids)
    for (let round = 0; round < 60 && open.size > 0; round += 1) {
      for (const id of [...open]) {
        const found = await paws.find(id)
        if (!found.ok) continue
        if (found.value.length > 0) open.delete(id)
        else await paws.post(fulfilmentFor(simulator, id))
      }
      at += 120_000
    }
    expect([...open]).toEqual([])
    expect(
      simulator.state
        .bookings()
        .map(({ acDoc1 }) => acDoc1)
        .sort(),
    ).toEqual([...ids].sort())
  },
)
