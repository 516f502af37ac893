import type { Kysely, Selectable } from 'kysely'
import { contains } from './contains.ts'
import type { DifferenceHistoryTable, DifferencesTable } from './erp-schema.ts'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

export type DifferenceRecord = Selectable<DifferencesTable>
export type DifferenceHistory = Selectable<DifferenceHistoryTable>

export const differenceSorts = [
  'last_found_at',
  'first_found_at',
  'nights',
  'class',
  'state',
  'document',
  'ident',
  'site',
] as const
export type DifferenceFilter = {
  readonly class?: readonly string[] | undefined
  readonly state?: readonly string[] | undefined
  /** Person id; `none` for what nobody has taken. */
  readonly owner?: string | undefined
  readonly document?: string | undefined
  readonly search?: string | undefined
  /** First and last night it was found in, yyyy-MM-dd. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly sort: (typeof differenceSorts)[number]
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

export async function listDifferences(
  sql: Kysely<Schema>,
  filter: DifferenceFilter,
): Promise<{ items: DifferenceRecord[]; total: number }> {
  const { class: classes, state, owner, document, search, from, to } = filter
  const matching = sql
    .selectFrom('differences')
    .$if(classes !== undefined && classes.length > 0, (query) =>
      query.where('class', 'in', [...(classes ?? [])]),
    )
    .$if(state !== undefined && state.length > 0, (query) => query.where('state', 'in', [...(state ?? [])]))
    .$if(owner !== undefined, (query) =>
      owner === 'none' ? query.where('owner', 'is', null) : query.where('owner', '=', owner ?? ''),
    )
    .$if(document !== undefined, (query) =>
      query.where((eb) =>
        eb.or([eb('document', '=', document ?? ''), eb('requisition', '=', document ?? '')]),
      ),
    )
    .$if(from !== undefined, (query) => query.where('last_date', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('last_date', '<=', to ?? ''))
    .$if(search !== undefined && search.trim() !== '', (query) =>
      query.where(contains(['document', 'ident', 'name', 'site'], search ?? '')),
    )
  const direction = filter.descending ? 'desc' : 'asc'
  const items = await matching
    .selectAll()
    .orderBy(filter.sort, (order) =>
      direction === 'desc' ? order.desc().nullsLast() : order.asc().nullsFirst(),
    )
    .orderBy('key', direction)
    .offset(filter.offset)
    .limit(filter.limit)
    .execute()
  const { total } = await matching
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { items, total: Number(total) }
}

export async function findDifference(sql: Kysely<Schema>, id: string): Promise<DifferenceRecord | undefined> {
  return sql.selectFrom('differences').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function historyOf(sql: Kysely<Schema>, id: string): Promise<DifferenceHistory[]> {
  return sql
    .selectFrom('difference_history')
    .selectAll()
    .where('difference', '=', id)
    .orderBy('seq')
    .execute()
}

export async function addHistory(
  tx: Write,
  entry: Pick<DifferenceHistory, 'difference' | 'what'> & Partial<DifferenceHistory>,
): Promise<void> {
  const { difference, what, by = null, note = null, figures = null, run = null } = entry
  await tx.sql
    .insertInto('difference_history')
    .values({ difference, what, by, note, figures, run, at: tx.now })
    .execute()
}

/** Writes what a person decided. */
export async function decideDifference(
  tx: Write,
  id: string,
  change: Partial<Pick<DifferenceRecord, 'state' | 'action' | 'owner'>>,
): Promise<void> {
  await tx.sql
    .updateTable('differences')
    .set({ ...change, change_seq: tx.seq })
    .where('id', '=', id)
    .execute()
  tx.changed('differences', id)
}

/** How many are not settled, by class. */
export async function openByClass(sql: Kysely<Schema>): Promise<ReadonlyMap<string, number>> {
  const rows = await sql
    .selectFrom('differences')
    .select((eb) => ['class', eb.fn.countAll<number>().as('count')])
    .where('state', 'in', ['open', 'decided'])
    .groupBy('class')
    .execute()
  return new Map(rows.map((row) => [row.class, Number(row.count)]))
}

/** Differences of requisitions that are not settled, by requisition. */
export async function openByRequisition(
  sql: Kysely<Schema>,
  requisitions: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (requisitions.length === 0) return new Map()
  const rows = await sql
    .selectFrom('differences')
    .select((eb) => ['requisition', eb.fn.countAll<number>().as('count')])
    .where('requisition', 'in', [...requisitions])
    .where('state', 'in', ['open', 'decided'])
    .groupBy('requisition')
    .execute()
  return new Map(rows.map((row) => [row.requisition ?? '', Number(row.count)]))
}
