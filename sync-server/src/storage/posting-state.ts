import type { Kysely } from 'kysely'
import type { FulfilmentMirror } from 'shared-schema/api/bridge.ts'
import { among, compiled } from './compiled-query.ts'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

/** What confirmed postings of a document cover, by line. */
export type Posted = { readonly of: (line: { readonly id: string; readonly pos: number }) => number }
type Part = { readonly kind: string; readonly lines: string }

/** Adds up postings; a correction takes back. A line of a journal that lost our ids is known by its position. */
export function addPostings(
  confirmed: readonly Part[],
): Posted & { readonly byLine: ReadonlyMap<string, number> } {
  const byLine = new Map<string, number>()
  for (const { kind, lines } of confirmed) {
    for (const { line, pos, qty } of JSON.parse(lines) as FulfilmentMirror['lines']) {
      const key = line ?? `#${pos}`
      const signed = kind === 'correction' ? -Math.abs(qty) : qty
      byLine.set(key, (byLine.get(key) ?? 0) + signed)
    }
  }
  return { byLine, of: ({ id, pos }) => byLine.get(id) ?? byLine.get(`#${pos}`) ?? 0 }
}

/** What is posted of these requisitions. */
export async function postedOf(
  sql: Kysely<Schema>,
  requisitions: readonly string[],
): Promise<ReadonlyMap<string, Posted>> {
  if (requisitions.length === 0) return new Map()
  const rows = await confirmedPostings(sql, requisitions)
  return new Map(
    [...Map.groupBy(rows, (row) => row.requisition)].map(([id, parts]) => [id, addPostings(parts)]),
  )
}

const confirmedPostings = compiled((sql, requisitions: readonly string[]) =>
  sql
    .selectFrom('fulfilments')
    .select(['requisition', 'kind', 'lines'])
    .where(among(sql, 'requisition', requisitions))
    .where('state', '=', 'confirmed'),
)

/**
 * Notes whether finished tasks of a requisition counted something that no confirmed posting covers, or postings more than was counted: the list of
 * what is to be posted is then found by an index. To be called whenever a task of it or a posting has changed.
 */
export async function refreshUnposted(tx: Write, requisition: string): Promise<void> {
  const finished = await finishedLines(tx.sql, requisition)
  const posted = (await postedOf(tx.sql, [requisition])).get(requisition)
  const differs = finished.some((line) => Number(line.picked) !== (posted?.of(line) ?? 0))
  await tx.sql
    .updateTable('requisitions')
    .set({ unposted: differs ? 1 : 0 })
    .where('id', '=', requisition)
    .where('unposted', '!=', differs ? 1 : 0)
    .execute()
}

const finishedLines = compiled((sql, requisition: string) =>
  sql
    .selectFrom('task_lines')
    .innerJoin('tasks', 'tasks.id', 'task_lines.task')
    .innerJoin('requisition_lines', 'requisition_lines.id', 'task_lines.requisition_line')
    .select((eb) => [
      'requisition_lines.id',
      'requisition_lines.pos',
      eb.fn.sum<number>('task_lines.picked').as('picked'),
    ])
    .where('tasks.requisition', '=', requisition)
    .where('tasks.status', 'in', ['done', 'cancelled'])
    .groupBy(['requisition_lines.id', 'requisition_lines.pos']),
)

export async function countUnposted(sql: Kysely<Schema>): Promise<number> {
  const { count } = await sql
    .selectFrom('requisitions')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('unposted', '=', 1)
    .executeTakeFirstOrThrow()
  return Number(count)
}
