import { Kysely, PostgresDialect } from 'kysely'
import { migrate } from '../migrate.ts'
import type { Schema } from '../schema.ts'
import type { PoolState } from '../storage-size.ts'
import type { Store } from '../store.ts'
import { makeStore } from '../writer.ts'
import { openPool, type Patience } from './connections.ts'
import { makeSharing } from './sharing.ts'

export type PostgresOptions = {
  /** Server clock, ms since 1970. */
  readonly now?: () => number
  /** Hears of lost connections; they are made again. */
  readonly onProblem?: (error: Error) => void
  /** Gets what to ask for the state of the connections. */
  readonly onPool?: (state: () => PoolState) => void
  /** How often to look for writes of others whose notice got lost, ms. */
  readonly lookEveryMs?: number
}

/**
 * Opens (and migrates) a Postgres that several servers may share. Writes of all of them run one at a time: each begins by raising the one
 * counter, whose row stays locked until the commit.
 * @param url `postgres://user:password@host:port/database`
 * @throws when the database cannot be reached
 */
export async function openPostgresStore(
  url: string,
  { now = Date.now, onProblem = () => undefined, onPool, lookEveryMs }: PostgresOptions = {},
): Promise<Store> {
  const sql = await openMigrated(url, onProblem, 'server', onPool)
  try {
    const options = { url, onProblem, ...(lookEveryMs !== undefined && { lookEveryMs }) }
    return await makeStore(sql, now, (deliver) => makeSharing(sql, deliver, options))
  } catch (error) {
    await sql.destroy()
    throw error
  }
}

/** Connects to (and migrates) a database without making it the database of a server: it gets no epoch, and nothing is hurried. */
export function openPostgresTables(url: string): Promise<Kysely<Schema>> {
  return openMigrated(url, () => undefined, 'command')
}

async function openMigrated(
  url: string,
  onProblem: (error: Error) => void,
  patience: Patience,
  onPool?: (state: () => PoolState) => void,
): Promise<Kysely<Schema>> {
  const pool = openPool(url, onProblem, patience, onPool)
  const sql = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  try {
    await migrate(sql)
    return sql
  } catch (error) {
    await sql.destroy()
    throw error
  }
}
