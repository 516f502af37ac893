// Beside the server of `npm start`: the ERP bridge and, in the demo, an ERP to speak to; each a process of its own. Ends when the server ends.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { leaveSettings, takeSettingsAway } from 'erp-bridge/src/command/running-settings.ts'
import { SIMULATED_COMPANY } from 'erp-bridge/src/erp/simulator/create-simulator.ts'
import { simLogins } from 'erp-bridge/src/erp/simulator/logins.ts'
import { IN_TYPES, OUT_TYPES } from 'erp-bridge/src/erp/simulator/world.ts'
import { repository } from './project-node.mjs'

/** The server is the parent; once it is gone nobody needs the companions, ms. */
const LOOK_EVERY_MS = 200
/** A bridge that cannot live is not started in a circle, ms. */
const START_AGAIN_MS = 3_000
/** A bridge in the middle of a request: its journal knows what to do about that next time, ms. */
const END_WITHIN_MS = 1_500

const server = process.ppid
const folder = process.env.BRIDGE_DATA_DIR
const running = new Set<ChildProcess>()
let ending = false

/** Keeps a program running until the server ends. */
function keep(file: string, environment: Record<string, string> = {}): void {
  const child = spawn(process.execPath, [path.join(repository, file)], {
    cwd: repository,
    // The channel closes when this process is gone, however it went: they hear that and end.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // What they have to say is said at the desk; the terminal is for people who start and stop things.
    env: { LOG_LEVEL: 'error', ...process.env, ...environment },
  })
  running.add(child)
  child.once('exit', () => {
    running.delete(child)
    if (ending && running.size === 0) process.exit(0)
    if (!ending) setTimeout(() => keep(file, environment), START_AGAIN_MS).unref()
  })
}

function end(): void {
  if (ending) return
  ending = true
  if (running.size === 0) process.exit(0)
  if (folder) takeSettingsAway(folder)
  for (const child of running) child.kill('SIGTERM')
  setTimeout(() => {
    for (const child of running) child.kill('SIGKILL')
    process.exit(0)
  }, END_WITHIN_MS).unref()
}

/** The demo's bridge reads over the gateway and books over PAWS, both faces of the simulator. Kotor's documents wait for a supervisor. */
function demoErp(url: string): Record<string, string> {
  const [documents, stock] = simLogins
  const rule = (type: string) =>
    OUT_TYPES.some((out) => out === type)
      ? `${type}=3010/3019/${type === '20ET' ? 'manual' : 'automatic'}/document`
      : `${type}=1010/1019/automatic/document`
  return {
    ...{ ERP_ADAPTER: 'gateway', ERP_WRITE: 'paws', ERP_URL: url, ERP_COMPANY: SIMULATED_COMPANY },
    ...{ ERP_USER: documents.username, ERP_PASSWORD: documents.password },
    ...{ ERP_STOCK_USER: stock.username, ERP_STOCK_PASSWORD: stock.password },
    // The simulator has no other users who would have to wait.
    ...{ ERP_GAP_MS: '20', SETTLE_SECONDS: '5', DOCUMENTS_EVERY_MINUTES: '2' },
    ERP_POSTING: [...OUT_TYPES, ...IN_TYPES].map(rule).join(';'),
  }
}

/** What `npm start` chose by itself for both sides to know each other. */
function chosenHere(): Record<string, string> {
  return Object.fromEntries(process.argv.slice(2).map((name) => [name, process.env[name] ?? '']))
}

function startBridge(): void {
  const { ERP_ADAPTER: configured, ERP_SIMULATOR_URL: url } = process.env
  const erp = configured || url === undefined ? {} : demoErp(url)
  if (folder) leaveSettings(folder, { ...chosenHere(), ...erp })
  keep('erp-bridge/src/main.ts', erp)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
setInterval(() => {
  if (process.ppid !== server) end()
}, LOOK_EVERY_MS)

if (process.env.ERP_SIMULATOR_PORT) keep('erp-bridge/src/erp/simulator/main.ts')
const authority = process.env.SERVER_AUTHORITY
if (authority === undefined || existsSync(authority)) startBridge()
else {
  // The server of a first `--lan` start makes it in a moment.
  const wait = setInterval(() => {
    if (!existsSync(authority)) return
    clearInterval(wait)
    startBridge()
  }, LOOK_EVERY_MS)
}
