import { type Kysely, PostgresAdapter, sql as raw, type Transaction } from 'kysely'
import { type Schema, tableNames } from './schema.ts'

/** Rows by table. */
export type RowCounts = Readonly<Record<string, number>>

type Row = Readonly<Record<string, unknown>>

const ROWS_PER_STEP = 500
/** Rows that may be some hundred kilobytes each are copied in handfuls. */
const LARGE_ROWS_PER_STEP = 20
const largeRows: ReadonlySet<string> = new Set(['photos'])
const ROW_NUMBER = 'row_number_of_this_file'

export async function countRows(sql: Kysely<Schema>): Promise<RowCounts> {
  const counts: [string, number][] = []
  for (const table of tableNames) {
    const { rows } = await raw<{ rows: number }>`select count(*) as rows from ${raw.table(table)}`.execute(
      sql,
    )
    counts.push([table, Number(rows[0]?.rows ?? 0)])
  }
  return Object.fromEntries(counts)
}

/**
 * Copies every row of one database into another one of the same schema, whichever of the two kinds each is. Both take part in a transaction:
 * the copy is one moment of the source, and the target has all of it or nothing.
 * @param to its tables must be empty
 * @returns how many rows were read from each table
 */
export async function copyTables(from: Transaction<Schema>, to: Transaction<Schema>): Promise<RowCounts> {
  const counts: [string, number][] = []
  for (const table of tableNames) {
    let count = 0
    for await (const rows of pagesOf(from, table)) {
      await insertRows(to, table, rows)
      count += rows.length
    }
    counts.push([table, count])
  }
  await continueNumbers(to)
  return Object.fromEntries(counts)
}

/** Empties every table. */
export async function clearTables(sql: Transaction<Schema>): Promise<void> {
  for (const table of tableNames) await raw`delete from ${raw.table(table)}`.execute(sql)
}

function isPostgres(sql: Kysely<Schema>): boolean {
  return sql.getExecutor().adapter instanceof PostgresAdapter
}

async function* pagesOf(sql: Transaction<Schema>, table: string): AsyncGenerator<readonly Row[]> {
  if (isPostgres(sql)) {
    await raw`declare copied no scroll cursor for select * from ${raw.table(table)}`.execute(sql)
    for (;;) {
      const { rows } = await raw<Row>`fetch ${raw.lit(stepOf(table))} from copied`.execute(sql)
      if (rows.length === 0) break
      yield rows
    }
    await raw`close copied`.execute(sql)
    return
  }
  let last = 0
  for (;;) {
    const { rows } = await raw<Row>`select rowid as ${raw.ref(ROW_NUMBER)}, * from ${raw.table(table)}
      where rowid > ${last} order by rowid limit ${stepOf(table)}`.execute(sql)
    const end = rows.at(-1)?.[ROW_NUMBER]
    if (end === undefined) return
    last = Number(end)
    yield rows.map(({ [ROW_NUMBER]: _, ...row }) => row)
  }
}

function stepOf(table: string): number {
  return largeRows.has(table) ? LARGE_ROWS_PER_STEP : ROWS_PER_STEP
}

async function insertRows(sql: Transaction<Schema>, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const values = rows.map((row) => raw`(${raw.join(columns.map((column) => row[column]))})`)
  // Positions in the log keep their numbers.
  const numbering = isPostgres(sql) ? raw`overriding system value` : raw``
  await raw`insert into ${raw.table(table)} (${raw.join(columns.map((column) => raw.ref(column)))})
    ${numbering} values ${raw.join(values)}`.execute(sql)
}

/** Rows that brought their own number do not move Postgres' counter; SQLite looks at the rows itself. */
async function continueNumbers(sql: Transaction<Schema>): Promise<void> {
  if (!isPostgres(sql)) return
  const { rows } = await raw<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns
    where table_schema = current_schema() and is_identity = 'YES'`.execute(sql)
  for (const { table_name, column_name } of rows.filter((row) => tableNames.includes(row.table_name))) {
    await raw`select setval(pg_get_serial_sequence(${table_name}, ${column_name}),
      (select coalesce(max(${raw.ref(column_name)}), 0) + 1 from ${raw.table(table_name)}), false)`.execute(
      sql,
    )
  }
}
