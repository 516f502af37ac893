import { Kysely } from 'kysely'
import { pino } from 'pino'
import { type ReplicatedCollection, replicatedCollections } from 'shared-schema/api/replication.ts'
import { makeMetrics } from '../../../sync-server/src/observability/metrics.ts'
import { collectionReaders } from '../../../sync-server/src/routes/replication-routes.ts'
import { findDeviceByToken, recordDeviceLogin } from '../../../sync-server/src/storage/devices.ts'
import { findAccountByName } from '../../../sync-server/src/storage/people.ts'
import type { Schema } from '../../../sync-server/src/storage/schema.ts'
import type { Store } from '../../../sync-server/src/storage/store.ts'
import { offerTasksAgain } from '../../../sync-server/src/storage/task-visibility.ts'
import { makeStore } from '../../../sync-server/src/storage/writer.ts'
import type { Credentials } from '../../../sync-server/src/sync/credentials-port.ts'
import { makeDeviceReports } from '../../../sync-server/src/sync/device-reports.ts'
import { type DocumentCache, makeDocumentCache } from '../../../sync-server/src/sync/document-cache.ts'
import { type Hub, makeHub } from '../../../sync-server/src/sync/hub.ts'
import { makeIngest } from '../../../sync-server/src/sync/ingest.ts'
import type { Ingest } from '../../../sync-server/src/sync/ingest-port.ts'
import { makeLines } from '../../../sync-server/src/sync/lines.ts'
import type { Seams } from '../planted/seams.ts'
import type { Actor } from '../world/clock.ts'
import type { Network } from '../world/network.ts'
import type { World } from '../world/world.ts'
import type { CommittedEvent, ServerDisk } from './server-disk.ts'

/** One running server process. */
export type Server = {
  readonly actor: Actor
  readonly store: Store
  readonly ingest: Ingest
  readonly documents: DocumentCache
}

/** The machine the server runs on: it is started, killed, and its disk fails. */
export type ServerHost = {
  readonly disk: ServerDisk
  readonly running: () => Server | undefined
  /** @param first what is done before anybody can connect */
  readonly start: (first?: (server: Server) => Promise<void>) => Promise<void>
  /** Nothing planned against it happens any more. */
  readonly spare: () => void
  /** @param silently the power is gone, so that devices hear no reset */
  readonly kill: (silently: boolean) => void
  /** Kills it at one of its next statements; before it, or after it when it has done its work. */
  readonly killSoon: (statements: number, after: boolean) => void
  /** The next commit is the last thing it does: what it would have acknowledged is lost. */
  readonly killAfterCommit: () => void
  readonly slowness: { share: number }
  readonly commits: (listener: (events: readonly CommittedEvent[]) => void) => void
  /** GET /api/replication and POST /api/auth/login, as far as a handheld asks. */
  readonly answer: (device: string, path: string, query: URLSearchParams, body: unknown) => Promise<Answer>
}
export type Answer = { readonly status: number; readonly body: unknown }

const metrics = makeMetrics()

