import type { Kysely, Selectable } from 'kysely'
import { contains } from './contains.ts'
import type { RequisitionLinesTable, RequisitionsTable, Schema } from './schema.ts'
import { slices } from './slices.ts'
import type { Write } from './store.ts'

export type Requisition = Selectable<RequisitionsTable>
export type RequisitionLine = Selectable<RequisitionLinesTable>
/** The share of a requisition line that one task has. */
export type LineShare = {
  readonly task: string
  readonly requisition_line: string
  readonly requested: number
  readonly picked: number
  /** What of it a person gave back to be assigned again. */
  readonly released: number
  readonly status: string
  readonly task_status: string
}

export const requisitionSorts = ['created_at', 'number', 'date', 'shop', 'status'] as const
export type RequisitionFilter = {
  readonly status?: readonly string[] | undefined
  readonly shop?: string | undefined
  readonly warehouse?: string | undefined
  /** Part of a number, shop or warehouse. */
  readonly search?: string | undefined
  /** First and last day, yyyy-MM-dd. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Only what is at hand: new, made since then (ms since 1970), or with a task that is not archived. */
  readonly madeSince?: number | undefined
  readonly sort: (typeof requisitionSorts)[number]
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

export async function listRequisitions(
  sql: Kysely<Schema>,
  filter: RequisitionFilter,
): Promise<{ items: Requisition[]; total: number }> {
  const { status, shop, warehouse, search, from, to, madeSince, sort, descending, offset, limit } = filter
  const matching = sql
    .selectFrom('requisitions')
    .$if(status !== undefined && status.length > 0, (query) =>
      query.where('status', 'in', [...(status ?? [])]),
    )
    .$if(shop !== undefined, (query) => query.where('shop', '=', shop ?? ''))
    .$if(warehouse !== undefined, (query) => query.where('warehouse', '=', warehouse ?? ''))
    .$if(from !== undefined, (query) => query.where('date', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('date', '<=', to ?? ''))
    .$if(search !== undefined && search.trim() !== '', (query) =>
      query.where(contains(['number', 'shop', 'warehouse'], search ?? '')),
    )
    .$if(madeSince !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('status', '=', 'new'),
          eb('created_at', '>=', madeSince ?? 0),
          eb('id', 'in', eb.selectFrom('tasks').select('requisition').where('archived_at', 'is', null)),
        ]),
      ),
    )
  const items = await matching
    .selectAll()
    .orderBy(sort, descending ? 'desc' : 'asc')
    .orderBy('number', descending ? 'desc' : 'asc')
    .offset(offset)
    .limit(limit)
    .execute()
  const { total } = await matching
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { items, total: Number(total) }
}

/** @param key id or document number */
export async function findRequisition(sql: Kysely<Schema>, key: string): Promise<Requisition | undefined> {
  return sql
    .selectFrom('requisitions')
    .selectAll()
    .where((eb) => eb.or([eb('id', '=', key), eb('number', '=', key)]))
    .executeTakeFirst()
}

/** Which of these document numbers are here already. */
export async function knownNumbers(
  sql: Kysely<Schema>,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>()
  for (const slice of slices(numbers)) {
    const rows = await sql
      .selectFrom('requisitions')
      .select(['number', 'id'])
      .where('number', 'in', slice)
      .execute()
    for (const row of rows) known.set(row.number, row.id)
  }
  return known
}

/** Lines of requisitions in the order of the documents. */
export async function linesOfRequisitions(
  sql: Kysely<Schema>,
  requisitions: readonly string[],
): Promise<RequisitionLine[]> {
  if (requisitions.length === 0) return []
  return sql
    .selectFrom('requisition_lines')
    .selectAll()
    .where('requisition', 'in', [...requisitions])
    .orderBy('requisition')
    .orderBy('pos')
    .execute()
}

/** What tasks have of the lines of requisitions. */
export async function sharesOfRequisitions(
  sql: Kysely<Schema>,
  requisitions: readonly string[],
): Promise<LineShare[]> {
  if (requisitions.length === 0) return []
  const releases = await sql
    .selectFrom('line_releases')
    .select(['task_line', 'qty'])
    .where('requisition', 'in', [...requisitions])
    .execute()
  const released = new Map<string, number>()
  for (const { task_line, qty } of releases) released.set(task_line, (released.get(task_line) ?? 0) + qty)
  const rows = await sql
    .selectFrom('task_lines')
    .innerJoin('tasks', 'tasks.id', 'task_lines.task')
    .select([
      'task_lines.id',
      'task_lines.task',
      'task_lines.requisition_line',
      'task_lines.requested',
      'task_lines.picked',
      'task_lines.status',
      'tasks.status as task_status',
    ])
    .where('tasks.requisition', 'in', [...requisitions])
    .execute()
  return rows.map(({ id, ...row }) => ({ ...row, released: released.get(id) ?? 0 }))
}

/** Tasks and open exceptions by requisition. */
export async function tasksOfRequisitions(
  sql: Kysely<Schema>,
  requisitions: readonly string[],
): Promise<{ id: string; requisition: string; status: string; open_exceptions: number }[]> {
  if (requisitions.length === 0) return []
  return sql
    .selectFrom('tasks')
    .select(['id', 'requisition', 'status', 'open_exceptions'])
    .where('requisition', 'in', [...requisitions])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export type NewRequisition = {
  readonly id: string
  readonly number: string
  readonly date: string
  readonly warehouse: string
  readonly shop: string
  readonly closeIncomplete: boolean
  readonly importedBy: string | null
  /** `out` when absent. */
  readonly direction?: 'out' | 'in'
  readonly lines: readonly Omit<RequisitionLine, 'requisition'>[]
}

/** Adds a document; the number must be new (unique index). */
export async function insertRequisition(tx: Write, document: NewRequisition): Promise<void> {
  const { id, number, date, warehouse, shop, closeIncomplete, importedBy, direction, lines } = document
  await tx.sql
    .insertInto('requisitions')
    .values({
      ...{ id, number, date, warehouse, shop },
      status: 'new',
      close_incomplete: closeIncomplete ? 1 : 0,
      closed_at: null,
      import: importedBy,
      direction: direction ?? 'out',
      created_at: tx.now,
      change_seq: tx.seq,
    })
    .execute()
  for (const slice of slices(lines.map((line) => ({ ...line, requisition: id })))) {
    await tx.sql.insertInto('requisition_lines').values(slice).execute()
  }
  tx.changed('requisitions', id)
}

/** A supervisor's decision on a document; its status follows from it. */
export async function decideRequisition(
  tx: Write,
  id: string,
  decision: 'done' | 'cancelled',
): Promise<void> {
  await tx.sql
    .updateTable('requisitions')
    .set({ status: decision, closed_at: tx.now, change_seq: tx.seq })
    .where('id', '=', id)
    .execute()
  tx.changed('requisitions', id)
}
