import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Bridge, makeBridge } from 'erp-bridge/src/bridge.ts'
import type { ErpPort } from 'erp-bridge/src/erp/erp-port.ts'
import { createSimulator, type Simulator } from 'erp-bridge/src/erp/simulator/create-simulator.ts'
import { IN_TYPES, OUT_TYPES } from 'erp-bridge/src/erp/simulator/world.ts'
import type { PostingRule } from 'erp-bridge/src/export/fulfilment.ts'
import { type Journal, openJournal } from 'erp-bridge/src/journal/open-journal.ts'
import type { BridgeRules } from 'erp-bridge/src/night/context.ts'
import { makeServerClient } from 'erp-bridge/src/server/server-client.ts'
import type { ServerPort } from 'erp-bridge/src/server/server-port.ts'
import { pino } from 'pino'
import { admitBridge } from 'sync-server/src/auth/bridge-credential.ts'
import { openWarehouse, type Warehouse } from 'sync-server/src/testing/warehouse.ts'
import { type Chance, makeChance } from '../simulation/world/chance.ts'
import { connectErp } from './connect-erp.ts'
import { type Moment, type Mortal, mortal } from './mortal.ts'
import { type VirtualClock, virtualClock } from './virtual-clock.ts'
import { openFilledStore } from './warehouse-image.ts'

/** Friday, 3 October 2025, in the morning. */
const START = Date.UTC(2025, 9, 3, 5, 30)
const TOKEN = 'the-bridge-of-an-invented-site-speaks'
/** Types that are only compared: goods for the own shop in the house. */
export const UNPOSTED_TYPE = '200R'

const posting: readonly PostingRule[] = [
  ...OUT_TYPES.filter((type) => type !== UNPOSTED_TYPE).map(
    (type): PostingRule => ({
      type,
      postAs: '3010',
      correctAs: '3019',
      approval: 'automatic',
      when: 'document',
    }),
  ),
  ...IN_TYPES.map(
    (type): PostingRule => ({ type, postAs: '1010', correctAs: '1019', approval: 'automatic', when: 'task' }),
  ),
]
export const rules: BridgeRules = {
  ...{ out: OUT_TYPES, in: IN_TYPES, posting, documentDays: 14, settleMs: 60_000 },
}

/** A whole site: an ERP, a warehouse's server and the disk of a bridge, with one clock. */
export type Site = AsyncDisposable & {
  readonly seed: number
  readonly chance: Chance
  readonly clock: VirtualClock
  readonly erp: Simulator
  readonly warehouse: Warehouse
  readonly journal: () => Journal
  /** A bridge on the site's journal, as a process that may die at some call. */
  readonly startBridge: (dies?: Dies) => Promise<RunningBridge>
  readonly rules: BridgeRules
}
export type Dies = (call: number, name: string, moment: Moment) => boolean
export type RunningBridge = { readonly bridge: Bridge; readonly mortal: Mortal; readonly erp: ErpPort }

/** A mistake put between the bridge and what it works with; a proof that finds nothing then proves nothing. */
export type Planted = {
  readonly erp?: (erp: ErpPort) => ErpPort
  readonly server?: (server: ServerPort) => ServerPort
  /** What a new process does to the journal it finds. */
  readonly journal?: (journal: Journal) => Promise<unknown>
}

/** What a story decides itself instead of leaving it to the seed. */
export type SiteWish = {
  /** Documents of the ERP a day. */
  readonly documents?: number
  readonly rules?: BridgeRules
}

export async function openSite(seed: number, planted: Planted = {}, wish: SiteWish = {}): Promise<Site> {
  const chance = makeChance(seed)
  const clock = virtualClock(START, async () => erp.quiet())
  const warehouse = await openWarehouse(openFilledStore, { fill: 'nothing' })
  // One clock for all: the server's is a field, so it is set again before each use.
  Object.defineProperty(warehouse.clock, 'now', { get: clock.now, set: () => undefined })
  await admitBridge(warehouse.store, TOKEN)
  const erp: Simulator = await createSimulator({
    ...{ seed, articles: 60, days: 1, linesPerDocument: 4, pageLimit: 25, slowMs: 700, retryAfterS: 1 },
    ...{ documentsPerDay: wish.documents ?? chance.between(2, 5), now: clock.now },
  })
  const decided = wish.rules ?? rules
  const folder = mkdtempSync(path.join(tmpdir(), 'magacin-night-'))
  const file = path.join(folder, 'journal.sqlite')
  let journal = await openJournal(file)
  const log = pino({ level: process.env.NIGHTS_LOG ?? 'silent' })
  const server: ServerPort = makeServerClient({
    token: TOKEN,
    pauseMs: 1,
    reach: async (address, init) => warehouse.app.request(address, init),
  })
  return {
    ...{ seed, chance, clock, erp, warehouse, rules: decided },
    journal: () => journal,
    startBridge: async (dies = () => false) => {
      // A new process opens the file anew; what the dead one had not committed is gone.
      await journal.close()
      journal = await openJournal(file)
      await planted.journal?.(journal)
      const port = connectErp(erp, clock, seed % 2 === 0 ? 'paws' : 'gateway')
      const process = mortal(planted.erp?.(port) ?? port, planted.server?.(server) ?? server, dies)
      const context = {
        ...{ erp: process.erp, server: process.server, journal, clock, rules: decided, log },
        timeZone: 'Europe/Belgrade',
      }
      const bridge = makeBridge(context)
      // It may die at this, too.
      await Promise.race([bridge.mendAccounts(), process.died])
      return { bridge, mortal: process, erp: port }
    },
    [Symbol.asyncDispose]: async () => {
      await journal.close()
      await erp.close()
      await warehouse[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
