import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { settleAt } from '../identity.ts'
import { migrate } from '../migrate.ts'
import type { Schema } from '../schema.ts'
import type { Store } from '../store.ts'
import { makeStore } from '../writer.ts'
import { keepingStatements } from './kept-statements.ts'
import { sqliteRows } from './sqlite-rows.ts'

/** Waits this long for another process that holds the file (a backup, `rebuild`) before it fails, ms. */
const BUSY_TIMEOUT_MS = 10_000

/** A batch of a few thousand events touches about 10 MB of pages; what the cache cannot hold is written before the commit and read again. */
const CACHE_KIB = 24 * 1024
/** Pages of 4 KiB that may gather beside the file. Pages of indexes change in every batch: the more batches, the fewer times each is written back. */
const CHECKPOINT_PAGES = 8_000

/**
 * Opens (and creates or migrates) the one file of an embedded server.
 * @param file path of the database, or `:memory:` in tests
 * @param now server clock, ms since 1970
 */
export async function openSqliteStore(file: string, now: () => number = Date.now): Promise<Store> {
  const database = openDatabase(file)
  const sql = await tablesOf(database)
  if (file !== ':memory:') await settleAt(sql, placeOf(file))
  return makeStore(sql, now, undefined, sqliteRows(database))
}

/** Number and birth of the file on its disk: a copy has another birth, even where the number is used again. */
function placeOf(file: string): string {
  const { ino, birthtimeNs } = statSync(file, { bigint: true })
  return `${ino}-${birthtimeNs}`
}

/** Opens (and creates or migrates) a file without making it the database of a server: it gets no epoch. */
export async function openSqliteTables(file: string): Promise<Kysely<Schema>> {
  return tablesOf(openDatabase(file))
}

function openDatabase(file: string): Database.Database {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  // FULL: a commit is on the disk when it returns. With NORMAL a power cut takes back acknowledged picks.
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  database.pragma(`cache_size = -${CACHE_KIB}`)
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  return database
}

async function tablesOf(database: Database.Database): Promise<Kysely<Schema>> {
  const sql = new Kysely<Schema>({ dialect: new SqliteDialect({ database: keepingStatements(database) }) })
  await migrate(sql)
  return sql
}
