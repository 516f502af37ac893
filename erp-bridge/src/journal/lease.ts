import type { Journal } from './open-journal.ts'

/** A holder that says nothing for so long is dead, ms. */
export const LEASE_MS = 15_000

/**
 * Takes the right to work with this journal, or keeps it. Two bridges on one journal would both send what is ready.
 * @returns undefined when it is ours now, otherwise who holds it
 */
export async function takeLease(journal: Journal, holder: string, now: number): Promise<string | undefined> {
  return journal.sql.transaction().execute(async (tx) => {
    const held = await tx.selectFrom('lease').selectAll().executeTakeFirst()
    // Longer than any lease lasts: the clock was put back meanwhile. Who lives renews it within seconds.
    const holds = held !== undefined && held.until > now && held.until <= now + LEASE_MS
    if (holds && held.holder !== holder) return held.holder
    const row = { one: 1, holder, until: now + LEASE_MS }
    await tx
      .insertInto('lease')
      .values(row)
      .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
      .execute()
    return undefined
  })
}

export async function dropLease({ sql }: Journal, holder: string): Promise<void> {
  await sql.deleteFrom('lease').where('holder', '=', holder).execute()
}
