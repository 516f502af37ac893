import type { CompiledQuery, DatabaseConnection, Driver } from 'kysely'
import type { DatabaseLines } from './database-lines.ts'
import type { CommittedEvent, Life } from './server-disk.ts'
import type { Turns } from './turns.ts'

/** What a driver needs of the disk behind it. */
export type DriverDisk = {
  readonly turns: Turns
  readonly lines: () => DatabaseLines | undefined
  readonly inTransaction: () => boolean
  readonly run: (query: CompiledQuery) => { readonly rows: unknown[] }
  /** What a commit has added to the log. */
  readonly harvest: () => CommittedEvent[]
}

type Connection = DatabaseConnection & {
  /** It has a transaction open, and so the turn. */
  begun: boolean
  /** Why nothing is answered on it any more. */
  broken: Error | undefined
}

/**
 * The connections of one life of a server. As with the real adapters nobody sees what is not committed: a statement waits while a
 * transaction is open.
 */
export function makeDriver(life: Life, disk: DriverDisk): Driver {
  const { turns } = disk
  const gone = () => !life.actor.alive
  const never = new Promise<never>(() => {})

  async function execute(connection: Connection, query: CompiledQuery): Promise<unknown> {
    if (gone()) return never
    const alone = !connection.begun
    if (alone) await turns.take(life.actor)
    let result: { readonly rows: unknown[] }
    try {
      const wait = life.before(query.sql, disk.inTransaction())
      if (wait !== undefined) await wait
      if (gone()) return await never
      result = perform(connection, query)
    } finally {
      // Who is gone gave its turn away when it left.
      if (alone && !gone()) turns.give()
    }
    const then = life.after(query.sql, connection.begun)
    if (then !== undefined) await then
    return gone() ? never : result
  }

  function perform(connection: Connection, query: CompiledQuery): { readonly rows: unknown[] } {
    const lines = disk.lines()
    lines?.check(connection)
    const result = disk.run(query)
    if (query.sql !== 'commit') return result
    const events = disk.harvest()
    life.committed(events)
    lines?.committed(connection, events.length)
    return result
  }

  function ended(connection: Connection): void {
    if (gone() || !connection.begun) return
    connection.begun = false
    disk.lines()?.ended()
    turns.give()
  }

  return {
    init: () => Promise.resolve(),
    acquireConnection: () => {
      const connection: Connection = {
        begun: false,
        broken: undefined,
        executeQuery: async <R>(query: CompiledQuery) => (await execute(connection, query)) as { rows: R[] },
        streamQuery: () => {
          throw new Error('nobody streams here')
        },
      }
      return Promise.resolve(connection)
    },
    beginTransaction: async (connection) => {
      const own = connection as Connection
      if (gone()) return never
      await turns.take(life.actor)
      own.begun = true
      disk.lines()?.begun(own)
      try {
        await execute(own, raw('begin'))
      } catch (error) {
        ended(own)
        throw error
      }
    },
    // A commit that fails is rolled back by whoever asked for it.
    commitTransaction: async (connection) => {
      await execute(connection as Connection, raw('commit'))
      ended(connection as Connection)
    },
    rollbackTransaction: async (connection) => {
      try {
        await execute(connection as Connection, raw('rollback'))
      } finally {
        ended(connection as Connection)
      }
    },
    releaseConnection: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
  }
}

function raw(sql: string): CompiledQuery {
  return {
    sql,
    parameters: [],
    query: { kind: 'RawNode' },
    queryId: { queryId: sql },
  } as unknown as CompiledQuery
}
