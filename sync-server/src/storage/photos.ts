import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

/** Keeps a photo under its hash; one that is there stays as it is. */
export async function keepPhoto(
  tx: Write,
  { sha256, device, bytes }: { readonly sha256: string; readonly device: string; readonly bytes: Uint8Array },
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx.sql
    .insertInto('photos')
    // Drivers take Node's buffers everywhere, plain arrays of bytes not.
    .values({ sha256, device, at: tx.now, size: bytes.length, bytes: Buffer.from(bytes) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (Number(numInsertedOrUpdatedRows ?? 0) > 0) tx.changed('pantheon', `photo/${sha256}`)
}

export async function findPhoto(
  sql: Kysely<Schema>,
  sha256: string,
): Promise<{ readonly bytes: Uint8Array } | undefined> {
  return sql.selectFrom('photos').select('bytes').where('sha256', '=', sha256).executeTakeFirst()
}
