import type { Hono } from 'hono'
import type { Logger } from 'pino'
import type { Article } from 'shared-schema/domain/catalogue/article.ts'
import { createApp } from '../app.ts'
import { makeAuth } from '../auth/auth.ts'
import { demoArticles } from '../demo/articles.ts'
import { type DemoPerson, demoPeople, demoTeams } from '../demo/people.ts'
import { DEMO_COMPANY, DEMO_WAREHOUSE, demoSites } from '../demo/sites.ts'
import { makeLogger } from '../observability/log.ts'
import { makeMetrics } from '../observability/metrics.ts'
import { insertLocations, upsertArticles } from '../storage/catalogue.ts'
import { insertPerson, insertTeam } from '../storage/people.ts'
import { writeSettings } from '../storage/settings.ts'
import { insertSite } from '../storage/sites.ts'
import type { Store } from '../storage/store.ts'
import { makeDeviceReports } from '../sync/device-reports.ts'
import { makeDocumentCache } from '../sync/document-cache.ts'
import { makeHub } from '../sync/hub.ts'
import { makeIngest } from '../sync/ingest.ts'
import type { Ingest } from '../sync/ingest-port.ts'
import { makeSockets } from '../sync/make-sockets.ts'
import { cheapHash } from './cheap-hash.ts'
import { type Client, openClient } from './client.ts'

/** Friday, 3 October 2025, 9:30 in the warehouse: shift A is at work. */
export const FRIDAY_MORNING = Date.UTC(2025, 9, 3, 7, 30)

/** The whole server in this process, on a database of its own, with a clock the test moves. */
export type Warehouse = AsyncDisposable & {
  readonly app: Hono
  readonly store: Store
  readonly ingest: Ingest
  readonly clock: { now: number }
  /** A program of somebody who signed in: a supervisor by password, a worker by PIN. */
  readonly as: (username: string) => Promise<Client>
  /** Somebody nobody knows. */
  readonly stranger: Client
  /** A program that holds this credential. */
  readonly holding: (token: string) => Client
  /** Enrols a handheld by a worker's login and signs that worker in on it. */
  readonly phoneOf: (
    username: string,
  ) => Promise<Client & { readonly device: string; readonly token: string }>
}

/**
 * Opens a server with the people, sites and articles of the demo.
 * @param open opens an empty database; the test chooses which
 */
export async function openWarehouse(
  open: (file: string, now: () => number) => Promise<Store>,
  options: {
    readonly enrolAtLogin?: boolean
    readonly log?: Logger
    /** `people`: without the articles of the demo. `nothing`: what is opened is a filled database already. */
    readonly fill?: 'demo' | 'people' | 'nothing'
  } = {},
): Promise<Warehouse> {
  const clock = { now: FRIDAY_MORNING }
  const now = () => clock.now
  const store = await open(':memory:', now)
  if (options.fill !== 'nothing') await fill(store, options.fill === 'people' ? [] : demoArticles())
  const log = options.log ?? makeLogger('silent')
  const metrics = makeMetrics()
  const hub = makeHub()
  const documents = makeDocumentCache(store)
  const ingest = makeIngest({ store, documents, hub, log, metrics })
  const secret = new TextEncoder().encode('only this test signs with this secret')
  const enrolAtLogin = options.enrolAtLogin ?? true
  const config = { timeZone: 'Europe/Belgrade' }
  const auth = makeAuth({ store, ingest, secret, enrolAtLogin, ...config, now })
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
  const clientFolder = '/nowhere'
  const app = createApp({
    ...{ store, config, ingest, sessions, auth, metrics, log, now, clientFolder },
    checkAnswers: true,
  })

  const credentials = (username: string) => {
    const person = demoPeople.find((each) => each.username === username)
    if (!person) throw new Error(`nobody is called ${username}`)
    return { username, ...secretOf(person) }
  }
  return {
    ...{ app, store, ingest, clock },
    stranger: openClient(app),
    holding: (token) => openClient(app, token),
    as: async (username) => {
      const session = await openClient(app).post('/api/auth/login', credentials(username))
      return openClient(app, session.body.access_token as string)
    },
    phoneOf: async (username) => {
      const client = openClient(app)
      const enrolled = await client.post('/api/auth/device-token', credentials(username))
      const token = enrolled.body.token as string
      await client.post('/api/auth/login', credentials(username), { 'X-Device-Token': token })
      return { ...openClient(app, token), device: enrolled.body.device as string, token }
    },
    [Symbol.asyncDispose]: async () => {
      sockets.close()
      await ingest.drained()
      await reports.flush()
      await store.close()
    },
  }
}

function secretOf({ password, pin }: DemoPerson): { password?: string; pin?: string } {
  return password === undefined ? { pin: pin ?? '' } : { password }
}

async function fill(store: Store, articles: readonly Article[]): Promise<void> {
  const accounts = await Promise.all(
    demoPeople.map(async ({ password, pin, ...person }) => ({
      ...{ ...person, active: true },
      passwordHash: password === undefined ? null : await cheapHash(password),
      pinHash: pin === undefined ? null : await cheapHash(pin),
    })),
  )
  await store.write(async (tx) => {
    for (const account of accounts) await insertPerson(tx, account)
    for (const team of demoTeams) await insertTeam(tx, team)
    for (const site of demoSites) await insertSite(tx, site)
    await upsertArticles(tx, articles)
    await insertLocations(
      tx,
      articles.flatMap(({ location }) => location ?? []),
    )
    await writeSettings(tx, { company: DEMO_COMPANY, warehouse: DEMO_WAREHOUSE })
  })
}
