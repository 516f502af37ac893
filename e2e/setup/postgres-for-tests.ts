import { Kysely, PostgresDialect } from 'kysely'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../sync-server/src/storage/migrate.ts'
import { openPool } from '../../sync-server/src/storage/postgres/connections.ts'
import type { Schema } from '../../sync-server/src/storage/schema.ts'
import { TEMPLATE_DATABASE } from '../../sync-server/src/testing/postgres.ts'
import { startPostgres } from '../stack/postgres.ts'

/*
 * One Postgres for all tests of the `postgres` project, started only when one of them runs. It belongs to this process and not to a test's:
 * a worker that crashes would leave it behind.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres()
  const template = await postgres.createDatabase(TEMPLATE_DATABASE)
  const pool = openPool(template, () => undefined)
  const sql = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  await migrate(sql)
  await sql.destroy()
  project.provide('postgresUrl', postgres.address('postgres'))
  return async () => {
    await postgres[Symbol.asyncDispose]()
  }
}
