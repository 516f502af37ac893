import { randomUUID } from 'node:crypto'
import type { WorkAct } from 'shared-schema/domain/picking/event.ts'
import type { Answer, Client } from 'sync-server/src/testing/client.ts'
import type { Site } from './site.ts'

type Item = { readonly id: string; readonly pos: number; readonly requested: number }
type Row = { readonly id: string; readonly number: string; readonly status: string }

/** What was counted, written down by the people who did it and not by the system under test: number → position → thousandths. */
export type Ledger = Map<string, Map<number, number>>

const pickers = ['p-ana', 'p-luka', 'p-jelena', 'p-marko'] as const
const reasons = ['out_of_stock', 'not_found', 'damaged'] as const

/** The desk of a supervisor who signs in again whenever the session has run out: nights are longer than it. */
export function desk(site: Site): Desk {
  let client: Promise<Client> | undefined
  const signedIn = async (ask: (client: Client) => Promise<Answer>): Promise<Answer> => {
    client ??= site.warehouse.as('sef')
    const answer = await ask(await client)
    if (answer.status !== 401) return answer
    client = site.warehouse.as('sef')
    return ask(await client)
  }
  return {
    get: (address) => signedIn((supervisor) => supervisor.get(address)),
    post: (address, body) => signedIn((supervisor) => supervisor.post(address, body)),
  }
}
export type Desk = {
  readonly get: (address: string) => Promise<Answer>
  readonly post: (address: string, body: unknown) => Promise<Answer>
}

export type DayWork = {
  readonly ledger: Ledger
  /** When each document was last worked on, ms. */
  readonly touched: Map<string, number>
  readonly supervisor: Desk
}

/** Everything that is new is assigned to one or two people, and worked on as people do: rightly, short, over, half, not at all. */
export async function work(site: Site, day: DayWork): Promise<void> {
  const { chance } = site
  const { supervisor } = day
  for (const row of await requisitions(supervisor)) {
    if (row.status === 'new') await assign(site, supervisor, row)
  }
  for (const row of await requisitions(supervisor)) {
    if (row.status !== 'assigned' && row.status !== 'in_progress') continue
    for (const task of await tasksOf(supervisor, row.id)) {
      // Some tasks wait for tomorrow.
      if (chance.odds(0.1)) continue
      await workOnTask(site, day, row.number, task)
    }
  }
}

async function assign({ chance }: Site, supervisor: Desk, { id }: Row): Promise<void> {
  const items = await itemsOf(supervisor, `/api/trebovanja/${id}/items`)
  const worker = chance.pick(pickers)
  const shared = chance.odds(0.3) && items.length > 1
  const first = items.slice(0, Math.ceil(items.length / 2))
  const parts = shared
    ? [
        { workers: [worker], lines: first.map((item) => ({ line: item.id })) },
        { workers: [chance.pick(pickers)] },
      ]
    : [{ workers: [worker] }]
  await supervisor.post(`/api/trebovanja/${id}/assign`, { parts })
}

async function workOnTask(site: Site, day: DayWork, number: string, task: string): Promise<void> {
  const { chance, warehouse } = site
  const view = await read<{ workers: unknown; status: string }>(day.supervisor, `/api/zaduznice/${task}`)
  if (view.status === 'done' || view.status === 'cancelled') return
  const worker = workerOf(view.workers)
  const items = await itemsOf(day.supervisor, `/api/zaduznice/${task}/items`)
  let counted = 0
  const act = async (acts: readonly WorkAct[]) => {
    site.clock.pass(20_000)
    day.touched.set(number, site.clock.now())
    const done = await warehouse.ingest.append({ task, actor: worker, operation: randomUUID(), acts })
    if (!done.ok) throw new Error(`${number}: ${done.failure.code} ${done.failure.detail}`)
  }
  const pick = async (item: Item, qty: number) => {
    counted += qty
    await act([{ type: 'picked', task, line: item.id, qty, way: 'trigger', code: 'x' }])
    const lines = day.ledger.get(number) ?? new Map<number, number>()
    day.ledger.set(number, lines.set(item.pos, (lines.get(item.pos) ?? 0) + qty))
  }
  let open = false
  for (const item of items) {
    const fate = chance.next()
    if (item.requested === 0) continue
    if (fate < 0.7) await pick(item, item.requested)
    else if (fate < 0.88) {
      const found = chance.below(item.requested / 500) * 500
      if (found > 0) await pick(item, found)
      const reason = chance.pick(reasons)
      await act([{ type: 'line_closed', task, line: item.id, reason, seen: found }])
    } else if (fate < 0.95) await pick(item, item.requested + 1000)
    else open = true
  }
  if (!open || chance.odds(0.2)) await act([{ type: 'task_completed', task, scope: 'worker', seen: counted }])
}

