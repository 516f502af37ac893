import type { Kysely } from 'kysely'
import { PostgresAdapter, sql } from 'kysely'

type Column = 'text' | 'integer' | 'bigint' | 'blob'
type Columns = Record<string, Column | `${Column}?`>

// `?` marks a column that may be null. Every number is 64 bits wide: times in ms do not fit 32.
const tables: Record<string, { columns: Columns; key: readonly string[]; serial?: string }> = {
  meta: { columns: { key: 'text', value: 'text' }, key: ['key'] },
  people: {
    columns: {
      id: 'text',
      username: 'text',
      name: 'text',
      role: 'text',
      active: 'integer',
      password_hash: 'text?',
      pin_hash: 'text?',
      change_seq: 'bigint',
    },
    key: ['id'],
  },
  teams: { columns: { id: 'text', name: 'text' }, key: ['id'] },
  team_members: { columns: { team: 'text', person: 'text' }, key: ['team', 'person'] },
  devices: {
    columns: {
      id: 'text',
      name: 'text',
      kind: 'text',
      mac_key: 'text?',
      token_hash: 'text?',
      enrolled_by: 'text?',
      enrolled_at: 'bigint',
      revoked_at: 'bigint?',
      app: 'text?',
      protocol: 'integer?',
      last_seen: 'bigint?',
      worker: 'text?',
      unsent: 'integer?',
      oldest_unsent: 'bigint?',
      persisted: 'integer?',
      clock_offset: 'bigint?',
      battery: 'bigint?',
    },
    key: ['id'],
  },
  device_logins: {
    columns: { device: 'text', person: 'text', first_at: 'bigint', last_at: 'bigint' },
    key: ['device', 'person'],
  },
  enrolments: {
    columns: {
      code_hash: 'text',
      kind: 'text',
      name: 'text?',
      created_by: 'text',
      expires_at: 'bigint',
      used_at: 'bigint?',
    },
    key: ['code_hash'],
  },
  refresh_tokens: {
    columns: {
      hash: 'text',
      family: 'text',
      person: 'text',
      issued_at: 'bigint',
      expires_at: 'bigint',
      used_at: 'bigint?',
      revoked_at: 'bigint?',
    },
    key: ['hash'],
  },
  audit: {
    columns: {
      at: 'bigint',
      actor: 'text?',
      device: 'text?',
      action: 'text',
      subject: 'text?',
      detail: 'text',
    },
    key: [],
    serial: 'seq',
  },
  articles: {
    columns: {
      ident: 'text',
      name: 'text',
      unit: 'text',
      active: 'integer',
      location: 'text?',
      chunk: 'integer',
      change_seq: 'bigint',
    },
    key: ['ident'],
  },
  barcodes: { columns: { code: 'text', ident: 'text', factor: 'bigint' }, key: ['code', 'ident'] },
  locations: { columns: { code: 'text' }, key: ['code'] },
  settings: { columns: { key: 'text', value: 'text', change_seq: 'bigint' }, key: ['key'] },
  sites: { columns: { id: 'text', name: 'text', kind: 'text' }, key: ['id'] },
  site_aliases: { columns: { alias: 'text', site: 'text' }, key: ['alias'] },
  imports: {
    columns: {
      id: 'text',
      filename: 'text',
      sha256: 'text',
      status: 'text',
      at: 'bigint',
      by: 'text',
      report: 'text',
    },
    key: ['id'],
  },
  requisitions: {
    columns: {
      id: 'text',
      number: 'text',
      date: 'text',
      warehouse: 'text',
      shop: 'text',
      status: 'text',
      close_incomplete: 'integer',
      closed_at: 'bigint?',
      import: 'text?',
      created_at: 'bigint',
      change_seq: 'bigint',
    },
    key: ['id'],
  },
  requisition_lines: {
    columns: {
      id: 'text',
      requisition: 'text',
      pos: 'integer',
      ident: 'text',
      name: 'text',
      unit: 'text',
      requested: 'bigint',
      barcode: 'text?',
      location: 'text?',
      unknown_article: 'integer',
    },
    key: ['id'],
  },
  tasks: {
    columns: {
      id: 'text',
      requisition: 'text',
      team: 'text?',
      priority: 'text',
      due: 'bigint?',
      created_at: 'bigint',
      created_by: 'text',
      cancelled_by: 'text?',
      cancelled_at: 'bigint?',
      cancelled_seen: 'bigint?',
      change_seq: 'bigint',
      verdict_seq: 'bigint',
      status: 'text',
      picked: 'bigint',
      over: 'bigint',
      missing: 'bigint',
      lines_done: 'integer',
      picks: 'integer',
      started_at: 'bigint?',
      last_at: 'bigint?',
      completed_at: 'bigint?',
      open_exceptions: 'integer',
    },
    key: ['id'],
  },
  task_workers: {
    columns: {
      task: 'text',
      worker: 'text',
      assigned_at: 'bigint',
      removed_at: 'bigint?',
      removed_seen: 'bigint?',
    },
    key: ['task', 'worker'],
  },
  task_lines: {
    columns: {
      id: 'text',
      task: 'text',
      requisition_line: 'text',
      requested: 'bigint',
      picked: 'bigint',
      missing: 'bigint',
      over: 'bigint',
      status: 'text',
      reason: 'text?',
      by_worker: 'text',
      done_at: 'bigint?',
    },
    key: ['id'],
  },
  work_events: {
    columns: {
      id: 'text',
      task: 'text',
      client: 'bigint',
      clock: 'bigint',
      device: 'text',
      device_seq: 'bigint',
      by: 'text',
      type: 'text',
      line: 'text?',
      qty: 'bigint?',
      at: 'bigint',
      happened_at: 'bigint',
      received_at: 'bigint',
      status: 'text',
      held_reason: 'text?',
      hash: 'text',
      body: 'text',
    },
    key: [],
    serial: 'seq',
  },
  client_ids: {
    columns: { task: 'text', client: 'bigint', device: 'text', next_clock: 'bigint' },
    key: ['task', 'client'],
  },
  doc_updates: { columns: { task: 'text', bytes: 'blob' }, key: [], serial: 'seq' },
  quarantine: {
    columns: {
      id: 'text',
      at: 'bigint',
      device: 'text?',
      document: 'text',
      code: 'text',
      detail: 'text',
      events: 'text',
      bytes: 'blob',
      reviewed_by: 'text?',
      reviewed_at: 'bigint?',
    },
    key: ['id'],
  },
  exceptions: {
    columns: {
      id: 'text',
      task: 'text',
      requisition: 'text',
      kind: 'text',
      line: 'text?',
      fact: 'bigint',
      open: 'integer',
      sides: 'text',
      decisions: 'text',
      first_seen_at: 'bigint',
      change_seq: 'bigint',
    },
    key: ['id'],
  },
  operations: {
    columns: {
      actor: 'text',
      operation: 'text',
      request_hash: 'text',
      status: 'integer',
      response: 'text',
      at: 'bigint',
    },
    key: ['actor', 'operation'],
  },
  changes: {
    columns: { seq: 'bigint', topic: 'text', key: 'text', at: 'bigint' },
    key: ['seq', 'topic', 'key'],
  },
}

