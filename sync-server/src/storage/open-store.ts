import { databaseFile } from './database-file.ts'
import type { PoolState } from './storage-size.ts'
import type { Store } from './store.ts'

/** While a database is away, every look for it fails; one word about it now and then is enough, ms. */
const TELL_EVERY_MS = 10_000

/** Where the settings say the database is. */
export type DatabasePlace = { readonly dataDir: string; readonly databaseUrl?: string }

/**
 * Opens the Postgres of the settings, or else the file in the data folder. The adapter is loaded only here: on a Node that is too old
 * better-sqlite3 ends the process without a message, and who has Postgres needs no SQLite.
 * @param onProblem hears now and then of lost connections to a Postgres; they are made again
 * @param onPool gets what to ask for the state of the connections to a Postgres
 */
export async function openStore(
  { dataDir, databaseUrl }: DatabasePlace,
  onProblem: (error: Error) => void,
  onPool: (state: () => PoolState) => void = () => undefined,
): Promise<Store> {
  if (databaseUrl !== undefined) {
    const { openPostgresStore } = await import('./postgres/postgres-store.ts')
    let told = Number.NEGATIVE_INFINITY
    return openPostgresStore(databaseUrl, {
      onPool,
      onProblem: (error) => {
        if (performance.now() - told < TELL_EVERY_MS) return
        told = performance.now()
        onProblem(error)
      },
    })
  }
  const { openSqliteStore } = await import('./sqlite/sqlite-store.ts')
  return openSqliteStore(databaseFile(dataDir))
}
