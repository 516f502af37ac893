import { randomBytes, randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { ChangeMessage } from 'shared-schema/api/live.ts'
import type { Schema } from './schema.ts'

/** What makes a database itself: its epoch, and the secret that device keys derive from. */
export type Identity = { readonly epoch: string; readonly deviceSecret: string }

/** A new epoch is told to every process in the key of a change of the settings. */
const EPOCH_KEY = 'epoch/'

/** Reads the identity; makes it when the database is opened the first time. */
export async function readOrMakeIdentity(sql: Kysely<Schema>): Promise<Identity> {
  await sql
    .insertInto('meta')
    .values([
      { key: 'epoch', value: randomUUID() },
      { key: 'change_seq', value: '0' },
      { key: 'device_secret', value: randomBytes(32).toString('base64url') },
    ])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const read = async (key: string) => {
    const { value } = await sql
      .selectFrom('meta')
      .select('value')
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    return value
  }
  return { epoch: await read('epoch'), deviceSecret: await read('device_secret') }
}

/** Takes a new epoch within a write. @returns the key of the change that tells it */
export async function takeNewEpoch(sql: Transaction<Schema>): Promise<string> {
  const epoch = randomUUID()
  await sql.updateTable('meta').set({ value: epoch }).where('key', '=', 'epoch').execute()
  return `${EPOCH_KEY}${epoch}`
}

/** The new epoch, where one of these changes tells one. */
export function newEpochIn(changes: readonly ChangeMessage[]): string | undefined {
  const change = changes.find(({ topic, key }) => topic === 'settings' && key.startsWith(EPOCH_KEY))
  return change?.key.slice(EPOCH_KEY.length)
}

/**
 * Compares where a database lies with where it lay when it was last opened. At another place it is a copy, such as a backup that
 * was put back, and takes a new epoch: what devices had told the original since then, only they know.
 * @param place any text that a copy does not share
 */
export async function settleAt(sql: Kysely<Schema>, place: string): Promise<void> {
  await sql.transaction().execute(async (tx) => {
    const known = await tx.selectFrom('meta').select('value').where('key', '=', 'place').executeTakeFirst()
    if (known?.value === place) return
    if (known !== undefined) await tx.deleteFrom('meta').where('key', '=', 'epoch').execute()
    await tx
      .insertInto('meta')
      .values({ key: 'place', value: place })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: place }))
      .execute()
  })
}

/** The sequence of the latest committed write. */
export async function lastSequence(sql: Kysely<Schema>): Promise<number> {
  const { value } = await sql
    .selectFrom('meta')
    .select('value')
    .where('key', '=', 'change_seq')
    .executeTakeFirstOrThrow()
  return Number(value)
}
