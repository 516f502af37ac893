// What `npm start` runs beside the server, and the settings both sides need to know each other.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const companions = fileURLToPath(new URL('companions.ts', import.meta.url))
const DEFAULT_PORT = 8123

/** @param {string | undefined} text */
const isOff = (text) => text === 'false' || text === '0'

/**
 * Starts the ERP bridge, and in the demo an ERP to speak to, as companions of the process that calls it. Does nothing where no ERP is
 * configured and there is no demo, or with `BRIDGE=off`.
 * @param {string} node
 */
export async function startCompanions(node) {
  const settings = await companionSettings(process.env, process.argv.includes('--lan'))
  if (settings === undefined) return
  // What a person set stays with that person; the companions pass on to commands only what was chosen here.
  const chosen = Object.keys(settings).filter((name) => !process.env[name])
  Object.assign(process.env, settings)
  spawn(node, [companions, ...chosen], { stdio: ['ignore', 'inherit', 'inherit'], env: process.env })
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} secure whether the server will speak HTTPS
 * @returns {Promise<Record<string, string> | undefined>} variables for the server and for its companions
 */
export async function companionSettings(env, secure) {
  const configured = env.ERP_ADAPTER
  if (env.BRIDGE === 'off' || env.PORT === '0' || (!configured && isOff(env.DEMO))) return undefined
  const port = Number(env.PORT || DEFAULT_PORT)
  // Whoever listens there has companions of its own; the server that follows will say that the port is taken.
  if (!(await isFree(port))) return undefined
  const data = path.resolve(env.DATA_DIR || './data')
  /** @type {Record<string, string>} */
  const settings = {
    // Both sides are started here, so their secret lives as long as they do.
    BRIDGE_TOKEN: env.BRIDGE_TOKEN || randomBytes(32).toString('base64url'),
    SERVER_URL: env.SERVER_URL || `${secure ? 'https' : 'http'}://127.0.0.1:${port}`,
    BRIDGE_DATA_DIR: env.BRIDGE_DATA_DIR || path.join(data, 'bridge'),
    ...(secure ? { SERVER_AUTHORITY: env.SERVER_AUTHORITY || path.join(data, 'lan', 'authority.pem') } : {}),
  }
  if (configured) return settings
  const simulator = env.ERP_SIMULATOR_PORT || String((await isFree(port + 1)) ? port + 1 : await anyFree())
  return {
    ...settings,
    ERP_SIMULATOR_PORT: simulator,
    ERP_SIMULATOR_FILE: path.join(data, 'erp-simulator', 'changes.jsonl'),
    ERP_SIMULATOR_URL: `http://127.0.0.1:${simulator}`,
  }
}

/** @param {number} port */
function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

/** @returns {Promise<number>} */
function anyFree() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
