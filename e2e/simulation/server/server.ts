import { replicatedCollections } from 'shared-schema/api/replication.ts'
import { parseWorkUpdate } from 'shared-schema/documents/work-document-grammar.ts'
import { tokenHash } from '../../../sync-server/src/auth/tokens.ts'
import { collectionReaders } from '../../../sync-server/src/routes/replication-routes.ts'
import type { Ingest } from '../../../sync-server/src/sync/ingest-port.ts'
import type { Seams } from '../planted/seams.ts'
import type { Actor } from '../world/clock.ts'
import type { Network } from '../world/network.ts'
import type { World } from '../world/world.ts'
import { type Answer, bring, enrol, login, problem } from './auth-routes.ts'
import type { DatabaseLines } from './database-lines.ts'
import { agesOfServers } from './server-age.ts'
import type { CommittedEvent, Life, ServerDisk } from './server-disk.ts'
import { bootServer, type Server } from './server-process.ts'

/** The machines the servers run on: they are started, killed, and their disk fails. */
export type ServerHost = {
  readonly disk: ServerDisk
  /** Any server that runs. */
  readonly running: () => Server | undefined
  /** All that run, in the order they were started. */
  readonly servers: () => readonly Server[]
  /** Whether fewer run than should. */
  readonly short: () => boolean
  /**
   * Starts what should run and does not.
   * @param first what is done before anybody can connect
   */
  readonly start: (first?: (server: Server) => Promise<void>) => Promise<void>
  /** From now on two servers share the database. */
  readonly share: () => Promise<void>
  /** Types of events that servers do not know which are started from now on: they are of an older version. */
  age: ReadonlySet<string>
  readonly database: () => DatabaseLines | undefined
  /** Nothing planned against it happens any more. */
  readonly spare: () => void
  /** @param silently the power is gone, so that devices hear no reset */
  readonly kill: (silently: boolean) => void
  /** Kills a server at one of the next statements; before it, or after it when it has done its work. */
  readonly killSoon: (statements: number, after: boolean) => void
  /** The next commit is the last thing its server does: what it would have acknowledged is lost. */
  readonly killAfterCommit: () => void
  readonly slowness: { share: number }
  readonly commits: (listener: (events: readonly CommittedEvent[]) => void) => void
  /** What a handheld asks of the API. @param asked the server the network chose */
  readonly answer: (asked: Actor, request: ApiRequest) => Promise<Answer>
}
export type ApiRequest = {
  readonly path: string
  readonly query: URLSearchParams
  readonly token: string
  readonly body: unknown
}

