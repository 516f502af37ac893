import type { Insertable, Transaction, Updateable } from 'kysely'
import type { Schema } from './schema.ts'
import { slices } from './slices.ts'
import type { TableWithId } from './store.ts'

/** Writes many rows of one shape within a transaction. */
export type RowWriter = {
  readonly insert: <Name extends keyof Schema>(
    sql: Transaction<Schema>,
    table: Name,
    rows: readonly Insertable<Schema[Name]>[],
  ) => Promise<void>
  /** Adds rows; where the keys are taken, the other columns of that row become these. */
  readonly upsert: <Name extends keyof Schema>(
    sql: Transaction<Schema>,
    table: Name,
    keys: readonly (keyof Schema[Name] & string)[],
    rows: readonly Insertable<Schema[Name]>[],
  ) => Promise<void>
  readonly update: <Name extends TableWithId>(
    sql: Transaction<Schema>,
    table: Name,
    rows: readonly (Updateable<Schema[Name]> & { readonly id: string })[],
  ) => Promise<void>
}

/** As Kysely builds statements for any database. */
export const writeByStatements: RowWriter = {
  insert: async (sql, table, rows) => {
    for (const slice of slices(rows)) await sql.insertInto(table).values(slice).execute()
  },
  upsert: async (sql, table, keys, rows) => {
    // Only the names of columns matter here, and the compiler knows no table that has them all.
    const each = table as 'client_ids'
    const others = othersThan(keys, rows[0]) as 'next_clock'[]
    for (const slice of slices(rows)) {
      await sql
        .insertInto(each)
        .values(slice as never)
        .onConflict((conflict) =>
          conflict
            .columns(keys as readonly string[] as 'client'[])
            .doUpdateSet((eb) =>
              Object.fromEntries(others.map((column) => [column, eb.ref(`excluded.${column}`)])),
            ),
        )
        .execute()
    }
  },
  update: async (sql, table, rows) => {
    // Of the tables with an id the compiler knows no common column to set; this one is all of them.
    const each: 'tasks' = table as 'tasks'
    for (const { id, ...columns } of rows) {
      await sql.updateTable(each).set(columns).where('id', '=', id).execute()
    }
  },
}

export function othersThan(keys: readonly string[], row: object | undefined): string[] {
  return Object.keys(row ?? {}).filter((column) => !keys.includes(column))
}
