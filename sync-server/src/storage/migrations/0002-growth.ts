import { type Kysely, PostgresAdapter, type SqlBool, sql } from 'kysely'

type Index = {
  readonly name: string
  readonly table: string
  readonly columns: readonly string[]
  /** Only rows of which this holds are in it. */
  readonly only?: string
}

/*
 * What a database needs to stay as quick after a year as on its first day. An index that picks have to maintain costs each of them; those
 * below hold what no pick changes, or only the few rows that anybody asks for.
 */
const indexes: readonly Index[] = [
  // A handful among millions, asked for at every pull of verdicts.
  { name: 'work_events_held_by_task', table: 'work_events', columns: ['task'], only: "status = 'held'" },
  { name: 'tasks_at_hand', table: 'tasks', columns: ['created_at', 'id'], only: 'archived_at is null' },
  { name: 'tasks_by_created_at_id', table: 'tasks', columns: ['created_at', 'id'] },
  { name: 'requisitions_by_created_at', table: 'requisitions', columns: ['created_at', 'number'] },
  { name: 'requisitions_by_date_number', table: 'requisitions', columns: ['date desc', 'number'] },
  { name: 'requisitions_by_status', table: 'requisitions', columns: ['status', 'created_at'] },
  { name: 'articles_by_change_seq', table: 'articles', columns: ['change_seq'] },
  // What the report of shortages is about: some lines in a hundred.
  {
    name: 'task_lines_that_differ',
    table: 'task_lines',
    columns: ['task'],
    only: "status in ('short', 'over')",
  },
  { name: 'exceptions_by_open_first_seen', table: 'exceptions', columns: ['open', 'first_seen_at', 'id'] },
  { name: 'exceptions_by_requisition', table: 'exceptions', columns: ['requisition'] },
  { name: 'quarantine_by_device', table: 'quarantine', columns: ['device', 'reviewed_at'] },
  { name: 'operations_by_at', table: 'operations', columns: ['at'] },
]

/** Adds what archiving notes, and the indexes that a year of work needs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  await db.schema.alterTable('tasks').addColumn('archived_at', 'bigint').execute()
  await db.schema.alterTable('devices').addColumn('inactive_at', 'bigint').execute()
  for (const { name, table, columns, only } of indexes) {
    const index = db.schema
      .createIndex(name)
      .on(table)
      .columns([...columns])
    await (only === undefined ? index : index.where(sql<SqlBool>`${sql.raw(only)}`)).execute()
  }
  if (!postgres) return
  // The lists of the desk put tasks without a time last; Postgres walks an index for that only if it was made so.
  for (const column of ['created_at', 'due']) {
    await sql`create index ${sql.raw(`tasks_listed_by_${column}`)} on tasks (${sql.ref(column)} desc nulls last, id desc)`.execute(
      db,
    )
  }
}
