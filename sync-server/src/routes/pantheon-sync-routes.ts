import type { BridgeOrder, OrderKind } from 'shared-schema/api/bridge.ts'
import { bridgeRun } from 'shared-schema/api/bridge.ts'
import {
  type OrderView,
  orderView,
  pantheonStatus,
  runList,
  syncRequest,
} from 'shared-schema/api/pantheon.ts'
import { identifier } from 'shared-schema/api/quantity.ts'
import * as z from 'zod'
import { refuse } from '../refusal.ts'
import { writeAudit } from '../storage/audit.ts'
import { findOrder, type OrderRecord, placeOrder, unfinishedOrders } from '../storage/bridge-orders.ts'
import { findRun, lastRuns, listRuns, readStatus, SILENT_MS } from '../storage/bridge-runs.ts'
import { countMissingInErp } from '../storage/erp-articles.ts'
import { listUnmapped } from '../storage/erp-documents.ts'
import { unknownIdents } from '../storage/erp-facts.ts'
import { listFulfilments } from '../storage/fulfilments.ts'
import { permitted } from './access.ts'
import type { ApiDeps } from './deps.ts'
import { type Route, route } from './route.ts'

const id = z.object({ id: identifier })

/** The word in the path, and what it orders. */
const parts: readonly (readonly [path: string, kind: OrderKind])[] = [
  ['catalog', 'catalogue'],
  ['subjects', 'subjects'],
  ['receipts', 'receipts'],
  ['dispatches', 'dispatches'],
  ['stock', 'stock'],
  ['nightly', 'nightly'],
]

/** The bridge as the desk sees it, and what the desk asks of it. */
export function pantheonSyncRoutes({ store, now }: ApiDeps): Route[] {
  const read = permitted('erp.read')

  return [
    route({
      method: 'get',
      path: '/api/pantheon/sync/status',
      summary: 'Whether the ERP bridge speaks, its last runs, and what waits for a person',
      access: read,
      answer: pantheonStatus,
      handle: async () => {
        const said = await readStatus(store.sql)
        const running = (await unfinishedOrders(store.sql)).filter(({ state }) => state === 'running')
        const waiting = await listFulfilments(store.sql, { waiting: true, offset: 0, limit: 1 })
        const connection =
          said === undefined ? 'absent' : now() - said.heardAt > SILENT_MS ? 'silent' : 'connected'
        return {
          connection: connection as 'absent' | 'silent' | 'connected',
          bridge: said?.status ?? null,
          last: await lastRuns(store.sql),
          running: running.map(viewOrder).map((order) => ({
            ...{ order: order.id, kind: order.kind, progress: order.progress },
          })),
          unmapped_sites: (await listUnmapped(store.sql)).length,
          unknown_articles: (await unknownIdents(store.sql)).length,
          not_in_erp: await countMissingInErp(store.sql),
          waiting_approval: waiting.total,
        }
      },
    }),
    ...parts.map(([path, kind]) =>
      route({
        method: 'post',
        path: `/api/pantheon/sync/${path}`,
        summary: `Asks the bridge to run ${kind} now`,
        access: permitted('erp.sync'),
        body: syncRequest,
        answer: orderView,
        status: 201,
        handle: async ({ body, principal: { person } }) => {
          const placed = await store.write(async (tx) => {
            const args = argsOf(kind, body)
            const order = await placeOrder(tx, { kind, args, by: person.id })
            const detail = { kind, ...args }
            await writeAudit(tx, { action: 'erp_sync', actor: person.id, subject: order, detail })
            return findOrder(tx.sql, order)
          })
          return placed ? viewOrder(placed) : refuse('not_found', 'There is no such order.')
        },
      }),
    ),
    route({
      method: 'get',
      path: '/api/pantheon/orders/:id',
      summary: 'An order to the bridge, and how far it is',
      access: read,
      params: id,
      answer: orderView,
      handle: async ({ params }) => {
        const order = await findOrder(store.sql, params.id)
        return order ? viewOrder(order) : refuse('not_found', 'There is no such order.')
      },
    }),
    route({
      method: 'get',
      path: '/api/pantheon/runs',
      summary: 'Runs of the bridge with their steps, newest first',
      access: read,
      query: z.object({
        kind: z.string().max(20).optional(),
        limit: z.coerce.number().int().positive().max(500).default(50),
      }),
      answer: runList,
      handle: async ({ query }) => ({ items: await listRuns(store.sql, query) }),
    }),
    route({
      method: 'get',
      path: '/api/pantheon/runs/:id',
      summary: 'One run of the bridge',
      access: read,
      params: id,
      answer: bridgeRun,
      handle: async ({ params }) =>
        (await findRun(store.sql, params.id)) ?? refuse('not_found', 'There is no such run.'),
    }),
  ]
}

/** Only what the kind understands, so that the same order is recognized as the same. */
function argsOf(kind: OrderKind, { full, dry_run, date }: z.infer<typeof syncRequest>): BridgeOrder['args'] {
  if (kind === 'catalogue') return full === undefined ? {} : { full }
  if (kind !== 'nightly') return {}
  return { ...(dry_run !== undefined && { dry_run }), ...(date !== undefined && { date }) }
}

function viewOrder({ id: order, kind, state, by, at, progress, run, failure }: OrderRecord): OrderView {
  return {
    ...{ id: order, by, at, run },
    kind: kind as OrderView['kind'],
    state: state as OrderView['state'],
    progress: progress === null ? null : (JSON.parse(progress) as OrderView['progress']),
    failure: failure === null ? null : (JSON.parse(failure) as OrderView['failure']),
  }
}
