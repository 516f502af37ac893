import type { FoundDifference, FulfilmentMirror } from 'shared-schema/api/bridge.ts'
import type { Store } from '../storage/store.ts'
import { type issueDocument, openBridge } from './bridge.ts'
import type { Answer, Client } from './client.ts'
import { openWarehouse, type Warehouse } from './warehouse.ts'

export type Outcome = {
  readonly outcome: string
  readonly requisition: string
  readonly unmapped: string[]
  readonly unknown_articles: string[]
}

/** A warehouse with its bridge, a supervisor, and pickers who act through the API. */
export type BridgeHouse = AsyncDisposable & {
  readonly warehouse: Warehouse
  readonly bridge: Client
  readonly milena: Client
  readonly hand: (...documents: ReturnType<typeof issueDocument>[]) => Promise<Outcome[]>
  /** Gives what is left of a requisition to a worker. @returns the task */
  readonly give: (requisition: string, worker: string) => Promise<string>
  /** Picks whole units of an article. */
  readonly pick: (worker: string, task: string, ident: string, units: number) => Promise<Answer>
  /** Closes what is open as not found, and finishes the task. */
  readonly finish: (worker: string, task: string) => Promise<void>
}

/** @param open opens an empty database; the test chooses which */
export async function openBridgeHouse(
  open: (file: string, now: () => number) => Promise<Store>,
): Promise<BridgeHouse> {
  const warehouse = await openWarehouse(open)
  const [bridge, milena] = [await openBridge(warehouse), await warehouse.as('sef')]
  type Item = { id: string; ident: string; status: string }
  const itemsOf = async (client: Client, task: string) =>
    (await client.get(`/api/worker/tasks/${task}`)).body.items as Item[]
  return {
    ...{ warehouse, bridge, milena },
    hand: async (...documents) =>
      (await bridge.post('/api/bridge/documents', { documents })).body.documents as Outcome[],
    give: async (requisition, worker) => {
      const parts = [{ workers: [`p-${worker}`] }]
      const assigned = await milena.post(`/api/trebovanja/${requisition}/assign`, { parts })
      return (assigned.body.tasks as string[])[0] ?? ''
    },
    pick: async (worker, task, ident, units) => {
      const client = await warehouse.as(worker)
      const line = (await itemsOf(client, task)).find((item) => item.ident === ident)?.id ?? ''
      return client.post(`/api/worker/tasks/${line}/pick-by-code`, {
        ...{ operation_id: `${line}/${units}`, code: ident, quantity: units * 1000, confirm_over: true },
      })
    },
    finish: async (worker, task) => {
      const client = await warehouse.as(worker)
      for (const item of await itemsOf(client, task)) {
        if (item.status !== 'open') continue
        const body = { operation_id: `close/${item.id}`, text: 'prazna polica' }
        await client.post(`/api/worker/tasks/${item.id}/not-found`, body)
      }
      await client.post(`/api/zaduznice/${task}/complete`, { operation_id: `end/${task}` })
    },
    [Symbol.asyncDispose]: () => warehouse[Symbol.asyncDispose](),
  }
}

/** A row of the bridge's journal: one line of so many whole units. */
export function posting(
  of: { readonly requisition: string; readonly line: string; readonly units: number },
  change: Partial<FulfilmentMirror> = {},
): FulfilmentMirror {
  return {
    ...{ id: 'MT-2520CT000279-1', requisition: of.requisition, document: '2520CT000279', number: 1 },
    ...{ kind: 'fulfilment', type: '20CT', state: 'draft', approval: 'manual' },
    lines: [
      {
        ...{ line: of.line, pos: 1, ident: '200431', name: 'Jastuk KING', unit: 'KOM' },
        qty: of.units * 1000,
      },
    ],
    ...{ ac_key: null, attempts: 0, failure: null, created_at: 1, updated_at: 1, confirmed_at: null },
    version: 1,
    ...change,
  }
}

/** A difference as the bridge finds one: requested 10, picked so many whole units. */
export function found(picked: number, change: Partial<FoundDifference> = {}): FoundDifference {
  return {
    ...{ key: 'short_with_reason/2520CT000279/1', class: 'short_with_reason' },
    ...{ requisition: null, document: '2520CT000279', pos: 1, ident: '200431', name: 'Jastuk KING' },
    ...{ unit: 'KOM', site: 'Veleprodajni Magacin', reason: 'not_found' },
    ...{ requested: 10_000, erp_requested: 10_000, picked: picked * 1000, posted: null },
    ...{ stock_ours: null, stock_erp: null },
    ...change,
  }
}
