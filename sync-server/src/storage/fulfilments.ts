import type { Kysely, Selectable } from 'kysely'
import type { FulfilmentMirror } from 'shared-schema/api/bridge.ts'
import { contains } from './contains.ts'
import type { FulfilmentsTable } from './erp-schema.ts'
import { refreshUnposted } from './posting-state.ts'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

export type Fulfilment = Selectable<FulfilmentsTable>

/** A person has still to let it go. */
const WAITING = { state: 'draft', approval: 'manual' } as const

export async function findFulfilment(sql: Kysely<Schema>, id: string): Promise<Fulfilment | undefined> {
  return sql.selectFrom('fulfilments').selectAll().where('id', '=', id).executeTakeFirst()
}

/**
 * Takes over a row of the bridge's journal. An older or equal version changes nothing. Who let another content go did not let this one go.
 * @returns what people said of it
 */
export async function mirrorFulfilment(
  tx: Write,
  mirror: FulfilmentMirror,
): Promise<Pick<Fulfilment, 'approved_by' | 'rejected_by'> & { readonly newer?: number }> {
  const before = await findFulfilment(tx.sql, mirror.id)
  const { lines, failure, ...row } = mirror
  const content = JSON.stringify(lines)
  if (before && before.version >= mirror.version) {
    const same =
      before.version === mirror.version && before.lines === content && before.state === mirror.state
    // A word on another content is no word on this one.
    return same ? before : { approved_by: null, rejected_by: null, newer: before.version }
  }
  const written = { ...row, lines: content, failure: failure === null ? null : JSON.stringify(failure) }
  const nobody = { approved_by: null, approved_at: null, rejected_by: null, reject_note: null }
  const said = before === undefined || before.lines !== content ? nobody : {}
  await tx.sql
    .insertInto('fulfilments')
    .values({ ...written, ...nobody })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...written, ...said }))
    .execute()
  await refreshUnposted(tx, mirror.requisition)
  if (before && before.requisition !== mirror.requisition) await refreshUnposted(tx, before.requisition)
  tx.changed('pantheon', `fulfilment/${mirror.id}`)
  return { approved_by: null, rejected_by: null, ...before, ...said }
}

export async function approveFulfilment(tx: Write, id: string, by: string): Promise<void> {
  const said = { approved_by: by, approved_at: tx.now, rejected_by: null, reject_note: null }
  await tx.sql.updateTable('fulfilments').set(said).where('id', '=', id).execute()
  tx.changed('pantheon', `fulfilment/${id}`)
}

export async function rejectFulfilment(tx: Write, id: string, by: string, note: string): Promise<void> {
  const said = { rejected_by: by, reject_note: note, approved_by: null, approved_at: null }
  await tx.sql.updateTable('fulfilments').set(said).where('id', '=', id).execute()
  tx.changed('pantheon', `fulfilment/${id}`)
}

export type FulfilmentFilter = {
  readonly state?: readonly string[] | undefined
  /** Only what waits for somebody to let it go. */
  readonly waiting?: boolean | undefined
  /** Key of the document, or its requisition. */
  readonly document?: string | undefined
  readonly search?: string | undefined
  readonly offset: number
  readonly limit: number
}

/** What changed last comes first. */
export async function listFulfilments(
  sql: Kysely<Schema>,
  { state, waiting, document, search, offset, limit }: FulfilmentFilter,
): Promise<{ items: Fulfilment[]; total: number }> {
  const matching = sql
    .selectFrom('fulfilments')
    .$if(state !== undefined && state.length > 0, (query) => query.where('state', 'in', [...(state ?? [])]))
    .$if(waiting === true, (query) =>
      query
        .where('state', '=', WAITING.state)
        .where('approval', '=', WAITING.approval)
        .where('approved_by', 'is', null)
        .where('rejected_by', 'is', null),
    )
    .$if(document !== undefined, (query) =>
      query.where((eb) =>
        eb.or([eb('document', '=', document ?? ''), eb('requisition', '=', document ?? '')]),
      ),
    )
    .$if(search !== undefined && search.trim() !== '', (query) =>
      query.where(contains(['document', 'id', 'ac_key'], search ?? '')),
    )
  const items = await matching
    .selectAll()
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .offset(offset)
    .limit(limit)
    .execute()
  const { total } = await matching
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { items, total: Number(total) }
}

/** Postings of requisitions, oldest first. */
export async function fulfilmentsOf(
  sql: Kysely<Schema>,
  requisitions: readonly string[],
): Promise<Fulfilment[]> {
  if (requisitions.length === 0) return []
  return sql
    .selectFrom('fulfilments')
    .selectAll()
    .where('requisition', 'in', [...requisitions])
    .orderBy('number')
    .orderBy('id')
    .execute()
}
