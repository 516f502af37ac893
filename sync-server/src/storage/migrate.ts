import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import * as first from './migrations/0001-first.ts'
import * as deviceStorage from './migrations/0002-device-storage.ts'
import * as growth from './migrations/0002-growth.ts'
import * as erp from './migrations/0003-erp.ts'
import type { Schema } from './schema.ts'

const migrations: Record<string, Migration> = {
  '0001-first': first,
  '0002-device-storage': deviceStorage,
  '0002-growth': growth,
  '0003-erp': erp,
}

/** Brings the schema to the version of this program; throws when a step fails, leaving the database as it was. */
export async function migrate(sql: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db: sql, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}
