import type { Database, Statement } from 'better-sqlite3'
import { othersThan, type RowWriter } from '../row-writer.ts'

/**
 * Writes rows by one prepared statement for each shape, past the building of statements: of a row's cost that is most. The
 * connection is the one the transaction runs on, as an embedded database has no other.
 */
export function sqliteRows(database: Database): RowWriter {
  const prepared = new Map<string, Statement>()
  const prepare = (text: string) => {
    const known = prepared.get(text) ?? database.prepare(text)
    prepared.set(text, known)
    return known
  }
  function insert(table: string, rows: readonly object[], otherwise: string): Promise<void> {
    const columns = Object.keys(rows[0] ?? {})
    if (columns.length === 0) return Promise.resolve()
    const names = columns.map((column) => `"${column}"`).join(', ')
    const marks = columns.map(() => '?').join(', ')
    run(prepare(`insert into "${table}" (${names}) values (${marks})${otherwise}`), columns, rows)
    return Promise.resolve()
  }
  return {
    insert: (_sql, table, rows) => insert(table, rows, ''),
    upsert: (_sql, table, keys, rows) => {
      const set = othersThan(keys, rows[0]).map((column) => `"${column}" = excluded."${column}"`)
      return insert(table, rows, ` on conflict (${keys.join(', ')}) do update set ${set.join(', ')}`)
    },
    update: (_sql, table, rows) => {
      const columns = othersThan(['id'], rows[0])
      if (columns.length === 0) return Promise.resolve()
      const set = columns.map((column) => `"${column}" = ?`).join(', ')
      run(prepare(`update "${table}" set ${set} where "id" = ?`), [...columns, 'id'], rows)
      return Promise.resolve()
    },
  }
}

function run(statement: Statement, columns: readonly string[], rows: readonly object[]): void {
  const values: unknown[] = []
  for (const row of rows) {
    for (const [index, column] of columns.entries()) values[index] = row[column as keyof typeof row]
    statement.run(values)
  }
}
