import type { Kysely } from 'kysely'
import { contains } from './contains.ts'
import type { ErpDocument } from './erp-documents.ts'
import type { Schema } from './schema.ts'

export const documentSorts = [
  'date',
  'number',
  'type',
  'site',
  'partner',
  'changed_at',
  'first_seen_at',
] as const
export type DocumentFilter = {
  readonly direction: 'out' | 'in'
  readonly type?: readonly string[] | undefined
  readonly state?: readonly string[] | undefined
  /** Status of the requisition. */
  readonly status?: readonly string[] | undefined
  /** Part of a number, site, partner or person. */
  readonly search?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Only what is counted and not posted. */
  readonly unposted?: boolean | undefined
  readonly sort: (typeof documentSorts)[number]
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}
export type ListedDocument = ErpDocument & { readonly requisition_status: string | null }

export async function listErpDocuments(
  sql: Kysely<Schema>,
  filter: DocumentFilter,
): Promise<{ items: ListedDocument[]; total: number }> {
  const { direction, type, state, status, search, from, to, unposted } = filter
  const matching = sql
    .selectFrom('erp_documents')
    .leftJoin('requisitions', 'requisitions.id', 'erp_documents.requisition')
    .where('erp_documents.direction', '=', direction)
    .$if(type !== undefined && type.length > 0, (query) =>
      query.where('erp_documents.type', 'in', [...(type ?? [])]),
    )
    .$if(state !== undefined && state.length > 0, (query) =>
      query.where('erp_documents.state', 'in', [...(state ?? [])]),
    )
    .$if(status !== undefined && status.length > 0, (query) =>
      query.where('requisitions.status', 'in', [...(status ?? [])]),
    )
    .$if(from !== undefined, (query) => query.where('erp_documents.date', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('erp_documents.date', '<=', to ?? ''))
    .$if(unposted === true, (query) => query.where('requisitions.unposted', '=', 1))
    .$if(search !== undefined && search.trim() !== '', (query) =>
      query.where(
        contains(
          [
            'erp_documents.number',
            'erp_documents.site',
            'erp_documents.partner',
            'erp_documents.person',
            'requisitions.number',
          ],
          search ?? '',
        ),
      ),
    )
  const order = filter.descending ? 'desc' : 'asc'
  const items = await matching
    .selectAll('erp_documents')
    .select('requisitions.status as requisition_status')
    .orderBy(`erp_documents.${filter.sort}`, (by) =>
      order === 'desc' ? by.desc().nullsLast() : by.asc().nullsFirst(),
    )
    .orderBy('erp_documents.number', order)
    .offset(filter.offset)
    .limit(filter.limit)
    .execute()
  const { total } = await matching
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { items, total: Number(total) }
}

export type DocumentTotals = {
  readonly lines: number
  readonly unknown: number
  readonly requested: number
  readonly picked: number
}

/** What the requisitions of a page of documents add up to. */
export async function totalsOf(
  sql: Kysely<Schema>,
  requisitions: readonly string[],
): Promise<ReadonlyMap<string, DocumentTotals>> {
  if (requisitions.length === 0) return new Map()
  const lines = await sql
    .selectFrom('requisition_lines')
    .select((eb) => [
      'requisition',
      eb.fn.countAll<number>().as('lines'),
      eb.fn.sum<number>('unknown_article').as('unknown'),
      eb.fn.sum<number>('requested').as('requested'),
    ])
    .where('requisition', 'in', [...requisitions])
    .groupBy('requisition')
    .execute()
  const picked = await sql
    .selectFrom('tasks')
    .select((eb) => ['requisition', eb.fn.sum<number>('picked').as('picked')])
    .where('requisition', 'in', [...requisitions])
    .groupBy('requisition')
    .execute()
  const counted = new Map(picked.map((row) => [row.requisition, Number(row.picked)]))
  return new Map(
    lines.map((row) => [
      row.requisition,
      {
        ...{ lines: Number(row.lines), unknown: Number(row.unknown), requested: Number(row.requested) },
        picked: counted.get(row.requisition) ?? 0,
      },
    ]),
  )
}

/** A document by its key in the ERP, by the number people know, or by its requisition; what is asked for wins in this order. */
export async function findListedDocument(
  sql: Kysely<Schema>,
  key: string,
  direction: string | undefined,
): Promise<ListedDocument | undefined> {
  const rows = await sql
    .selectFrom('erp_documents')
    .leftJoin('requisitions', 'requisitions.id', 'erp_documents.requisition')
    .selectAll('erp_documents')
    .select(['requisitions.status as requisition_status', 'requisitions.number as known_as'])
    .where((eb) =>
      eb.or([
        eb('erp_documents.number', '=', key),
        eb('requisitions.number', '=', key),
        eb('requisitions.id', '=', key),
      ]),
    )
    .$if(direction !== undefined, (query) => query.where('erp_documents.direction', '=', direction ?? ''))
    .orderBy('erp_documents.direction', 'desc')
    .execute()
  const rank = (row: (typeof rows)[number]) => (row.number === key ? 0 : row.known_as === key ? 1 : 2)
  const [best] = rows.sort((a, b) => rank(a) - rank(b))
  if (best === undefined) return undefined
  const { known_as: _, ...document } = best
  return document
}

/** How many events tasks have, by task. */
export async function eventCounts(
  sql: Kysely<Schema>,
  tasks: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (tasks.length === 0) return new Map()
  const rows = await sql
    .selectFrom('work_events')
    .select((eb) => ['task', eb.fn.countAll<number>().as('count')])
    .where('task', 'in', [...tasks])
    .groupBy('task')
    .execute()
  return new Map(rows.map((row) => [row.task, Number(row.count)]))
}
