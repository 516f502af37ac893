import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

/** Status of an operation that was begun and not answered yet. */
export const BEGUN = 0

export type Operation = {
  readonly actor: string
  readonly operation: string
  readonly request_hash: string
  readonly status: number
  readonly response: string
}

export async function findOperation(
  sql: Kysely<Schema>,
  actor: string,
  operation: string,
): Promise<Operation | undefined> {
  return sql
    .selectFrom('operations')
    .selectAll()
    .where('actor', '=', actor)
    .where('operation', '=', operation)
    .executeTakeFirst()
}

/** Notes what an operation asks for before it is done. @returns the row that stands: this one, or an earlier one */
export async function beginOperation(
  tx: Write,
  row: Pick<Operation, 'actor' | 'operation' | 'request_hash'>,
): Promise<Operation> {
  const fresh = { ...row, status: BEGUN, response: '', at: tx.now }
  await tx.sql
    .insertInto('operations')
    .values(fresh)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await findOperation(tx.sql, row.actor, row.operation)) ?? fresh
}

export async function answerOperation(
  tx: Write,
  actor: string,
  operation: string,
  answer: Pick<Operation, 'status' | 'response'>,
): Promise<void> {
  await tx.sql
    .updateTable('operations')
    .set(answer)
    .where('actor', '=', actor)
    .where('operation', '=', operation)
    .execute()
}

/** Nothing was done: the same operation may be tried again, also with another body. */
export async function forgetOperation(tx: Write, actor: string, operation: string): Promise<void> {
  await tx.sql
    .deleteFrom('operations')
    .where('actor', '=', actor)
    .where('operation', '=', operation)
    .where('status', '=', BEGUN)
    .execute()
}
