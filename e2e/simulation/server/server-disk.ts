import Database from 'better-sqlite3'
import { type CompiledQuery, type DatabaseConnection, type Dialect, type Driver, SqliteDialect } from 'kysely'
import type { World } from '../world/world.ts'

/** A row of the log as the disk holds it. */
export type CommittedEvent = {
  readonly seq: number
  readonly id: string
  readonly body: string
  readonly task: string
}

/** Changes a statement on its way to the disk, or drops it; planted bugs sit here. */
export type Tamper = (sql: string) => string | undefined

/**
 * The server's disk: a real SQLite database in memory. What was committed stays when the server is killed, what was
 * not is rolled back. It can be made slow, full, and deadly at a given statement.
 */
export type ServerDisk = {
  /** A dialect for one life of the server. */
  readonly dialect: (life: Life) => Dialect
  /** The server of that life is gone: nothing of it reaches the disk any more. */
  readonly cut: () => void
  /** Everything committed, by id; grows with each commit. */
  readonly committed: ReadonlyMap<string, CommittedEvent>
  /** Reads what is committed, past the server; only while no transaction is open. */
  readonly read: <T>(sql: string, ...values: unknown[]) => T[]
  readonly idle: () => boolean
  readonly full: (full: boolean) => void
  readonly backup: () => Buffer
  /** Takes the disk back to a backup; under a new epoch unless a planted bug forgets it. */
  readonly restore: (backup: Buffer, newEpoch: boolean) => void
  readonly close: () => void
}

/** One life of a server process, as its disk sees it. */
export type Life = {
  /** Called before each statement; may delay it, or kill and never return. */
  readonly before: (sql: string, inTransaction: boolean) => Promise<void> | undefined
  readonly after: (sql: string) => Promise<void> | undefined
  readonly tamper: Tamper
  /** Called with what a commit added to the log. */
  readonly committed: (events: readonly CommittedEvent[]) => void
}

type Statement = Database.Statement<unknown[], unknown>

export function makeServerDisk(world: World, image: Buffer): ServerDisk {
  let database = new Database(image)
  let statements = new Map<string, Statement>()
  let committed = new Map<string, CommittedEvent>()
  let lastSeq = 0
  let lives = 0
  let limited = false

  prepareDatabase()
  harvest()

  function prepareDatabase(): void {
    database.pragma('foreign_keys = ON')
    statements = new Map()
  }

  function prepare(sql: string): Statement {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const statement = database.prepare<unknown[], unknown>(sql)
    statements.set(sql, statement)
    return statement
  }

  /** What the log has gained since the last look. */
  function harvest(): CommittedEvent[] {
    const rows = prepare('select seq, id, body, task from work_events where seq > ? order by seq').all(
      lastSeq,
    ) as CommittedEvent[]
    for (const row of rows) {
      if (committed.has(row.id)) world.violate('S4', `event ${row.id} is in the log twice`)
      committed.set(row.id, row)
      lastSeq = row.seq
    }
    if (rows.length > 0) {
      const [{ n }] = prepare('select count(*) as n from work_events').all() as [{ n: number }]
      if (n !== committed.size)
        world.violate('S6', `the log has ${n} rows, and ${committed.size} were committed`)
    }
    return rows
  }

  function run(query: CompiledQuery, life: Life) {
    const sql = life.tamper(query.sql)
    if (sql === undefined) return { rows: [], numAffectedRows: 1n }
    const statement = prepare(sql)
    if (statement.reader) return { rows: statement.all(...query.parameters) }
    const { changes, lastInsertRowid } = statement.run(...query.parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  function dialect(life: Life): Dialect {
    const own = ++lives
    const plain = new SqliteDialect({ database })
    const gone = () => own !== lives
    const never = new Promise<never>(() => {})
    const connection: DatabaseConnection = {
      executeQuery: async <R>(query: CompiledQuery) => {
        if (gone()) return never
        const wait = life.before(query.sql, database.inTransaction)
        if (wait !== undefined) await wait
        if (gone()) return never
        const result = run(query, life)
        if (query.sql === 'commit') life.committed(harvest())
        const then = life.after(query.sql)
        if (then !== undefined) await then
        return gone() ? never : (result as { rows: R[] })
      },
      streamQuery: () => {
        throw new Error('nobody streams here')
      },
    }
    const driver: Driver = {
      init: () => Promise.resolve(),
      acquireConnection: () => Promise.resolve(connection),
      beginTransaction: async (each) => void (await each.executeQuery(raw('begin'))),
      commitTransaction: async (each) => void (await each.executeQuery(raw('commit'))),
      rollbackTransaction: async (each) => void (await each.executeQuery(raw('rollback'))),
      releaseConnection: () => Promise.resolve(),
      destroy: () => Promise.resolve(),
    }
    return {
      createDriver: () => driver,
      createAdapter: () => plain.createAdapter(),
      createIntrospector: (db) => plain.createIntrospector(db),
      createQueryCompiler: () => plain.createQueryCompiler(),
    }
  }

  return {
    dialect,
    cut: () => {
      lives += 1
      if (database.inTransaction) database.exec('rollback')
    },
    get committed() {
      return committed
    },
    read: <T>(sql: string, ...values: unknown[]) => prepare(sql).all(...values) as T[],
    idle: () => !database.inTransaction,
    full: (full) => {
      if (full === limited) return
      limited = full
      const [{ pages }] = database.pragma('page_count', { simple: false }) as [
        { page_count?: number; pages?: number },
      ]
      const now = pages ?? Number(database.pragma('page_count', { simple: true }))
      database.pragma(`max_page_count = ${full ? now : 1_000_000}`)
    },
    backup: () => database.serialize(),
    restore: (backup, newEpoch) => {
      lives += 1
      database.close()
      database = new Database(backup)
      limited = false
      prepareDatabase()
      if (newEpoch) database.exec("delete from meta where key = 'epoch'")
      committed = new Map()
      lastSeq = 0
      harvest()
    },
    close: () => {
      lives += 1
      database.close()
    },
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
