import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** Name of the value in the table of single values. */
export const LAST_BACKUP = 'last_backup'

/** Remembers in the database itself that it was backed up, for whoever watches it from any server. @param at ms since 1970 */
export async function noteBackup(sql: Kysely<Schema>, at: number): Promise<void> {
  const value = String(at)
  await sql
    .insertInto('meta')
    .values({ key: LAST_BACKUP, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** When the last backup was finished, ms since 1970; undefined when there was none. */
export async function lastBackup(sql: Kysely<Schema>): Promise<number | undefined> {
  const row = await sql.selectFrom('meta').select('value').where('key', '=', LAST_BACKUP).executeTakeFirst()
  return row === undefined ? undefined : Number(row.value)
}
