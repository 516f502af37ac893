import type { AddressInfo } from 'node:net'
import { serve as listen } from '@hono/node-server'
import { Hono } from 'hono'
import { adminFace, changeDocument } from './admin-face.ts'
import { createFaultPlan, type FaultPlan, type RandomFaults } from './faults.ts'
import { gatewayFace } from './gateway-face.ts'
import { createLogins } from './logins.ts'
import { renderPage } from './page.ts'
import { pawsFace } from './paws-face.ts'
import { createFaultyServer, type SimEnv } from './serve-faulty.ts'
import { createState, type SimState } from './state.ts'
import { allTraps, type Traps } from './world.ts'

export type SimulatorOptions = {
  readonly seed?: number
  readonly articles?: number
  /** All on unless told otherwise. */
  readonly traps?: Partial<Traps>
  readonly faults?: RandomFaults
  /** 0 for any free one. */
  readonly port?: number
  readonly documentsPerDay?: number
  readonly linesPerDocument?: number
  readonly days?: number
  /** Requests a second; without it there is no limit. */
  readonly rateLimit?: number
  /** A file that keeps bookings and changes over a restart. */
  readonly file?: string
  readonly now?: () => number
  readonly slowMs?: number
  /** What a 429 asks for, seconds. */
  readonly retryAfterS?: number
  /** Rows of a page at most. */
  readonly pageLimit?: number
}

export type Simulator = {
  readonly url: string
  readonly state: SimState
  readonly faults: FaultPlan
  readonly changeDocument: (number: string, change: Parameters<typeof changeDocument>[2]) => void
  /** Every token is invalid from now on. */
  readonly forgetTokens: () => void
  readonly setRateLimit: (perSecond: number | undefined) => void
  /** Resolves when what was asked too slowly is done, too. */
  readonly quiet: () => Promise<void>
  readonly close: () => Promise<void>
}

/** The company of PAWS logins. */
export const SIMULATED_COMPANY = 'PRIMORJE'

/** A real HTTP server on this machine with both faces of the ERP over one invented company. */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { seed = 1, now = Date.now, pageLimit = 1000 } = options
  const traps = { ...allTraps, ...options.traps }
  const state = createState({
    ...{ seed, traps, now, articles: options.articles ?? 2000, days: options.days ?? 7 },
    documentsPerDay: options.documentsPerDay ?? 12,
    linesPerDocument: options.linesPerDocument ?? 8,
    ...(options.file !== undefined && { file: options.file }),
  })
  const logins = createLogins(seed)
  const faults = createFaultPlan(options.faults)
  let rateLimit = options.rateLimit
  const setRateLimit = (perSecond: number | undefined) => {
    rateLimit = perSecond
  }
  const { serve, quiet } = createFaultyServer({
    ...{ faults, now, moveRows: state.moveRows, forgetTokens: logins.forget },
    slowMs: options.slowMs ?? 15_000,
    retryAfterS: () => options.retryAfterS ?? 1,
    rateLimit: () => rateLimit,
  })

  const app = new Hono<SimEnv>()
  app.get('/', (c) => c.html(renderPage(state, c.req.query('lang') === 'en' ? 'en' : 'sr', now())))
  app.get('/health', (c) => c.json({ status: 'ok' }))
  app.route('/admin', adminFace({ state, faults, setRateLimit }))
  app.route('/', gatewayFace({ state, traps, logins, serve, pageLimit }))
  app.route('/', pawsFace({ state, logins, serve, pageLimit, company: SIMULATED_COMPANY }))

  const { promise: ready, resolve, reject } = Promise.withResolvers<AddressInfo>()
  const server = listen({ fetch: app.fetch, port: options.port ?? 0, hostname: '127.0.0.1' }, resolve)
  server.once('error', reject)
  const { port } = await ready
  return {
    url: `http://127.0.0.1:${port}`,
    ...{ state, faults, setRateLimit, quiet, forgetTokens: logins.forget },
    changeDocument: (number, change) => {
      if (!changeDocument(state, number, change)) throw new Error(`no document ${number}`)
    },
    close: async () => {
      const { promise: closed, resolve: done } = Promise.withResolvers<void>()
      server.close(() => done())
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
    },
  }
}
