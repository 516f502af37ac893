import { stat } from 'node:fs/promises'
import { type Kysely, sql as raw } from 'kysely'
import { databaseFile } from './database-file.ts'
import type { DatabasePlace } from './open-store.ts'
import type { Schema } from './schema.ts'

/** How much room a database takes, bytes, and what its connections do. */
export type StorageSize = {
  readonly database: number
  /** The write-ahead log beside an SQLite file. */
  readonly wal?: number
  readonly pool?: PoolState
}

/** Connections of a pool, and calls that wait for one. */
export type PoolState = { readonly active: number; readonly idle: number; readonly waiting: number }

/** @param pool asked for the state of the connections, where there are any */
export async function storageSize(
  sql: Kysely<Schema>,
  { dataDir, databaseUrl }: DatabasePlace,
  pool: () => PoolState | undefined,
): Promise<StorageSize> {
  if (databaseUrl === undefined) {
    const file = databaseFile(dataDir)
    return { database: await bytesOf(file), wal: await bytesOf(`${file}-wal`) }
  }
  const { rows } = await raw<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(
    sql,
  )
  const connections = pool()
  return { database: Number(rows[0]?.bytes ?? 0), ...(connections && { pool: connections }) }
}

async function bytesOf(file: string): Promise<number> {
  // A log that was written back whole is removed: it takes no room.
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  )
}
