import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Bridge, makeBridge } from 'erp-bridge/src/bridge.ts'
import { systemClock } from 'erp-bridge/src/clock.ts'
import { politePace } from 'erp-bridge/src/erp/manners.ts'
import { createSimulator } from 'erp-bridge/src/erp/simulator/create-simulator.ts'
import { openJournal } from 'erp-bridge/src/journal/open-journal.ts'
import { makeServerClient } from 'erp-bridge/src/server/server-client.ts'
import { pino } from 'pino'
import type { BridgeRun } from 'shared-schema/api/bridge.ts'
import { admitBridge } from 'sync-server/src/auth/bridge-credential.ts'
import { openSqliteStore } from 'sync-server/src/storage/sqlite/sqlite-store.ts'
import { openWarehouse } from 'sync-server/src/testing/warehouse.ts'
import { connectErp } from './connect-erp.ts'
import { workOnEverything } from './large-work.ts'
import { rules } from './site.ts'

const TOKEN = 'the-bridge-of-a-large-site-says-this'
/** With what comes in about 350 documents of 35 lines. */
const LARGE = { articles: 2000, days: 1, documentsPerDay: 292, linesPerDocument: 35, seed: 12 }
const WITHIN_S = 300
const MOST_LINES = 12_000

/**
 * One large day at an ERP that lets everybody ask as fast as they like: everything comes in, is worked on, posted and compared. Server,
 * journal and ERP are the real ones, with their files on disk; the server's API is called in this process.
 * @returns whether everything was booked within five minutes
 */
export async function holdLargeNight(): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), 'magacin-large-'))
  const open = (_file: string, now: () => number) => openSqliteStore(path.join(folder, 'server.sqlite'), now)
  const warehouse = await openWarehouse(open)
  Object.defineProperty(warehouse.clock, 'now', { get: Date.now, set: () => undefined })
  await admitBridge(warehouse.store, TOKEN)
  const erp = await createSimulator({ ...LARGE, traps: { unknownSites: false, unknownArticles: false } })
  const journal = await openJournal(path.join(folder, 'journal.sqlite'))
  const manners = { pageSize: 1000, pace: { ...politePace, gapMs: 0 } }
  const bridge = makeBridge({
    erp: connectErp(erp, systemClock, 'paws', manners),
    server: makeServerClient({
      token: TOKEN,
      reach: async (address, init) => warehouse.app.request(address, init),
    }),
    ...{ journal, clock: systemClock, rules, timeZone: 'Europe/Belgrade', log: pino({ level: 'silent' }) },
  })
  const began = performance.now()
  const steps = await comesIn(bridge)
  const work = await timed(() => workOnEverything(warehouse))
  const { run } = await bridge.night()
  const seconds = since(began)
  const documents = erp.state.documents()
  const lines = documents.reduce((sum, document) => sum + document.lines.length, 0)
  const bookings = erp.state.bookings().length
  await Promise.all([journal.close(), erp.close(), warehouse[Symbol.asyncDispose]()])
  rmSync(folder, { recursive: true, force: true })

  const posted = documents.filter(({ type }) => rules.posting.some((rule) => rule.type === type)).length
  const figures = { documents: documents.length, lines, to_post: posted, bookings }
  console.log(
    JSON.stringify({
      ...{ ...figures, night: run.state, seconds, import_s: sum(steps), work_s: work },
      ...Object.fromEntries(run.steps.map((step) => [`night_${step.name}_s`, secondsOf(step)])),
      counts: run.steps.find((step) => step.name === 'comparison')?.counts,
    }),
  )
  return run.state === 'done' && bookings === posted && lines >= MOST_LINES && seconds < WITHIN_S
}

async function comesIn(bridge: Bridge): Promise<BridgeRun['steps']> {
  const catalogue = await bridge.part('catalogue')
  const dispatches = await bridge.part('dispatches')
  const receipts = await bridge.part('receipts')
  return [...catalogue.steps, ...dispatches.steps, ...receipts.steps]
}

function secondsOf({ started_at: from, ended_at: to }: BridgeRun['steps'][number]): number {
  return from === null || to === null ? 0 : (to - from) / 1000
}

function sum(steps: BridgeRun['steps']): number {
  return Math.round(steps.reduce((total, step) => total + secondsOf(step), 0) * 10) / 10
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return since(began)
}

function since(began: number): number {
  return Math.round((performance.now() - began) / 100) / 10
}
