import type { Kysely, Selectable } from 'kysely'
import type { RefreshTokensTable, Schema } from './schema.ts'
import type { Write } from './store.ts'

export type RefreshToken = Selectable<RefreshTokensTable>

export async function findRefreshToken(sql: Kysely<Schema>, hash: string): Promise<RefreshToken | undefined> {
  return sql.selectFrom('refresh_tokens').selectAll().where('hash', '=', hash).executeTakeFirst()
}

export async function insertRefreshToken(
  tx: Write,
  token: Pick<RefreshToken, 'hash' | 'family' | 'person' | 'expires_at'>,
): Promise<void> {
  await tx.sql
    .insertInto('refresh_tokens')
    .values({ ...token, issued_at: tx.now, used_at: null, revoked_at: null })
    .execute()
}

export async function markRefreshTokenUsed(tx: Write, hash: string): Promise<void> {
  await tx.sql.updateTable('refresh_tokens').set({ used_at: tx.now }).where('hash', '=', hash).execute()
}

/** Ends a login with everything that descends from it. */
export async function revokeFamily(tx: Write, family: string): Promise<void> {
  await tx.sql
    .updateTable('refresh_tokens')
    .set({ revoked_at: tx.now })
    .where('family', '=', family)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Ends every login of a person. */
export async function revokeSessionsOf(tx: Write, person: string): Promise<void> {
  await tx.sql
    .updateTable('refresh_tokens')
    .set({ revoked_at: tx.now })
    .where('person', '=', person)
    .where('revoked_at', 'is', null)
    .execute()
}

export async function isFamilyRevoked(sql: Kysely<Schema>, family: string): Promise<boolean> {
  const row = await sql
    .selectFrom('refresh_tokens')
    .select('hash')
    .where('family', '=', family)
    .where('revoked_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Removes what can never be used or recognized as reused any more. @returns how many */
export async function dropRefreshTokensBefore(tx: Write, expiredBefore: number): Promise<number> {
  const { numDeletedRows } = await tx.sql
    .deleteFrom('refresh_tokens')
    .where('expires_at', '<', expiredBefore)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
