import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { makeBridge } from 'erp-bridge/src/bridge.ts'
import { compose } from 'erp-bridge/src/compose.ts'
import { createSimulator, SIMULATED_COMPANY } from 'erp-bridge/src/erp/simulator/create-simulator.ts'
import { simLogins } from 'erp-bridge/src/erp/simulator/logins.ts'
import { startServer } from '../stack/start-server.ts'

const TOKEN = 'the-bridge-of-a-site-with-many-articles'
const WITHIN_S = 180

/**
 * Reads a whole catalogue from an ERP that lets everybody ask as fast as they like into a server in its own process, and then what changed
 * since, which is nothing.
 * @returns whether all of it arrived within three minutes
 */
export async function readManyArticles(articles: number): Promise<boolean> {
  await using server = await startServer({ BRIDGE_TOKEN: TOKEN, LOG_LEVEL: 'warn' })
  const erp = await createSimulator({ seed: 5, articles, days: 0 })
  const folder = await mkdtemp(path.join(tmpdir(), 'magacin-catalogue-'))
  const [login] = simLogins
  const composed = await compose({
    ...{ SERVER_URL: server.url, BRIDGE_TOKEN: TOKEN, BRIDGE_DATA_DIR: folder, LOG_LEVEL: 'silent' },
    ...{ ERP_ADAPTER: 'paws', ERP_URL: erp.url, ERP_COMPANY: SIMULATED_COMPANY, ERP_GAP_MS: '0' },
    ...{ ERP_USER: login.username, ERP_PASSWORD: login.password },
  })
  if (!composed.ok) throw new Error(composed.problems.join('; '))
  const bridge = makeBridge(composed.value.context)
  const read = async () => {
    const began = performance.now()
    const run = await bridge.part('catalogue')
    const counts = run.steps.find((step) => step.name === 'catalogue')?.counts ?? {}
    return { state: run.state, seconds: Math.round((performance.now() - began) / 100) / 10, counts }
  }
  const full = await read()
  const delta = await read()
  await composed.value.close()
  await erp.close()
  await rm(folder, { recursive: true, force: true })
  console.log(JSON.stringify({ articles, full, delta }))
  return full.state === 'done' && delta.state === 'done' && full.seconds < WITHIN_S
}
