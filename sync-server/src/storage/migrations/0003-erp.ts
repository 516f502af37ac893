import { type Kysely, PostgresAdapter, type SqlBool, sql } from 'kysely'

type Column = 'text' | 'integer' | 'bigint' | 'blob'
type Columns = Record<string, Column | `${Column}?`>

/*
 * What the ERP says is kept as it said it, beside what the warehouse made of it: a document keeps all its versions, a posting its journal row,
 * a difference its history.
 */
const tables: Record<string, { columns: Columns; key: readonly string[]; serial?: string }> = {
  erp_documents: {
    columns: {
      number: 'text',
      direction: 'text',
      type: 'text',
      date: 'text',
      site: 'text',
      partner: 'text?',
      person: 'text?',
      status: 'text',
      cancelled: 'integer',
      note: 'text?',
      hash: 'text',
      version: 'integer',
      requisition: 'text?',
      state: 'text',
      ended_requisition: 'integer',
      first_seen_at: 'bigint',
      changed_at: 'bigint',
      change_seq: 'bigint',
    },
    key: ['number', 'direction'],
  },
  erp_document_versions: {
    columns: {
      number: 'text',
      direction: 'text',
      version: 'integer',
      seen_at: 'bigint',
      status: 'text',
      cancelled: 'integer',
      lines: 'text',
    },
    key: ['number', 'direction', 'version'],
  },
  erp_subjects: {
    columns: {
      id: 'text',
      name: 'text',
      name2: 'text?',
      city: 'text?',
      address: 'text?',
      warehouse: 'text?',
      buyer: 'integer',
      supplier: 'integer',
      changed_at: 'bigint',
    },
    key: ['id'],
  },
  erp_stock: {
    columns: {
      ident: 'text',
      site: 'text',
      qty: 'bigint',
      at: 'bigint',
      previous_qty: 'bigint?',
      previous_at: 'bigint?',
    },
    key: ['site', 'ident'],
  },
  erp_unmapped: {
    columns: { kind: 'text', name_key: 'text', name: 'text', first_seen_at: 'bigint' },
    key: ['kind', 'name_key'],
  },
  fulfilments: {
    columns: {
      id: 'text',
      requisition: 'text',
      document: 'text',
      number: 'integer',
      kind: 'text',
      type: 'text',
      state: 'text',
      approval: 'text',
      lines: 'text',
      ac_key: 'text?',
      attempts: 'integer',
      failure: 'text?',
      created_at: 'bigint',
      updated_at: 'bigint',
      confirmed_at: 'bigint?',
      version: 'integer',
      approved_by: 'text?',
      approved_at: 'bigint?',
      rejected_by: 'text?',
      reject_note: 'text?',
    },
    key: ['id'],
  },
  bridge_orders: {
    columns: {
      id: 'text',
      seq: 'bigint',
      kind: 'text',
      args: 'text',
      by: 'text?',
      at: 'bigint',
      state: 'text',
      progress: 'text?',
      run: 'text?',
      failure: 'text?',
    },
    key: ['id'],
  },
  bridge_runs: {
    columns: {
      id: 'text',
      kind: 'text',
      date: 'text',
      dry_run: 'integer',
      state: 'text',
      started_at: 'bigint',
      ended_at: 'bigint?',
      steps: 'text',
    },
    key: ['id'],
  },
  bridge_status: { columns: { id: 'text', heard_at: 'bigint', body: 'text' }, key: ['id'] },
  reconciliation_runs: {
    columns: {
      id: 'text',
      date: 'text',
      at: 'bigint',
      dry_run: 'integer',
      closed: 'integer',
      compared: 'text',
      found: 'text',
      opened: 'integer',
      again: 'integer',
      settled: 'integer',
      still_open: 'integer',
    },
    key: ['id'],
  },
  reconciliation_findings: {
    columns: { run: 'text', key: 'text', class: 'text', outcome: 'text', body: 'text' },
    key: ['run', 'key'],
  },
  differences: {
    columns: {
      id: 'text',
      key: 'text',
      class: 'text',
      state: 'text',
      requisition: 'text?',
      document: 'text?',
      pos: 'integer?',
      ident: 'text?',
      name: 'text?',
      unit: 'text?',
      site: 'text?',
      reason: 'text?',
      requested: 'bigint?',
      erp_requested: 'bigint?',
      picked: 'bigint?',
      posted: 'bigint?',
      stock_ours: 'bigint?',
      stock_erp: 'bigint?',
      owner: 'text?',
      action: 'text?',
      first_found_at: 'bigint',
      last_found_at: 'bigint',
      figures_at: 'bigint',
      last_run: 'text',
      last_date: 'text',
      nights: 'integer',
      change_seq: 'bigint',
    },
    key: ['id'],
  },
  difference_history: {
    columns: {
      difference: 'text',
      at: 'bigint',
      by: 'text?',
      what: 'text',
      note: 'text?',
      figures: 'text?',
      run: 'text?',
    },
    key: [],
    serial: 'seq',
  },
  line_releases: {
    columns: {
      id: 'text',
      requisition: 'text',
      task_line: 'text',
      qty: 'bigint',
      by: 'text',
      at: 'bigint',
      difference: 'text?',
    },
    key: ['id'],
  },
  photos: {
    columns: { sha256: 'text', device: 'text', at: 'bigint', size: 'integer', bytes: 'blob' },
    key: ['sha256'],
  },
}

