import Database from 'better-sqlite3'
import { type CompiledQuery, type Dialect, SqliteDialect } from 'kysely'
import { inTheLogTwice } from '../check/s04-nothing-counts-twice.ts'
import { shrunk } from '../check/s06-log-only-grows.ts'
import type { Actor } from '../world/clock.ts'
import type { World } from '../world/world.ts'
import { type DatabaseLines, makeDatabaseLines } from './database-lines.ts'
import { makeDriver } from './disk-driver.ts'
import { makeTurns } from './turns.ts'

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
 * not is rolled back. It can be made slow, full, and deadly at a given statement. When it is shared it stands for a
 * database server: several processes write to it one after the other, hear of one another's commits, and lose their lines to it.
 */
export type ServerDisk = {
  /** A dialect for one life of a server. */
  readonly dialect: (life: Life) => Dialect
  /** The server of that life is gone: nothing of it reaches the disk any more. */
  readonly cut: (actor: Actor) => void
  /** Everything committed, by id; grows with each commit. */
  readonly committed: ReadonlyMap<string, CommittedEvent>
  /** Reads what is committed, past the server; only while no transaction is open. */
  readonly read: <T>(sql: string, ...values: unknown[]) => T[]
  readonly idle: () => boolean
  readonly full: (full: boolean) => void
  readonly backup: () => Buffer
  /** Takes the disk back to a backup; under a new epoch unless a planted bug forgets it. */
  readonly restore: (backup: Buffer, newEpoch: boolean) => void
  /** From now on several servers may use it. */
  readonly share: () => DatabaseLines
  readonly close: () => void
}

/** One life of a server process, as its disk sees it. */
export type Life = {
  readonly actor: Actor
  /** Called before each statement; may delay it, or kill and never return. */
  readonly before: (sql: string, inTransaction: boolean) => Promise<void> | undefined
  /** Called after each; what a delay of it holds back is only the answer. */
  readonly after: (sql: string, inTransaction: boolean) => Promise<void> | undefined
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
  let limited = false
  let lines: DatabaseLines | undefined
  const turns = makeTurns(world.clock)

  prepareDatabase()
  harvest()

  function prepareDatabase(): void {
    database.pragma('foreign_keys = ON')
    statements = new Map()
    if (lines !== undefined) database.function('pg_notify', lines.notify)
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
      const twice = inTheLogTwice(committed, row.id)
      if (twice !== undefined) world.violate('S4', twice)
      committed.set(row.id, row)
      lastSeq = row.seq
    }
    if (rows.length > 0) {
      const [{ n }] = prepare('select count(*) as n from work_events').all() as [{ n: number }]
      const fewer = shrunk(n, committed.size)
      if (fewer !== undefined) world.violate('S6', fewer)
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
    const plain = new SqliteDialect({ database })
    const driver = makeDriver(life, {
      turns,
      lines: () => lines,
      inTransaction: () => database.inTransaction,
      run: (query) => run(query, life),
      harvest,
    })
    return {
      createDriver: () => driver,
      createAdapter: () => plain.createAdapter(),
      createIntrospector: (db) => plain.createIntrospector(db),
      createQueryCompiler: () => plain.createQueryCompiler(),
    }
  }

  function undo(): void {
    if (database.inTransaction) database.exec('rollback')
    lines?.ended()
  }

  return {
    dialect,
    cut: (actor) => {
      if (turns.holder() === actor) undo()
      turns.left(actor)
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
      database.close()
      database = new Database(backup)
      limited = false
      prepareDatabase()
      if (newEpoch) database.exec("delete from meta where key = 'epoch'")
      committed = new Map()
      lastSeq = 0
      harvest()
    },
    share: () => {
      lines ??= makeDatabaseLines(world, undo)
      prepareDatabase()
      return lines
    },
    close: () => database.close(),
  }
}