/** A supervisor decides most of what contradicts: takes as it is, or corrects the count. */
export async function decide(
  { chance, clock }: Site,
  { ledger, touched, supervisor }: DayWork,
): Promise<void> {
  const { items } = await read<{ items: readonly Exception[] }>(
    supervisor,
    '/api/exceptions?status=open&limit=200',
  )
  for (const one of items) {
    if (chance.odds(0.25)) continue
    const corrects = one.kind === 'over_pick' && one.line !== null && chance.odds(0.5)
    const answer = await supervisor.post(`/api/exceptions/${encodeURIComponent(one.id)}/resolve`, {
      ...{ operation_id: randomUUID(), seen: one.fact, text: 'Provjereno na polici' },
      ...(corrects ? { decision: 'corrected', qty: -one.fact } : { decision: 'accepted' }),
    })
    if (answer.status !== 200) continue
    touched.set(one.number, clock.now())
    if (!corrects) continue
    const items = await itemsOf(supervisor, `/api/zaduznice/${one.task}/items`)
    const pos = items.find((item) => item.id === one.line)?.pos
    const lines = ledger.get(one.number)
    if (pos !== undefined && lines) lines.set(pos, (lines.get(pos) ?? 0) - one.fact)
  }
}
type Exception = {
  readonly id: string
  readonly kind: string
  readonly task: string
  readonly number: string
  readonly line: string | null
  readonly fact: number
}

/** People at the ERP change quantities, take lines away and cancel documents, whatever the warehouse is doing. */
export function meddle({ chance, erp }: Site): void {
  for (const { number, lines, status } of erp.state.documents()) {
    if (status === 'S' || !chance.odds(0.2)) continue
    if (chance.odds(0.3)) erp.changeDocument(number, { status: 'S' })
    else {
      const line = chance.pick(lines)
      const qty = chance.odds(0.3) ? 0 : chance.between(1, 30) * 1000
      if (qty > 0 || lines.length > 1) erp.changeDocument(number, { quantities: { [line.pos]: qty } })
    }
  }
}

export async function requisitions(supervisor: Desk): Promise<readonly Row[]> {
  return (await read<{ items: readonly Row[] }>(supervisor, '/api/trebovanja?limit=100')).items
}

/** An answer that has to be one: a story that misreads a refusal would prove nothing. */
export async function read<T>(client: Desk, address: string): Promise<T> {
  const answer = await client.get(address)
  if (answer.status !== 200) throw new Error(`${address}: ${answer.status} ${answer.text}`)
  return answer.body as T
}

async function tasksOf(supervisor: Desk, requisition: string): Promise<readonly string[]> {
  return (await read<{ tasks: readonly string[] }>(supervisor, `/api/trebovanja/${requisition}`)).tasks
}

async function itemsOf(supervisor: Desk, address: string): Promise<readonly Item[]> {
  return (await read<{ items: readonly Item[] }>(supervisor, address)).items
}

function workerOf(workers: unknown): string {
  const [first] = workers as readonly (string | { readonly id: string })[]
  if (first === undefined) throw new Error('a task without a worker')
  return typeof first === 'string' ? first : first.id
}
