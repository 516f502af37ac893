import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

export type QuarantineRecord = {
  readonly id: string
  readonly at: number
  readonly device: string | null
  readonly device_name: string | null
  readonly document: string
  readonly code: string
  readonly detail: string
  /** JSON: what could be read of the events inside. */
  readonly events: string
  readonly size: number
  readonly reviewed_by: string | null
  readonly reviewed_at: number | null
}

/** Newest first. @param reviewed undefined for all */
export async function listQuarantine(
  sql: Kysely<Schema>,
  filter: {
    readonly id?: string
    readonly reviewed?: boolean | undefined
    readonly offset: number
    readonly limit: number
  },
): Promise<{ items: QuarantineRecord[]; total: number }> {
  const { id, reviewed, offset, limit } = filter
  const matching = sql
    .selectFrom('quarantine')
    .leftJoin('devices', 'devices.id', 'quarantine.device')
    .$if(id !== undefined, (query) => query.where('quarantine.id', '=', id ?? ''))
    .$if(reviewed !== undefined, (query) =>
      query.where('quarantine.reviewed_at', reviewed ? 'is not' : 'is', null),
    )
  const items = await matching
    .select([
      'quarantine.id',
      'quarantine.at',
      'quarantine.device',
      'devices.name as device_name',
      'quarantine.document',
      'quarantine.code',
      'quarantine.detail',
      'quarantine.events',
      'quarantine.reviewed_by',
      'quarantine.reviewed_at',
    ])
    .select((eb) => eb.fn<number>('length', ['quarantine.bytes']).as('size'))
    .orderBy('quarantine.at', 'desc')
    .orderBy('quarantine.id')
    .offset(offset)
    .limit(limit)
    .execute()
  const { total } = await matching
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { items, total: Number(total) }
}

/** Frames that nobody has looked at. */
export async function countUnreviewed(sql: Kysely<Schema>): Promise<number> {
  const { count } = await sql
    .selectFrom('quarantine')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('reviewed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** @returns the refused frame as it came; undefined when there is no such row */
export async function refusedBytes(sql: Kysely<Schema>, id: string): Promise<Uint8Array | undefined> {
  const row = await sql.selectFrom('quarantine').select('bytes').where('id', '=', id).executeTakeFirst()
  return row?.bytes
}

/** @returns false when there is no such row */
export async function markReviewed(tx: Write, id: string, by: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('quarantine')
    .set({ reviewed_by: by, reviewed_at: tx.now })
    .where('id', '=', id)
    .executeTakeFirst()
  tx.changed('quarantine', id)
  return Number(numUpdatedRows) > 0
}