const indexes: readonly { table: string; columns: readonly string[]; unique?: boolean }[] = [
  { table: 'people', columns: ['username'], unique: true },
  { table: 'devices', columns: ['token_hash'], unique: true },
  { table: 'refresh_tokens', columns: ['family'] },
  { table: 'articles', columns: ['chunk', 'change_seq'] },
  { table: 'barcodes', columns: ['ident'] },
  { table: 'imports', columns: ['sha256'] },
  { table: 'requisitions', columns: ['number'], unique: true },
  { table: 'requisition_lines', columns: ['requisition', 'pos'] },
  { table: 'tasks', columns: ['requisition'] },
  { table: 'tasks', columns: ['change_seq'] },
  { table: 'tasks', columns: ['status'] },
  { table: 'tasks', columns: ['last_at'] },
  { table: 'tasks', columns: ['verdict_seq'] },
  { table: 'task_workers', columns: ['worker'] },
  { table: 'task_lines', columns: ['task'] },
  { table: 'task_lines', columns: ['requisition_line'] },
  // These two make "never counted twice" true across processes, whatever the gate of one of them believed.
  { table: 'work_events', columns: ['id'], unique: true },
  { table: 'work_events', columns: ['task', 'client', 'clock'], unique: true },
  // Not unique: a device whose storage was rolled back reuses numbers, and its picks are still never refused.
  { table: 'work_events', columns: ['device', 'device_seq'] },
  { table: 'work_events', columns: ['received_at'] },
  { table: 'doc_updates', columns: ['task'] },
  { table: 'exceptions', columns: ['open', 'change_seq'] },
  { table: 'exceptions', columns: ['task'] },
]

/** Creates every table and index of the first release. */
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
      const base = (nullable ? kind.slice(0, -1) : kind) as Column
      const type = postgres ? postgresType(base) : base
      table = table.addColumn(column, type, (definition) => (nullable ? definition : definition.notNull()))
    }
    if (key.length > 0) table = table.addPrimaryKeyConstraint(`${name}_key`, [...key] as never)
    await table.execute()
  }
  for (const { table, columns, unique } of indexes) {
    const index = db.schema
      .createIndex(`${table}_by_${columns.join('_')}`)
      .on(table)
      .columns([...columns])
    await (unique ? index.unique() : index).execute()
  }
}

/** Texts compare by their bytes, as SQLite does: the order of a list must not depend on how a customer set up Postgres. */
function postgresType(column: Column) {
  if (column === 'blob') return 'bytea' as const
  return column === 'text' ? sql<string>`text collate "C"` : column
}
