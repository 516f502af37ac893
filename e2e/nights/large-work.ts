import { randomUUID } from 'node:crypto'
import type { WorkAct } from 'shared-schema/domain/picking/event.ts'
import type { Client } from 'sync-server/src/testing/client.ts'
import type { Warehouse } from 'sync-server/src/testing/warehouse.ts'

type Row = { readonly id: string; readonly number: string }
type Item = { readonly id: string; readonly requested: number }

const pickers = ['p-ana', 'p-luka', 'p-jelena', 'p-marko']
const PER_PAGE = 100
/** One operation holds no more. */
const ACTS_AT_ONCE = 30
/** Every so many lines is not found. */
const MISSING_EVERY = 20

/** Assigns every requisition there is to one worker, who counts all of it and finishes. */
export async function workOnEverything(warehouse: Warehouse): Promise<void> {
  const supervisor = await warehouse.as('sef')
  for (const [at, row] of (await requisitions(supervisor)).entries()) {
    const worker = pickers[at % pickers.length] ?? ''
    const parts = [{ workers: [worker] }]
    const assigned = await supervisor.post(`/api/trebovanja/${row.id}/assign`, { parts })
    const [task = ''] = assigned.body.tasks as string[]
    const { body } = await supervisor.get(`/api/zaduznice/${task}/items`)
    const rest = actsFor(task, body.items as Item[])
    while (rest.length > 0) {
      const acts = rest.splice(0, ACTS_AT_ONCE)
      const done = await warehouse.ingest.append({ task, actor: worker, operation: randomUUID(), acts })
      if (!done.ok) throw new Error(`${row.number}: ${done.failure.code} ${done.failure.detail}`)
    }
  }
}

function actsFor(task: string, items: readonly Item[]): WorkAct[] {
  const missing = (at: number) => at % MISSING_EVERY === MISSING_EVERY - 1
  const acts = items.map(
    ({ id: line, requested: qty }, at): WorkAct =>
      missing(at)
        ? { type: 'line_closed', task, line, reason: 'not_found', seen: 0 }
        : { type: 'picked', task, line, qty, way: 'trigger', code: 'x' },
  )
  const seen = items.reduce((sum, item, at) => sum + (missing(at) ? 0 : item.requested), 0)
  return [...acts, { type: 'task_completed', task, scope: 'worker', seen }]
}

async function requisitions(supervisor: Client): Promise<Row[]> {
  const rows: Row[] = []
  for (;;) {
    const { body } = await supervisor.get(`/api/trebovanja?limit=${PER_PAGE}&offset=${rows.length}`)
    const page = body.items as Row[]
    rows.push(...page)
    if (page.length < PER_PAGE) return rows
  }
}
