import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { migrate } from 'sync-server/src/storage/migrate.ts'
import type { Schema } from 'sync-server/src/storage/schema.ts'
import { keepingStatements } from 'sync-server/src/storage/sqlite/kept-statements.ts'
import { sqliteRows } from 'sync-server/src/storage/sqlite/sqlite-rows.ts'
import type { Store } from 'sync-server/src/storage/store.ts'
import { makeStore } from 'sync-server/src/storage/writer.ts'
import { openWarehouse } from 'sync-server/src/testing/warehouse.ts'

let image: Promise<Buffer> | undefined

/** A database of the server with people and sites in it, filled once per process: five hundred sites begin with the same one. */
export async function openFilledStore(_file: string, now: () => number): Promise<Store> {
  image ??= makeImage()
  return storeOf(new Database(await image), now)
}

async function makeImage(): Promise<Buffer> {
  const database = new Database(':memory:')
  await using _warehouse = await openWarehouse((_file, now) => storeOf(database, now), { fill: 'people' })
  return database.serialize()
}

async function storeOf(database: Database.Database, now: () => number): Promise<Store> {
  database.pragma('foreign_keys = ON')
  const sql = new Kysely<Schema>({ dialect: new SqliteDialect({ database: keepingStatements(database) }) })
  await migrate(sql)
  return makeStore(sql, now, undefined, sqliteRows(database))
}