export function makeServerHost(world: World, network: Network, disk: ServerDisk, seams: Seams): ServerHost {
  const { clock, chance, faults } = world
  const slowness = { share: 0.02 }
  const listeners: ((events: readonly CommittedEvent[]) => void)[] = []
  let servers: readonly Server[] = []
  let wanted = 1
  let database: DatabaseLines | undefined
  let countdown: { left: number; after: boolean } | undefined
  let commitIsLast = false
  let lives = 0
  const never = new Promise<void>(() => {})
  const ages = agesOfServers(clock)
  /** Where an event was handed in first. */
  const handedTo = new Map<string, Actor>()

  /** Notes when an event reaches a second server; what a device does whose connection came to another one. */
  function watched(actor: Actor, ingest: Ingest): Ingest {
    if (database === undefined) return ingest
    return {
      ...ingest,
      frame: (input) => {
        const parsed = parseWorkUpdate(input.bytes)
        for (const { key } of parsed.ok ? parsed.structs : []) {
          const before = handedTo.get(key)
          handedTo.set(key, actor)
          if (before !== undefined && before !== actor) faults.met('one_event_at_two_servers')
        }
        return ingest.frame(input)
      },
    }
  }

  function killOne(actor: Actor, silently: boolean): void {
    if (!actor.alive) return
    actor.alive = false
    if (servers.length > 1) faults.met('one_of_two_servers_killed')
    servers = servers.filter((each) => each.actor !== actor)
    disk.cut(actor)
    network.serverGone(actor, silently)
  }

  function spare(): void {
    countdown = undefined
    commitIsLast = false
  }

  function killNow(actor: Actor): Promise<void> {
    spare()
    killOne(actor, chance.odds(0.3))
    return never
  }

  function due(actor: Actor, after: boolean, sql: string, inTransaction: boolean): boolean {
    if (countdown === undefined || countdown.after !== after || !serves(actor)) return false
    countdown.left -= 1
    if (countdown.left > 0) return false
    faults.met('server_killed_at_an_await')
    if (inTransaction || sql === 'commit') faults.met('server_killed_in_a_transaction')
    if (after && sql === 'commit') faults.met('acknowledgement_lost_after_commit')
    return true
  }

  const serves = (actor: Actor) => servers.some((each) => each.actor === actor)

  async function start(first?: (server: Server) => Promise<void>): Promise<void> {
    for (let missing = wanted - servers.length; missing > 0; missing--) await startOne(first)
  }

  async function startOne(first?: (server: Server) => Promise<void>): Promise<void> {
    const actor: Actor = { name: `server-${++lives}`, alive: true }
    let failed = false
    await world.act(actor, () => {
      boot(actor, first).catch(() => {
        // A full disk, a database that is away: it does not come up, and whoever watches it starts it again.
        failed = true
        actor.alive = false
        disk.cut(actor)
      })
    })
    await world.until(() => serves(actor) || failed, 60_000)
  }

  async function boot(actor: Actor, first?: (server: Server) => Promise<void>): Promise<void> {
    const sleep = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve, actor))
    const slow = () => (chance.odds(slowness.share) ? sleep(chance.between(1, 40)) : undefined)
    let grew = false
    const life: Life = {
      actor,
      tamper: seams.tamper,
      before: (sql, inTransaction) => (due(actor, false, sql, inTransaction) ? killNow(actor) : slow()),
      after: (sql, inTransaction) => {
        if (serves(actor) && commitIsLast && sql === 'commit' && grew) {
          faults.met('acknowledgement_lost_after_commit')
          faults.met('server_killed_at_an_await')
          return killNow(actor)
        }
        if (due(actor, true, sql, false)) return killNow(actor)
        // The answer of a shared database comes over a network, and may be outdated when it is there.
        return database !== undefined && !inTransaction ? slow() : undefined
      },
      committed: (events) => {
        grew = events.length > 0
        if (grew) for (const listener of listeners) listener(events)
      },
    }
    if (host.age.size > 0) ages.set(actor, host.age)
    const server = await bootServer(world, disk, seams, life, (ingest) => watched(actor, ingest), database)
    await first?.(server)
    servers = [...servers, server]
    network.listen({ actor, accept: (socket) => server.lines.accept(socket) })
  }

  const host: ServerHost = {
    disk,
    start,
    slowness,
    age: new Set(),
    spare,
    running: () => servers[0],
    servers: () => servers,
    short: () => servers.length < wanted,
    database: () => database,
    share: async () => {
      if (database !== undefined) return
      for (const { actor } of servers) killOne(actor, false)
      database = disk.share()
      wanted = 2
      await start()
    },
    kill: (silently) => {
      spare()
      for (const { actor } of servers) killOne(actor, silently)
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
    answer: async (asked, { path, query, token, body }) => {
      const server = servers.find(({ actor }) => actor === asked)
      if (server === undefined) throw new TypeError('fetch failed')
      const { store, ingest } = server
      if (path === '/api/auth/login') return login(store, ingest, token, body as { username: string })
      if (path === '/api/auth/device-token') return enrol(store, ingest, body as Parameters<typeof enrol>[2])
      const [device] = disk.read<{ id: string; revoked_at: number | null }>(
        'select id, revoked_at from devices where token_hash = ?',
        tokenHash(token),
      )
      if (device === undefined || device.revoked_at !== null) return problem(401, 'device_revoked')
      if (path === '/api/devices/events')
        return bring(ingest, device.id, body as { events: Parameters<typeof bring>[2]['events'] })
      const collection = replicatedCollections.find((name) => path === `/api/replication/${name}`)
      if (collection === undefined) return problem(404, 'not_found')
      const config = { timeZone: 'Europe/Belgrade' }
      const readers = collectionReaders({ store, now: clock.now, config })
      const [since, limit] = [Number(query.get('since')), Number(query.get('limit'))]
      return { status: 200, body: await readers[collection]({ device: device.id, since, limit }) }
    },
  }
  return host
}
