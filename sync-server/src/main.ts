import { join, resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { createApp } from './app.ts'
import { makeAuth, tokenSecret } from './auth/auth.ts'
import { admitBridge } from './auth/bridge-credential.ts'
import { createFirstAdmin } from './auth/first-admin.ts'
import { hashSecret } from './auth/passwords.ts'
import { type Config, readConfig } from './config.ts'
import { seedDemo } from './demo/seed.ts'
import { startHousekeeping } from './jobs/housekeeping.ts'
import { certificateNames } from './lan/addresses.ts'
import { lanCertificate } from './lan/certificate.ts'
import { greet } from './lan/greet.ts'
import { makeLogger } from './observability/log.ts'
import { measuredStore } from './observability/measured-store.ts'
import { makeMetrics } from './observability/metrics.ts'
import { watchDatabase } from './observability/watch-database.ts'
import { whatRuns } from './observability/what-runs.ts'
import { startServer } from './server.ts'
import { openStore } from './storage/open-store.ts'
import { type PoolState, storageSize } from './storage/storage-size.ts'
import { writeFailure } from './storage/write-failure.ts'
import { makeDeviceReports } from './sync/device-reports.ts'
import { makeDocumentCache } from './sync/document-cache.ts'
import { followOthers } from './sync/follow-others.ts'
import { afterAllSockets } from './sync/gather-frames.ts'
import { makeHub } from './sync/hub.ts'
import { makeIngest } from './sync/ingest.ts'
import { makeSockets } from './sync/make-sockets.ts'

/*
 * The composition root: the only place that chooses adapters and knits the parts together.
 */

/** Who waits for a stopping server gets it back within this time, even if something hangs, ms. */
const STOP_WITHIN_MS = 2_000
const OLDEST_NODE = 24
/**
 * V8 lets garbage grow to several times of what is in use where the machine has memory, and this one has a database, too: by so much the
 * heap may grow before it is cleaned, percent.
 */
const HEAP_GROWTH = 100

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  fail([
    `Magacin Track needs Node ${OLDEST_NODE} or newer, this is ${process.version}. Start it with: npm start`,
  ])
}
const settings = readConfig(process.env)
if (settings.ok) await run(settings.config)
else fail(settings.problems)

async function run(config: Config): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`)
  // In a terminal the welcome is for people; log lines for programs would bury it.
  const quiet = process.stdout.isTTY && !process.env.LOG_LEVEL
  const log = makeLogger(quiet ? 'warn' : config.logLevel)
  const metrics = makeMetrics()
  let pool: (() => PoolState) | undefined
  const opened = await openStore(
    config,
    (error) => log.warn({ err: error }, 'a connection to the database was lost'),
    (state) => {
      pool = state
    },
  ).catch((error: unknown) => {
    if (config.databaseUrl === undefined || writeFailure(error) !== 'away') throw error
    return fail([
      `The database of DATABASE_URL cannot be reached: ${error instanceof Error ? error.message : ''}`,
    ])
  })
  const now = Date.now
  const store = measuredStore(opened, metrics, now)
  if (config.demo) await seedDemo(store, hashSecret)
  const adminPassword = await createFirstAdmin(store)
  await admitBridge(store, config.bridgeToken)

  const hub = makeHub()
  const documents = makeDocumentCache(store)
  const ingest = makeIngest({ store, documents, hub, log, metrics, gather: afterAllSockets })
  await ingest.upgrade()
  const secret = await tokenSecret(store, process.env.TOKEN_SECRET)
  const auth = makeAuth({
    ...{ store, ingest, secret, now },
    ...{ enrolAtLogin: config.enrolAtLogin, timeZone: config.timeZone },
  })
  const reports = makeDeviceReports(store, log)
  const sockets = makeSockets({
    store,
    credentials: auth.credentials,
    documents,
    hub,
    ingest,
    reports,
    now,
    log,
    metrics,
  })
  const { sessions } = sockets
  await watchDatabase({
    ...{ store, metrics, now, online: sessions.online, shared: config.databaseUrl !== undefined },
    size: () => storageSize(store.sql, config, () => pool?.()),
  })
  metrics.info.set(whatRuns(config), 1)
  if (config.databaseUrl !== undefined) followOthers({ store, documents, hub, sessions, log })
  const clientFolder = resolve(import.meta.dirname, '../../client/dist')
  const lan = process.argv.includes('--lan')
  const tls = lan ? await lanCertificate(join(config.dataDir, 'lan'), certificateNames(), now()) : undefined
  const { authority } = tls ?? {}
  const closing = new AbortController()
  const app = createApp({
    ...{ store, config, ingest, sessions, auth, metrics, log, now, clientFolder, authority },
    closing: closing.signal,
  })
  const { host, port } = config
  const server = await startServer({ app, sockets, host, port, ...(tls && { tls }) }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error
      return fail([`Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`])
    },
  )
  const stopHousekeeping = startHousekeeping(store, config, log, now)
  log.info({ port: server.port, database: databaseOf(config), epoch: store.epoch() }, 'listening')

  let stopping = false
  async function stop(): Promise<void> {
    if (stopping) return
    stopping = true
    stopHousekeeping()
    closing.abort()
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref()
    await server.stop()
    await ingest.drained()
    await reports.flush()
    await store.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stop().catch((error: unknown) => {
        log.error({ err: error }, 'stopped uncleanly')
        process.exit(1)
      })
    })
  }
  const write = (text: string) => void process.stdout.write(text)
  await greet(store, config, { port: server.port, lan, simulator: process.env.ERP_SIMULATOR_URL, write })
  if (adminPassword !== undefined) write(`  First account: admin, password ${adminPassword}\n\n`)
}

/** Where the data is, without the password that leads there. */
function databaseOf({ databaseUrl, dataDir }: Config): string {
  if (databaseUrl === undefined) return dataDir
  const { host, pathname } = new URL(databaseUrl)
  return `postgres://${host}${pathname}`
}

function fail(problems: readonly string[]): never {
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  process.exit(1)
}
