import type { Database, Statement } from 'better-sqlite3'
import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** The server has some two hundred; a list of ids makes one for each length. */
const MOST_KEPT = 500
/** A statement with thousands of values is rarely met again at the same length. */
const LONGEST_KEPT = 4_000

/** A database that prepares a statement once and not at each use: that costs several times as much as running a short one. */
export function keepingStatements(database: Database): SqliteDatabase {
  const kept = new Map<string, Statement>()
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const known = kept.get(sql)
      if (known !== undefined) return known as SqliteStatement
      const statement = database.prepare(sql)
      if (sql.length <= LONGEST_KEPT) {
        // The oldest goes, used or not: what is used often is soon kept again.
        const [oldest] = kept.size >= MOST_KEPT ? kept.keys() : []
        if (oldest !== undefined) kept.delete(oldest)
        kept.set(sql, statement)
      }
      return statement as SqliteStatement
    },
  }
}
