import type { Journal } from './open-journal.ts'

export async function readMark({ sql }: Journal, key: string): Promise<string | undefined> {
  const row = await sql.selectFrom('marks').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

/** Moves a mark; only what lies behind it has certainly arrived at the server. */
export async function writeMark({ sql }: Journal, key: string, value: string): Promise<void> {
  await sql
    .insertInto('marks')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}
