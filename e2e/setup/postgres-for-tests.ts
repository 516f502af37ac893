import type { TestProject } from 'vitest/node'
import { openPostgresTables } from '../../sync-server/src/storage/postgres/postgres-store.ts'
import { TEMPLATE_DATABASE } from '../../sync-server/src/storage/postgres/test-database.ts'
import { startPostgres } from '../stack/postgres.ts'

/*
 * One Postgres for all tests of the `postgres` project, started only when one of them runs. It belongs to this process and not to a test's:
 * a worker that crashes would leave it behind.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres()
  const tables = await openPostgresTables(await postgres.createDatabase(TEMPLATE_DATABASE))
  await tables.destroy()
  project.provide('postgresUrl', postgres.address('postgres'))
  return async () => {
    await postgres[Symbol.asyncDispose]()
  }
}
