import type { Kysely, Selectable } from 'kysely'
import type { ExceptionsTable, Schema } from './schema.ts'

export type ExceptionRecord = Selectable<ExceptionsTable> & {
  readonly number: string
  readonly shop: string
  /** Of the line, where the exception has one that the plan knows. */
  readonly pos: number | null
  readonly ident: string | null
  readonly name: string | null
  readonly unit: string | null
  readonly location: string | null
  readonly requested: number | null
  readonly picked: number | null
}

export type ExceptionFilter = {
  readonly id?: string | undefined
  readonly open?: boolean | undefined
  readonly task?: string | undefined
  readonly requisition?: string | undefined
  readonly offset: number
  readonly limit: number
}

/** Open ones first, then the latest. */
export async function listExceptions(
  sql: Kysely<Schema>,
  { id, open, task, requisition, offset, limit }: ExceptionFilter,
): Promise<{ items: ExceptionRecord[]; total: number }> {
  const matching = sql
    .selectFrom('exceptions')
    .innerJoin('requisitions', 'requisitions.id', 'exceptions.requisition')
    .leftJoin('task_lines', 'task_lines.id', 'exceptions.line')
    .leftJoin('requisition_lines', 'requisition_lines.id', 'task_lines.requisition_line')
    .$if(id !== undefined, (query) => query.where('exceptions.id', '=', id ?? ''))
    .$if(open !== undefined, (query) => query.where('exceptions.open', '=', open ? 1 : 0))
    .$if(task !== undefined, (query) => query.where('exceptions.task', '=', task ?? ''))
    .$if(requisition !== undefined, (query) => query.where('exceptions.requisition', '=', requisition ?? ''))
  const items = await matching
    .selectAll('exceptions')
    .select([
      'requisitions.number',
      'requisitions.shop',
      'requisition_lines.pos',
      'requisition_lines.ident',
      'requisition_lines.name',
      'requisition_lines.unit',
      'requisition_lines.location',
      'task_lines.requested',
      'task_lines.picked',
    ])
    .orderBy('exceptions.open', 'desc')
    .orderBy('exceptions.first_seen_at', 'desc')
    .orderBy('exceptions.id')
    .offset(offset)
    .limit(limit)
    .execute()
  const { total } = await matching
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { items, total: Number(total) }
}

export async function countOpenExceptions(sql: Kysely<Schema>): Promise<number> {
  const { count } = await sql
    .selectFrom('exceptions')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('open', '=', 1)
    .executeTakeFirstOrThrow()
  return Number(count)
}
