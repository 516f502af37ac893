import { type Kysely, sql } from 'kysely'

/** How full a device says its storage is; and the few held events of a log of millions, found without reading it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('devices').addColumn('storage_used', 'bigint').execute()
  await sql`create index work_events_held on work_events (device) where status = 'held'`.execute(db)
}