export function makeServerHost(world: World, network: Network, disk: ServerDisk, seams: Seams): ServerHost {
  const { clock, chance, faults } = world
  const slowness = { share: 0.02 }
  const listeners: ((events: readonly CommittedEvent[]) => void)[] = []
  let running: Server | undefined
  let countdown: { left: number; after: boolean } | undefined
  let commitIsLast = false
  let lives = 0
  const never = new Promise<void>(() => {})

  function kill(silently: boolean): void {
    if (running === undefined) return
    running.actor.alive = false
    running = undefined
    countdown = undefined
    commitIsLast = false
    disk.cut()
    network.serverGone(silently)
  }

  function due(after: boolean, sql: string, inTransaction: boolean): boolean {
    if (countdown === undefined || countdown.after !== after) return false
    countdown.left -= 1
    if (countdown.left > 0) return false
    faults.met('server_killed_at_an_await')
    if (inTransaction || sql === 'commit') faults.met('server_killed_in_a_transaction')
    if (after && sql === 'commit') faults.met('acknowledgement_lost_after_commit')
    kill(chance.odds(0.3))
    return true
  }

  async function start(first?: (server: Server) => Promise<void>): Promise<void> {
    if (running !== undefined) return
    const actor: Actor = { name: `server-${++lives}`, alive: true }
    let failed: unknown
    await world.act(actor, () => {
      boot(actor, first).catch((error: unknown) => {
        // A full disk: it does not come up, and whoever watches it starts it again.
        failed = error
      })
    })
    await world.until(() => running?.actor === actor || failed !== undefined, 60_000)
  }

  async function boot(actor: Actor, first?: (server: Server) => Promise<void>): Promise<void> {
    const dialect = disk.dialect({
      tamper: seams.tamper,
      before: (sql, inTransaction) => {
        if (running !== undefined && due(false, sql, inTransaction)) return never
        return chance.odds(slowness.share) ? sleep(chance.between(1, 40)) : undefined
      },
      after: (sql) => {
        if (running === undefined) return undefined
        if (commitIsLast && sql === 'commit' && grew) {
          faults.met('acknowledgement_lost_after_commit')
          faults.met('server_killed_at_an_await')
          kill(chance.odds(0.3))
          return never
        }
        return due(true, sql, false) ? never : undefined
      },
      committed: (events) => {
        grew = events.length > 0
        if (grew) for (const listener of listeners) listener(events)
      },
    })
    let grew = false
    const sleep = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve, actor))
    const log = pino({ level: 'silent' })
    const store = seams.store(await makeStore(new Kysely<Schema>({ dialect }), clock.now))
    const hub: Hub = seams.hub(makeHub())
    const documents = seams.documents(makeDocumentCache(store))
    const made = makeIngest({ store, documents, hub, log, metrics })
    const ingest = seams.ingest(made)
    const reports = makeDeviceReports(store, log)
    const lines = makeLines({
      ...{ store, credentials: credentialsOf(store), documents, hub, ingest, reports, log },
      ...{ metrics, now: clock.now },
    })
    await made.upgrade()
    const server = { actor, store, ingest, documents }
    await first?.(server)
    running = server
    network.listen({ actor, accept: (socket) => lines.accept(socket) })
  }

  async function answer(
    device: string,
    path: string,
    query: URLSearchParams,
    body: unknown,
  ): Promise<Answer> {
    if (running === undefined) throw new TypeError('fetch failed')
    const { store, ingest } = running
    if (path === '/api/auth/login') return login(store, ingest, device, body as { username: string })
    const collection = replicatedCollections.find((name) => path === `/api/replication/${name}`)
    if (collection === undefined) return { status: 404, body: {} }
    return { status: 200, body: await read(store, collection, device, query) }
  }

  function read(store: Store, collection: ReplicatedCollection, device: string, query: URLSearchParams) {
    const config = { timeZone: 'Europe/Belgrade' }
    const readers = collectionReaders({ store, now: clock.now, config })
    const [since, limit] = [Number(query.get('since')), Number(query.get('limit'))]
    return readers[collection]({ device, since, limit })
  }

  /** As `auth.login` does it, without the PIN: its hash costs more than the rest of the world. */
  async function login(
    store: Store,
    ingest: Ingest,
    device: string,
    body: { username: string },
  ): Promise<Answer> {
    const account = await findAccountByName(store.sql, body.username)
    if (account === undefined)
      return { status: 401, body: { code: 'credentials_wrong', status: 401, detail: '' } }
    await store.write(async (tx) => {
      if (await recordDeviceLogin(tx, device, account.id)) await offerTasksAgain(tx, account.id)
    })
    await ingest.applyHeld(device, account.id)
    const { id, username, name, role, active } = account
    const session = { access_token: 'a', expires_at: 0, permissions: [] }
    return { status: 200, body: { ...session, person: { id, username, name, role, active } } }
  }

  return {
    disk,
    start,
    kill,
    answer,
    slowness,
    running: () => running,
    spare: () => {
      countdown = undefined
      commitIsLast = false
    },
    killSoon: (statements, after) => {
      countdown = { left: statements, after }
    },
    killAfterCommit: () => {
      commitIsLast = true
    },
    commits: (listener) => {
      listeners.push(listener)
    },
  }
}

function credentialsOf(store: Store): Credentials {
  return {
    identify: async (token) => {
      const device = await findDeviceByToken(store.sql, token)
      if (device === undefined) return { ok: false, failure: { code: 'token_invalid', detail: '' } }
      if (device.revoked_at !== null) return { ok: false, failure: { code: 'device_revoked', detail: '' } }
      return { ok: true, value: { kind: 'device', device: device.id, deviceKind: device.kind } }
    },
  }
}
