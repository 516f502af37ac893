import { type Kysely, sql as raw } from 'kysely'
import type { Requisition } from './requisitions.ts'
import type { Schema } from './schema.ts'

export type WorkScope =
  | { readonly kind: 'unposted' }
  /** Days yyyy-MM-dd of the documents, and the same days as moments of the work, ms. */
  | {
      readonly kind: 'period'
      readonly from: string
      readonly to: string
      readonly fromMs: number
      readonly toMs: number
    }

/** A page of requisitions that are to be posted, or that a comparison of some days is about, in the order of their id. */
export async function pageOfWork(
  sql: Kysely<Schema>,
  scope: WorkScope,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<Requisition[]> {
  const page = sql.selectFrom('requisitions').selectAll().where('id', '>', after).orderBy('id').limit(limit)
  if (scope.kind === 'unposted') return page.where('unposted', '=', 1).execute()
  const { from, to, fromMs, toMs } = scope
  // Each part of the union has an index of its own; one `or` over all of them would read every requisition there ever was.
  return page
    .where((eb) =>
      eb(
        'id',
        'in',
        eb
          .selectFrom('requisitions as dated')
          .select('dated.id')
          .where('dated.date', '>=', from)
          .where('dated.date', '<=', to)
          .union(
            eb
              .selectFrom('tasks')
              .select('tasks.requisition as id')
              .where('tasks.last_at', '>=', fromMs)
              .where('tasks.last_at', '<', toMs),
          )
          .union(
            eb
              .selectFrom('differences')
              .select(raw<string>`differences.requisition`.as('id'))
              .where('differences.state', 'in', ['open', 'decided'])
              .where('differences.requisition', 'is not', null),
          ),
      ),
    )
    .execute()
}

export type TaskSummary = {
  readonly requisition: string
  readonly status: string
  readonly open_exceptions: number
  readonly last_at: number | null
}

export async function taskSummaries(
  sql: Kysely<Schema>,
  requisitions: readonly string[],
): Promise<TaskSummary[]> {
  if (requisitions.length === 0) return []
  return sql
    .selectFrom('tasks')
    .select(['requisition', 'status', 'open_exceptions', 'last_at'])
    .where('requisition', 'in', [...requisitions])
    .execute()
}

export type WorkedShare = {
  readonly requisition_line: string
  readonly picked: number
  readonly damaged: number
  readonly reason: string | null
  readonly task_status: string
}

export async function workedShares(
  sql: Kysely<Schema>,
  requisitions: readonly string[],
): Promise<WorkedShare[]> {
  if (requisitions.length === 0) return []
  return sql
    .selectFrom('task_lines')
    .innerJoin('tasks', 'tasks.id', 'task_lines.task')
    .select([
      'task_lines.requisition_line',
      'task_lines.picked',
      'task_lines.damaged',
      'task_lines.reason',
      'tasks.status as task_status',
    ])
    .where('tasks.requisition', 'in', [...requisitions])
    .orderBy('tasks.created_at')
    .orderBy('tasks.id')
    .execute()
}
