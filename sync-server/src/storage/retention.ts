import type { Write } from './store.ts'

/** Rows one write removes: few enough that a pick waits a moment and not a second. */
export const ROWS_PER_WRITE = 2_000

/** Removes the oldest changes up to an instant, at most `limit` of them. @returns how many were removed */
export async function dropChangesBefore(tx: Write, at: number, limit = ROWS_PER_WRITE): Promise<number> {
  // The key is read in its order, so no index on the time is needed, which every pick would have to maintain.
  const oldest = await tx.sql
    .selectFrom('changes')
    .select(['seq', 'at'])
    .orderBy('seq')
    .limit(limit)
    .execute()
  const last = oldest.findLast((row) => row.at < at)
  if (last === undefined) return 0
  const { numDeletedRows } = await tx.sql
    .deleteFrom('changes')
    .where('seq', '<=', last.seq)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Removes answers of operations from before an instant, at most `limit` of them. @returns how many were removed */
export async function dropOperationsBefore(tx: Write, at: number, limit = ROWS_PER_WRITE): Promise<number> {
  const last = await tx.sql
    .selectFrom('operations')
    .select('at')
    .where('at', '<', at)
    .orderBy('at')
    .offset(limit)
    .limit(1)
    .executeTakeFirst()
  const { numDeletedRows } = await tx.sql
    .deleteFrom('operations')
    // With it go all of its instant, so that a step always takes some.
    .where('at', '<=', last?.at ?? at - 1)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Removes refused frames that a person looked at before an instant; one that nobody has looked at stays. @returns how many */
export async function dropReviewedBefore(tx: Write, reviewedBefore: number): Promise<number> {
  const { numDeletedRows } = await tx.sql
    .deleteFrom('quarantine')
    .where('reviewed_at', '<', reviewedBefore)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/**
 * Marks devices that have said nothing since an instant, and had nothing left to send when they last spoke, as out of use. They keep
 * their row and their key: the log names them, and they may come back any day.
 * @returns their ids
 */
export async function hideSilentDevices(tx: Write, heardSince: number): Promise<string[]> {
  const rows = await tx.sql
    .updateTable('devices')
    .set({ inactive_at: tx.now })
    .where('kind', 'in', ['handheld', 'tv'])
    .where('inactive_at', 'is', null)
    .where((eb) => eb(eb.fn.coalesce('last_seen', 'enrolled_at'), '<', heardSince))
    .where((eb) => eb(eb.fn.coalesce('unsent', eb.lit(0)), '=', 0))
    .returning('id')
    .execute()
  for (const { id } of rows) tx.changed('devices', id)
  return rows.map((row) => row.id)
}
