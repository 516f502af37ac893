import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import type { Store } from '../store.ts'
import { openPostgresStore } from './postgres-store.ts'

/** A migrated, empty database that every test's own is a copy of: a copy takes a tenth of the time of the migrations. */
export const TEMPLATE_DATABASE = 'template_of_tests'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the administrator's database of a real Postgres. */
    postgresUrl: string
  }
}

/** Makes a database for one test. @returns its address */
export async function freshDatabase({ migrated = true } = {}): Promise<string> {
  const url = new URL(inject('postgresUrl'))
  const name = `test_${randomBytes(8).toString('hex')}`
  await runOnce(url.href, `create database ${name}${migrated ? ` template ${TEMPLATE_DATABASE}` : ''}`)
  url.pathname = `/${name}`
  return url.href
}

/** A connection of its own, as an administrator or a program of somebody else has it; it knows nothing of our rules. */
export async function connectBeside(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

/** Runs one statement on a connection of its own. */
export async function runOnce(url: string, text: string): Promise<pg.QueryResult> {
  const client = await connectBeside(url)
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}

/** Breaks every connection to a database but this one, as a restart or a failover does. */
export async function breakOthers(beside: pg.Client): Promise<void> {
  const others = 'datname = current_database() and pid <> pg_backend_pid()'
  await beside.query(`select pg_terminate_backend(pid) from pg_stat_activity where ${others}`)
}

/**
 * Stands in for `sqlite-store.ts` in the `postgres` test project, so that the same stories are told of both.
 * @public
 */
export async function openSqliteStore(_file: string, now: () => number = Date.now): Promise<Store> {
  return openPostgresStore(await freshDatabase(), { now })
}
