import { randomUUID } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import type { BridgeOrder, OrderKind, orderReport } from 'shared-schema/api/bridge.ts'
import type * as z from 'zod'
import type { BridgeOrdersTable } from './erp-schema.ts'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

export type OrderRecord = Selectable<BridgeOrdersTable>

/** The key of a change by which a waiting bridge hears of a new order. */
export const NEW_ORDER = 'order/new'

/**
 * Asks something of the bridge. What was asked already and nobody has begun is not asked twice.
 * @returns id of the order
 */
export async function placeOrder(
  tx: Write,
  {
    kind,
    args,
    by,
  }: { readonly kind: OrderKind; readonly args: BridgeOrder['args']; readonly by: string | null },
): Promise<string> {
  const text = JSON.stringify(args)
  const same = await tx.sql
    .selectFrom('bridge_orders')
    .select('id')
    .where('state', '=', 'waiting')
    .where('kind', '=', kind)
    .where('args', '=', text)
    .executeTakeFirst()
  if (same) return same.id
  const id = randomUUID()
  await tx.sql
    .insertInto('bridge_orders')
    .values({
      ...{ id, kind, by, args: text, seq: tx.seq, at: tx.now, state: 'waiting' },
      ...{ progress: null, run: null, failure: null },
    })
    .execute()
  tx.changed('pantheon', NEW_ORDER)
  tx.changed('pantheon', `order/${id}`)
  return id
}

/** Orders nobody has finished, oldest first; one that was begun by a bridge that died is among them. */
export async function unfinishedOrders(sql: Kysely<Schema>): Promise<OrderRecord[]> {
  return sql
    .selectFrom('bridge_orders')
    .selectAll()
    .where('state', 'in', ['waiting', 'running'])
    .orderBy('seq')
    .orderBy('id')
    .execute()
}

export async function findOrder(sql: Kysely<Schema>, id: string): Promise<OrderRecord | undefined> {
  return sql.selectFrom('bridge_orders').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Takes what the bridge says of an order; a finished one stays finished, for a late progress may come after the end. */
export async function reportOrder(
  tx: Write,
  id: string,
  { state, progress, run, failure }: z.infer<typeof orderReport>,
): Promise<void> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('bridge_orders')
    .set({
      state,
      ...(progress && { progress: JSON.stringify(progress) }),
      ...(run !== undefined && { run }),
      ...(failure && { failure: JSON.stringify(failure) }),
    })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst()
  if (Number(numUpdatedRows) > 0) tx.changed('pantheon', `order/${id}`)
}
