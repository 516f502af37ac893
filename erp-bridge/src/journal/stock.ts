import type { Journal } from './open-journal.ts'

export type StockRow = {
  readonly ident: string
  readonly site: string
  readonly qty: number
  readonly at: number
}

export async function readStock({ sql }: Journal): Promise<StockRow[]> {
  return sql.selectFrom('stock').selectAll().execute()
}

const ROWS_PER_STATEMENT = 500

/** Replaces the snapshot in one transaction: a half-written one would show drift that is none. */
export async function replaceStock({ sql }: Journal, rows: readonly StockRow[]): Promise<void> {
  await sql.transaction().execute(async (tx) => {
    await tx.deleteFrom('stock').execute()
    for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
      await tx
        .insertInto('stock')
        .values(rows.slice(from, from + ROWS_PER_STATEMENT))
        .execute()
    }
  })
}
