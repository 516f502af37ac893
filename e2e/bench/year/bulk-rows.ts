import type Database from 'better-sqlite3'

/** Puts rows into one table by a prepared statement; a row is an object of its columns. */
export type Put = (row: Readonly<Record<string, unknown>>) => void

/** Opens fast, careless writing: who loses power in between begins anew. */
export function careless(database: Database.Database): void {
  database.pragma('journal_mode = MEMORY')
  database.pragma('synchronous = OFF')
  database.pragma('locking_mode = EXCLUSIVE')
  database.pragma('cache_size = -400000')
}

/** Makes the statement of a table from the columns that are written. */
export function into(
  database: Database.Database,
  table: string,
  columns: readonly string[],
): (values: readonly unknown[]) => void {
  const names = columns.map((column) => `"${column}"`).join(', ')
  const statement = database.prepare(
    `insert into ${table} (${names}) values (${columns.map(() => '?').join(', ')})`,
  )
  return (values) => void statement.run(values)
}

/** As `into`, for rows that already have the names of their columns. */
export function rowsInto(database: Database.Database, table: string, columns: readonly string[]): Put {
  const put = into(database, table, columns)
  return (row) => put(columns.map((column) => row[column] ?? null))
}
