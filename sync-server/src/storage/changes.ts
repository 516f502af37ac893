import type { Kysely } from 'kysely'
import type { ChangeMessage, ChangeTopic } from 'shared-schema/api/live.ts'
import type { Schema } from './schema.ts'

/** Changes after a sequence, in commit order; undefined when there are more than `most`. */
export async function changesAfter(
  sql: Kysely<Schema>,
  seq: number,
  most: number,
): Promise<ChangeMessage[] | undefined> {
  const rows = await sql
    .selectFrom('changes')
    .select(['seq', 'topic', 'key'])
    .where('seq', '>', seq)
    .orderBy('seq')
    .orderBy('topic')
    .orderBy('key')
    .limit(most + 1)
    .execute()
  if (rows.length > most) return undefined
  return rows.map((row) => ({ ...row, topic: row.topic as ChangeTopic }))
}

/** How many changes were written after a sequence, and when the first of them was, ms since 1970. */
export async function oldestUnheard(
  sql: Kysely<Schema>,
  heard: number,
): Promise<{ readonly count: number; readonly at: number | undefined }> {
  const row = await sql
    .selectFrom('changes')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('at').as('at')])
    .where('seq', '>', heard)
    .executeTakeFirst()
  return { count: Number(row?.count ?? 0), at: row?.at == null ? undefined : Number(row.at) }
}

/** The oldest change still kept; 0 when there is none. */
export async function oldestChange(sql: Kysely<Schema>): Promise<number> {
  const row = await sql
    .selectFrom('changes')
    .select((eb) => eb.fn.min('seq').as('seq'))
    .executeTakeFirst()
  return Number(row?.seq ?? 0)
}
