import { type Kysely, sql as raw } from 'kysely'
import type { Schema } from './schema.ts'

export type ShortageFilter = {
  /** First and last day of the document, yyyy-MM-dd. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly shop?: string | undefined
  readonly worker?: string | undefined
  /** Status of the task. */
  readonly status?: readonly string[] | undefined
}

export type ShortageRecord = {
  readonly task: string
  readonly document: string
  readonly date: string
  readonly shop: string
  readonly warehouse: string
  readonly pos: number
  readonly ident: string
  readonly name: string
  readonly unit: string
  readonly requested: number
  readonly picked: number
  readonly missing: number
  readonly over: number
  readonly reason: string | null
  readonly by_worker: string
  readonly completed_at: number | null
  readonly task_status: string
}

/**
 * Lines with less or more than requested that somebody is through with: closed, or over. The latest documents first.
 * @param page only these; all of them when absent
 */
export async function listShortages(
  sql: Kysely<Schema>,
  filter: ShortageFilter,
  page?: { readonly offset: number; readonly limit: number },
): Promise<ShortageRecord[]> {
  return matching(sql, filter)
    .select([
      'task_lines.task',
      'requisitions.number as document',
      'requisitions.date',
      'requisitions.shop',
      'requisitions.warehouse',
      'requisition_lines.pos',
      'requisition_lines.ident',
      'requisition_lines.name',
      'requisition_lines.unit',
      'task_lines.requested',
      'task_lines.picked',
      'task_lines.missing',
      'task_lines.over',
      'task_lines.reason',
      'task_lines.by_worker',
      'tasks.completed_at',
      'tasks.status as task_status',
    ])
    .orderBy('requisitions.date', 'desc')
    .orderBy('requisitions.number')
    .orderBy('requisition_lines.pos')
    .$if(page !== undefined, (query) => query.offset(page?.offset ?? 0).limit(page?.limit ?? 0))
    .execute()
}

export async function countShortages(sql: Kysely<Schema>, filter: ShortageFilter): Promise<number> {
  const { count } = await matching(sql, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** From the documents down, which SQLite keeps to in a cross join: a page of the latest then needs no look at the years before. */
function matching(sql: Kysely<Schema>, { from, to, shop, worker, status }: ShortageFilter) {
  return (
    sql
      .selectFrom('requisitions')
      .crossJoin('tasks')
      .crossJoin('task_lines')
      .innerJoin('requisition_lines', 'requisition_lines.id', 'task_lines.requisition_line')
      .whereRef('tasks.requisition', '=', 'requisitions.id')
      .whereRef('task_lines.task', '=', 'tasks.id')
      // A finished task has no open line (SPEC PK-08). Written out, as SQLite knows the index of these lines by it.
      .where(raw<boolean>`task_lines.status in ('short', 'over')`)
      .$if(from !== undefined, (query) => query.where('requisitions.date', '>=', from ?? ''))
      .$if(to !== undefined, (query) => query.where('requisitions.date', '<=', to ?? ''))
      .$if(shop !== undefined, (query) => query.where('requisitions.shop', '=', shop ?? ''))
      .$if(status !== undefined && status.length > 0, (query) =>
        query.where('tasks.status', 'in', [...(status ?? [])]),
      )
      .$if(worker !== undefined, (query) =>
        query.where((eb) =>
          eb(
            'tasks.id',
            'in',
            eb
              .selectFrom('task_workers')
              .select('task')
              .where('worker', '=', worker ?? ''),
          ),
        ),
      )
  )
}
