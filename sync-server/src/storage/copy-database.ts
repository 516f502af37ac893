import { isDeepStrictEqual } from 'node:util'
import type { Kysely, Transaction } from 'kysely'
import { clearTables, copyTables, countRows, type RowCounts } from './copy-tables.ts'
import { lastSequence, takeNewEpoch } from './identity.ts'
import type { Schema } from './schema.ts'

export type CopyOptions = {
  /** What both databases must agree on in the end, beside their row counts. */
  readonly fingerprint: (sql: Transaction<Schema>) => Promise<{ readonly hash: string }>
  /** Empties the target first; otherwise it must be empty. */
  readonly replace?: boolean
}

export type CopyOutcome =
  | { readonly ok: true; readonly rows: RowCounts; readonly hash: string; readonly epoch: string }
  /** The target holds data already, and nothing was touched. */
  | { readonly ok: false; readonly reason: 'not_empty'; readonly rows: RowCounts }
  /** The copy says something else than its source; it was rolled back. */
  | { readonly ok: false; readonly reason: 'differs'; readonly rows: RowCounts; readonly expected: RowCounts }

class Unlike extends Error {
  readonly rows: RowCounts
  readonly expected: RowCounts
  constructor(rows: RowCounts, expected: RowCounts) {
    super('the copy differs from its source')
    this.rows = rows
    this.expected = expected
  }
}

/** Copies one migrated database into another and compares them before the copy is committed. */
export async function copyDatabase(
  from: Kysely<Schema>,
  to: Kysely<Schema>,
  { fingerprint, replace = false }: CopyOptions,
): Promise<CopyOutcome> {
  const present = await countRows(to)
  if (!replace && Object.values(present).some((count) => count > 0)) {
    return { ok: false, reason: 'not_empty', rows: present }
  }
  try {
    return await moment(from, (source) =>
      moment(to, async (target) => {
        if (replace) await clearTables(target)
        const expected = await copyTables(source, target)
        const rows = await countRows(target)
        const before = await fingerprint(source)
        const { hash } = await fingerprint(target)
        if (!isDeepStrictEqual(rows, expected) || hash !== before.hash) throw new Unlike(rows, expected)
        await tidySequence(target)
        return { ok: true, rows, hash, epoch: await epochOf(target) }
      }),
    )
  } catch (error) {
    if (!(error instanceof Unlike)) throw error
    return { ok: false, reason: 'differs', rows: error.rows, expected: error.expected }
  }
}

/** Makes a copy another database in the eyes of every device: each offers again what it keeps, and reads everything anew. */
export async function makeAnotherEpoch(sql: Kysely<Schema>): Promise<void> {
  await sql.transaction().execute(async (tx) => {
    await takeNewEpoch(tx)
    // It has not been opened at any place yet; the server would take one epoch more.
    await tx.deleteFrom('meta').where('key', '=', 'place').execute()
  })
}

/** Earlier versions wrote the sequence as "29.0" on SQLite, which Postgres cannot count on from. */
async function tidySequence(sql: Transaction<Schema>): Promise<void> {
  const value = String(await lastSequence(sql))
  await sql.updateTable('meta').set({ value }).where('key', '=', 'change_seq').execute()
}

export async function epochOf(sql: Kysely<Schema>): Promise<string> {
  const row = await sql.selectFrom('meta').select('value').where('key', '=', 'epoch').executeTakeFirst()
  return row?.value ?? ''
}

/** A transaction that sees one moment, however long it takes. SQLite's always do. */
function moment<T>(sql: Kysely<Schema>, work: (transaction: Transaction<Schema>) => Promise<T>): Promise<T> {
  return sql.transaction().setIsolationLevel('repeatable read').execute(work)
}
