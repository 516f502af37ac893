import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import * as first from './0001-first.ts'
import type { JournalSchema } from './schema.ts'

/** The command line may hold the file for a moment, ms. */
const BUSY_TIMEOUT_MS = 10_000

/** The bridge's memory on disk. Every commit is on the disk when it returns. */
export type Journal = { readonly sql: Kysely<JournalSchema>; readonly close: () => Promise<void> }

/**
 * Opens (and creates or migrates) the journal.
 * @param file path of the database; its folder is made when it is missing
 * @throws when the file cannot be opened or is no journal
 */
export async function openJournal(file: string): Promise<Journal> {
  mkdirSync(dirname(file), { recursive: true })
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  // FULL: with NORMAL a power cut would take back the note that a posting is under way, and it would be booked twice.
  database.pragma('synchronous = FULL')
  database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  const sql = new Kysely<JournalSchema>({ dialect: new SqliteDialect({ database }) })
  const migrator = new Migrator({
    db: sql,
    provider: { getMigrations: () => Promise.resolve({ '0001-first': first }) },
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
  return { sql, close: () => sql.destroy() }
}
