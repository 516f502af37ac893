import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import pg from 'pg'
import type { PoolState } from '../storage-size.ts'

/** A database that does not take a connection within this time counts as away, ms. */
const CONNECT_WITHIN_MS = 5_000
/** A query that got no answer for this long has lost its line, ms. */
const ANSWER_WITHIN_MS = 30_000
/** A transaction whose process fell silent lets go of its locks after this time, ms: the other nodes wait for them. */
const IDLE_IN_TRANSACTION_MS = 10_000
const LOCK_WITHIN_MS = 15_000
const MAX_CONNECTIONS = 10
/** By which an administrator, and a restore, tell our connections from others. */
export const APPLICATION_NAME = 'magacin-track'

const { builtins } = pg.types
/** Numbers that Postgres sends as text, because they may be larger than a JS number holds exactly; ours never are (53 bits). */
const asNumbers: ReadonlySet<number> = new Set([builtins.INT8, builtins.NUMERIC])

/** A server must not hang behind a line that is dead; a command that copies a year of work may take as long as it takes. */
export type Patience = 'server' | 'command'

/** How every connection of this server to a Postgres is made. */
export function connectionOptions(url: string, patience: Patience = 'server'): pg.ClientConfig {
  const limits = {
    query_timeout: ANSWER_WITHIN_MS,
    statement_timeout: ANSWER_WITHIN_MS,
    lock_timeout: LOCK_WITHIN_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  }
  return {
    connectionString: url,
    application_name: APPLICATION_NAME,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    ...(patience === 'server' && limits),
    keepAlive: true,
    keepAliveInitialDelayMillis: CONNECT_WITHIN_MS,
    types: {
      getTypeParser: ((oid: number, format: 'text') =>
        asNumbers.has(oid) ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  }
}

/**
 * A pool as Kysely wants one.
 * @param onLost hears of a connection that broke while nobody used it; the pool makes another one
 * @param onOpen gets what to ask for the state of the connections
 */
export function openPool(
  url: string,
  onLost: (error: Error) => void,
  patience: Patience,
  onOpen: (state: () => PoolState) => void = () => undefined,
): PostgresPool {
  const pool = new pg.Pool({ ...connectionOptions(url, patience), max: MAX_CONNECTIONS })
  onOpen(() => ({
    active: pool.totalCount - pool.idleCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  }))
  pool.on('error', onLost)
  // A role or a database may switch it off; an acknowledged pick would then be lost with the power. Queued before anything else.
  pool.on('connect', (client) => void client.query('set synchronous_commit = on').catch(onLost))
  const safe = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect()
      const known = safe.get(client) ?? safeClient(client)
      // The same object for the same connection: Kysely recognizes connections by it.
      safe.set(client, known)
      return known
    },
  }
}

function safeClient(client: pg.PoolClient): PostgresPoolClient {
  let broken: Error | undefined
  // A checked out connection that breaks says so here; without a listener that ends the process.
  client.on('error', (error) => {
    broken = error
  })
  async function query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    // Whatever follows on a connection that stopped answering, a rollback above all, would wait as long again.
    if (broken !== undefined) throw broken
    try {
      return (await client.query(text, parameters.map(storable))) as unknown as PostgresQueryResult<R>
    } catch (error) {
      if (error instanceof Error && !('severity' in error)) broken = error
      throw error
    }
  }
  return {
    query: query as PostgresPoolClient['query'],
    release: (destroy) => client.release(broken ?? destroy),
  }
}

/**
 * Postgres holds every character in a text but U+0000, which SQLite holds too. Only broken or hostile input carries one, and it
 * must reach quarantine and not break the transaction of everybody's picks.
 */
function storable(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value
}
