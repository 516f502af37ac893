import { copyFile, open } from 'node:fs/promises'
import type { Kysely } from 'kysely'
import { foldHash } from '../projections/fold-hash.ts'
import { copyDatabase, epochOf, makeAnotherEpoch } from './copy-database.ts'
import { databaseFile } from './database-file.ts'
import { noteBackup } from './last-backup.ts'
import { openPostgresTables } from './postgres/postgres-store.ts'
import type { Schema } from './schema.ts'
import { copyFileOnline, damageOf, makeSingleFile, noteBackupInFile } from './sqlite/sqlite-files.ts'
import { openSqliteTables } from './sqlite/sqlite-store.ts'

/** The database of a server: the folder of its file, or the address of its Postgres. */
type BackedUp = { readonly dataDir: string } | { readonly databaseUrl: string }

/** What a file holds. */
export type BackupFacts = {
  readonly tasks: number
  readonly events: number
  readonly hash: string
  readonly epoch: string
}

/** Writes the database of a server, which may go on meanwhile, into a new file and reads it back. @throws when it is not whole */
export async function writeBackup(from: BackedUp, to: string): Promise<BackupFacts> {
  if ('dataDir' in from) await copyFileOnline(databaseFile(from.dataDir), to)
  else await copyPostgres(from.databaseUrl, to)
  const damage = damageOf(to)
  if (damage.length > 0) throw new Error(`the backup is damaged: ${damage.join('; ')}`)
  const facts = await readFacts(to)
  const written = await open(to, 'r+')
  await written.sync()
  await written.close()
  return facts
}

/** The database says itself when it was last backed up, so that whoever watches its servers can be warned. @param at ms since 1970 */
export async function rememberBackup(from: BackedUp, at: number): Promise<void> {
  if ('dataDir' in from) return noteBackupInFile(databaseFile(from.dataDir), at)
  const sql = await openPostgresTables(from.databaseUrl)
  try {
    await noteBackup(sql, at)
  } finally {
    await sql.destroy()
  }
}

/**
 * Makes a copy of a backup that a server can start from: in the schema of this program and under a new epoch.
 * @returns what it holds, or what is wrong with the backup
 */
export async function prepareRestore(
  backup: string,
  to: string,
): Promise<
  ({ readonly ok: true } & BackupFacts) | { readonly ok: false; readonly damage: readonly string[] }
> {
  const damage = damageOf(backup)
  if (damage.length > 0) return { ok: false, damage }
  await copyFile(backup, to)
  return { ok: true, ...(await readFacts(to, makeAnotherEpoch)) }
}

async function readFacts(
  file: string,
  change?: (sql: Kysely<Schema>) => Promise<unknown>,
): Promise<BackupFacts> {
  const sql = await openSqliteTables(file)
  try {
    await change?.(sql)
    return await sql.transaction().execute(async (moment) => ({
      ...(await foldHash(moment)),
      epoch: await epochOf(moment),
    }))
  } finally {
    await sql.destroy()
    makeSingleFile(file)
  }
}

async function copyPostgres(url: string, file: string): Promise<void> {
  const from = await openPostgresTables(url)
  const to = await openSqliteTables(file)
  try {
    const copied = await copyDatabase(from, to, { fingerprint: foldHash })
    if (!copied.ok) throw new Error(`the backup was not written: ${copied.reason}`)
  } finally {
    await from.destroy()
    await to.destroy()
    makeSingleFile(file)
  }
}