/** Columns that older tables gain; what is there already gets the value in front. */
const added: readonly [table: string, column: string, type: Column, value: string | number | null][] = [
  ['requisitions', 'direction', 'text', 'out'],
  ['requisitions', 'unposted', 'integer', 0],
  ['task_lines', 'damaged', 'bigint', 0],
  ['task_lines', 'erp_from', 'bigint', null],
  ['task_lines', 'erp_to', 'bigint', null],
  ['task_lines', 'erp_version', 'integer', null],
  ['task_lines', 'erp_at', 'bigint', null],
  ['articles', 'not_in_erp', 'integer', 0],
  ['barcodes', 'source', 'text', 'own'],
]

const indexes: readonly {
  readonly name: string
  readonly table: string
  readonly columns: readonly string[]
  readonly unique?: true
  readonly only?: string
}[] = [
  { name: 'erp_documents_by_requisition', table: 'erp_documents', columns: ['requisition'] },
  { name: 'erp_documents_by_direction_date', table: 'erp_documents', columns: ['direction', 'date'] },
  {
    name: 'erp_documents_waiting',
    table: 'erp_documents',
    columns: ['site'],
    only: "state = 'waiting_site'",
  },
  { name: 'fulfilments_by_requisition', table: 'fulfilments', columns: ['requisition'] },
  { name: 'fulfilments_by_updated_at', table: 'fulfilments', columns: ['updated_at'] },
  { name: 'bridge_orders_by_state', table: 'bridge_orders', columns: ['state', 'seq'] },
  { name: 'bridge_runs_by_kind', table: 'bridge_runs', columns: ['kind', 'started_at'] },
  { name: 'reconciliation_runs_by_at', table: 'reconciliation_runs', columns: ['at'] },
  { name: 'differences_by_key', table: 'differences', columns: ['key'], unique: true },
  { name: 'differences_by_state', table: 'differences', columns: ['state', 'class'] },
  { name: 'differences_by_requisition', table: 'differences', columns: ['requisition'] },
  { name: 'difference_history_by_difference', table: 'difference_history', columns: ['difference', 'seq'] },
  { name: 'line_releases_by_requisition', table: 'line_releases', columns: ['requisition'] },
  { name: 'requisitions_unposted', table: 'requisitions', columns: ['id'], only: 'unposted = 1' },
  // Few among all lines, looked for whenever the catalogue learns an article.
  { name: 'lines_unknown', table: 'requisition_lines', columns: ['ident'], only: 'unknown_article = 1' },
  { name: 'articles_not_in_erp', table: 'articles', columns: ['ident'], only: 'not_in_erp = 1' },
]

/** Adds what the exchange with the ERP keeps. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  for (const [name, { columns, key, serial }] of Object.entries(tables)) {
    let table = db.schema.createTable(name)
    if (serial !== undefined) {
      table = postgres
        ? table.addColumn(serial, 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
        : table.addColumn(serial, 'integer', (column) => column.primaryKey().autoIncrement())
    }
    for (const [column, kind] of Object.entries(columns)) {
      const nullable = kind.endsWith('?')
      const type = typeOf((nullable ? kind.slice(0, -1) : kind) as Column, postgres)
      table = table.addColumn(column, type, (definition) => (nullable ? definition : definition.notNull()))
    }
    if (key.length > 0) table = table.addPrimaryKeyConstraint(`${name}_key`, [...key] as never)
    await table.execute()
  }
  for (const [table, column, type, value] of added) {
    await db.schema
      .alterTable(table)
      .addColumn(column, typeOf(type, postgres), (definition) =>
        value === null ? definition : definition.notNull().defaultTo(value),
      )
      .execute()
  }
  for (const { name, table, columns, unique, only } of indexes) {
    let index = db.schema
      .createIndex(name)
      .on(table)
      .columns([...columns])
    if (unique) index = index.unique()
    await (only === undefined ? index : index.where(sql<SqlBool>`${sql.raw(only)}`)).execute()
  }
  // What was finished before there was a bridge is not posted either.
  await sql`update requisitions set unposted = 1 where id in (
    select requisition from tasks where status in ('done', 'cancelled') and picked > 0)`.execute(db)
}

/** Texts compare by their bytes in both databases, as in the first migration. */
function typeOf(column: Column, postgres: boolean) {
  if (!postgres) return column
  if (column === 'blob') return 'bytea' as const
  return column === 'text' ? sql<string>`text collate "C"` : column
}
