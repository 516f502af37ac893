import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import Database from 'better-sqlite3'
import { LAST_BACKUP } from '../last-backup.ts'

/** How long somebody else may take to let go of a file, ms. */
const PATIENCE_MS = 500

/** A server in mid-write lets go of its file within this time, ms. */
const BUSY_MS = 10_000

const ALL_PAGES = 2 ** 30

/** Whether another program has the database open; a server that runs does, also while nothing happens. */
export function isOpenElsewhere(file: string): boolean {
  if (!existsSync(file)) return false
  const database = new Database(file, { timeout: PATIENCE_MS })
  try {
    database.pragma('locking_mode = EXCLUSIVE')
    database.exec('begin immediate; rollback')
    return false
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return true
    throw error
  } finally {
    database.close()
  }
}

/** Copies a database as it is at one moment, while a server goes on writing to it. */
export async function copyFileOnline(from: string, to: string): Promise<void> {
  const database = new Database(from, { readonly: true, fileMustExist: true })
  try {
    // In one step: between two the server would write, and the copy would begin anew.
    await database.backup(to, { progress: () => ALL_PAGES })
  } finally {
    database.close()
  }
  makeSingleFile(to)
}

/** Remembers in the file of a server, which may be running, that it was backed up; its tables stay in whatever version they are. */
export function noteBackupInFile(file: string, at: number): void {
  const database = new Database(file, { fileMustExist: true, timeout: BUSY_MS })
  try {
    database.prepare('insert or replace into meta (key, value) values (?, ?)').run(LAST_BACKUP, String(at))
  } finally {
    database.close()
  }
}

/** Takes what still lies beside a database into its file, so that it can be moved and copied like any other. */
export function makeSingleFile(file: string): void {
  const database = new Database(file, { timeout: PATIENCE_MS })
  try {
    database.pragma('journal_mode = DELETE')
  } finally {
    database.close()
  }
}

/** What SQLite finds wrong with a file; empty when it is whole. */
export function damageOf(file: string): string[] {
  const database = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const found = database.pragma('integrity_check') as { integrity_check: string }[]
    return found.map((each) => each.integrity_check).filter((text) => text !== 'ok')
  } catch (error) {
    if (error instanceof Database.SqliteError) return [error.message]
    throw error
  } finally {
    database.close()
  }
}

/** Moves a database nobody has open out of the way. */
export async function setAside(file: string, to: string): Promise<void> {
  makeSingleFile(file)
  await rename(file, to)
}
