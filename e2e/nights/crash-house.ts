import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { makeBridge } from 'erp-bridge/src/bridge.ts'
import { dayIn } from 'erp-bridge/src/clock.ts'
import { type Composed, compose } from 'erp-bridge/src/compose.ts'
import { OUR_SITE, shops } from 'erp-bridge/src/erp/simulator/company.ts'
import {
  createSimulator,
  SIMULATED_COMPANY,
  type Simulator,
} from 'erp-bridge/src/erp/simulator/create-simulator.ts'
import { simLogins } from 'erp-bridge/src/erp/simulator/logins.ts'
import type { BridgeRun } from 'shared-schema/api/bridge.ts'
import { projectNode } from '../setup/project-node.mjs'
import { compileCache } from '../stack/compile-cache.ts'
import { enrolHandheld, type Handheld } from '../stack/handheld.ts'
import { type Office, openOffice } from '../stack/office.ts'
import { startServer } from '../stack/start-server.ts'
import { type CrashPoint, textOf } from './crash-points.ts'

const TOKEN = 'a-secret-for-the-nights-that-are-killed'
const child = path.join(import.meta.dirname, 'doomed-bridge.ts')
const ANA = { username: 'ana', pin: '1111', id: 'p-ana' } as const

/** A server in its own process, an ERP here, and the folder of a bridge that is killed over and over. */
export type CrashHouse = AsyncDisposable & {
  readonly erp: Simulator
  /** A document of the ERP; nobody here has heard of it yet. @returns its number */
  readonly write: (quantities: readonly number[]) => string
  /** Ana picks all of a document that has come in, and finishes it. */
  readonly work: (number: string) => Promise<void>
  /** A night in a process that is killed at this point. @returns the signal that ended it; null when it ended by itself */
  readonly die: (point: CrashPoint) => Promise<NodeJS.Signals | null>
  /** The night once more, by nobody who is killed. */
  readonly night: () => Promise<BridgeRun>
}

/** @param environment of the bridge beside the defaults of these stories */
export async function openCrashHouse(
  environment: Readonly<Record<string, string>> = {},
): Promise<CrashHouse> {
  const server = await startServer({ BRIDGE_TOKEN: TOKEN, LOG_LEVEL: 'warn' })
  const erp = await createSimulator({ seed: 7, articles: 40, days: 0, slowMs: 600 })
  const folder = await mkdtemp(path.join(tmpdir(), 'magacin-doomed-'))
  const [login] = simLogins
  const settings = {
    ...{ SERVER_URL: server.url, BRIDGE_TOKEN: TOKEN, BRIDGE_DATA_DIR: folder, BRIDGE_NIGHT: 'off' },
    ...{ ERP_ADAPTER: 'paws', ERP_URL: erp.url, ERP_COMPANY: SIMULATED_COMPANY },
    ...{ ERP_USER: login.username, ERP_PASSWORD: login.password, ERP_GAP_MS: '0', ERP_RETRY_MS: '5 10 20' },
    ERP_POSTING: '20CT=3010/3019/automatic/document',
    ...{ ERP_DOC_TYPES_OUT: '20CT', ERP_DOC_TYPES_IN: '20B0', SETTLE_SECONDS: '0', LOG_LEVEL: 'silent' },
    ...environment,
  }
  const office = await openOffice(server.url)
  const ana = await enrolHandheld(server.url, ANA.username, ANA.pin)
  let count = 0

  return {
    erp,
    write: (quantities) => {
      count += 1
      const date = dayIn('Europe/Belgrade', Date.now())
      const number = `${date.slice(2, 4)}-20CT-${String(count).padStart(6, '0')}`
      const lines = quantities.map((qty, at) => {
        const article = erp.state.articles()[at]
        if (!article) throw new Error(`the company has no ${at + 1} articles`)
        return { pos: at + 1, ident: article.ident, name: article.name, qty, unit: article.unit }
      })
      erp.state.putDocument({
        ...{ number, type: '20CT', direction: 'out', date, status: 'N', lines },
        ...{ site: OUR_SITE, partner: shops[0] ?? '' },
      })
      return number
    },
    work: (number) => workThrough(office, ana, number),
    die: (point) => killedNight({ ...process.env, ...compileCache, ...settings }, point),
    night: async () => {
      const composed = await compose(settings)
      if (!composed.ok) throw new Error(composed.problems.join('; '))
      return heldBy(composed.value)
    },
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]()
      await erp.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function heldBy({ context, close }: Composed): Promise<BridgeRun> {
  try {
    const bridge = makeBridge(context)
    await bridge.mendAccounts()
    return (await bridge.night()).run
  } finally {
    await close()
  }
}

function killedNight(environment: NodeJS.ProcessEnv, point: CrashPoint): Promise<NodeJS.Signals | null> {
  const { promise, resolve, reject } = Promise.withResolvers<NodeJS.Signals | null>()
  const doomed = spawn(projectNode(), [child, textOf(point)], {
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  doomed.once('error', reject)
  doomed.once('exit', (_code, signal) => resolve(signal))
  return promise
}

type Item = { readonly id: string; readonly ident: string; readonly requested: number }

async function workThrough(office: Office, ana: Handheld, number: string): Promise<void> {
  const { items } = await office.get<{ items: { id: string; number: string }[] }>(
    `/api/trebovanja?search=${number}`,
  )
  const requisition = items.find((each) => each.number === number)
  if (!requisition) throw new Error(`${number} has not come in`)
  const { tasks } = await office.post<{ tasks: string[] }>(`/api/trebovanja/${requisition.id}/assign`, {
    parts: [{ workers: [ANA.id] }],
  })
  const task = tasks[0] ?? ''
  const lines = await office.get<{ items: Item[] }>(`/api/zaduznice/${task}/items`)
  for (const { id, ident, requested } of lines.items) {
    const body = { operation_id: randomUUID(), code: ident, quantity: requested, confirm_over: true }
    await ana.post(`/api/worker/tasks/${id}/pick-by-code`, body)
  }
  await ana.post(`/api/zaduznice/${task}/complete`, { operation_id: randomUUID() })
}
