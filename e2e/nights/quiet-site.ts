import { randomUUID } from 'node:crypto'
import type { Bridge } from 'erp-bridge/src/bridge.ts'
import { dayIn } from 'erp-bridge/src/clock.ts'
import { OUR_SITE, shops } from 'erp-bridge/src/erp/simulator/company.ts'
import type { SimBooking } from 'erp-bridge/src/erp/simulator/world.ts'
import type { PostingRule } from 'erp-bridge/src/export/fulfilment.ts'
import type { BridgeRun } from 'shared-schema/api/bridge.ts'
import type { WorkAct } from 'shared-schema/domain/picking/event.ts'
import { openSite, type Planted, rules, type Site } from './site.ts'
import { type Desk, desk, read } from './working-day.ts'

/** A site where nothing happens but what its story tells. */
export type QuietSite = AsyncDisposable & {
  readonly site: Site
  readonly milena: Desk
  readonly bridge: () => Promise<Bridge>
  /** A document of the ERP with these quantities, thousandths. @returns its number */
  readonly write: (...quantities: readonly number[]) => string
  /** Ana gets all of a document and counts this of its lines; without figures everything that is asked for. */
  readonly work: (number: string, ...counted: readonly number[]) => Promise<void>
  /** Ana gets only this line of a document and finishes it. */
  readonly workOnLine: (number: string, pos: number) => Promise<void>
  /** Holds a night in a process of its own. */
  readonly night: () => Promise<BridgeRun>
  readonly bookingsOf: (number: string) => SimBooking[]
}

const TYPE = '20CT'

export async function openQuietSite(
  rule: Partial<PostingRule> = {},
  planted: Planted = {},
): Promise<QuietSite> {
  const posting: PostingRule = {
    ...{ type: TYPE, postAs: '3010', correctAs: '3019', approval: 'automatic', when: 'document', ...rule },
  }
  const site = await openSite(2, planted, {
    documents: 0,
    rules: { ...rules, out: [TYPE], posting: [posting] },
  })
  const milena = desk(site)
  const bridge = async () => (await site.startBridge()).bridge
  let count = 0
  return {
    ...{ site, milena, bridge },
    write: (...quantities) => {
      count += 1
      const date = dayIn('Europe/Belgrade', site.clock.now())
      const number = `25-${TYPE}-${String(900_000 + count)}`
      const lines = quantities.map((qty, at) => {
        const article = site.erp.state.articles()[at]
        if (!article) throw new Error(`the company has no ${at + 1} articles`)
        return { pos: at + 1, ident: article.ident, name: article.name, qty, unit: article.unit }
      })
      site.erp.state.putDocument({
        ...{ number, type: TYPE, direction: 'out', date, status: 'N', lines },
        ...{ site: OUR_SITE, partner: shops[0] ?? '' },
      })
      return number
    },
    work: async (number, ...counted) => workOn(site, await assign(milena, number), counted),
    workOnLine: async (number, pos) => workOn(site, await assign(milena, number, pos), []),
    night: async () => (await (await bridge()).night()).run,
    bookingsOf: (number) =>
      site.erp.state
        .bookings()
        .filter(({ acDoc1 }) => acDoc1.startsWith(`MT-${number.replaceAll('-', '')}-`)),
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  }
}

type Item = { readonly id: string; readonly pos: number; readonly requested: number }
type Task = { readonly task: string; readonly items: readonly Item[] }

/** Gives Ana what is left of a document, or one line of it. */
async function assign(milena: Desk, number: string, pos?: number): Promise<Task> {
  const rows = await read<{ items: { id: string; number: string }[] }>(milena, '/api/trebovanja?limit=100')
  const requisition = rows.items.find((row) => row.number === number)
  if (!requisition) throw new Error(`${number} has not come in`)
  const address = `/api/trebovanja/${requisition.id}`
  const all = await read<{ items: Item[] }>(milena, `${address}/items`)
  const lines = all.items.filter((item) => item.pos === pos).map(({ id: line }) => ({ line }))
  const parts = [{ workers: ['p-ana'], ...(pos !== undefined && { lines }) }]
  const assigned = await milena.post(`${address}/assign`, { parts })
  const [task = ''] = assigned.body.tasks as string[]
  return { task, items: (await read<{ items: Item[] }>(milena, `/api/zaduznice/${task}/items`)).items }
}

async function workOn(site: Site, { task, items }: Task, counted: readonly number[]): Promise<void> {
  const amounts = items.map(({ requested }, at) => counted[at] ?? requested)
  const picks = items.flatMap(({ id: line }, at): WorkAct[] => {
    const qty = amounts[at] ?? 0
    return qty > 0 ? [{ type: 'picked', task, line, qty, way: 'trigger', code: 'x' }] : []
  })
  const closings = items.flatMap(({ id: line, requested }, at): WorkAct[] => {
    const seen = amounts[at] ?? 0
    return seen < requested ? [{ type: 'line_closed', task, line, reason: 'not_found', seen }] : []
  })
  const seen = amounts.reduce((sum, qty) => sum + qty, 0)
  const acts: WorkAct[] = [...picks, ...closings, { type: 'task_completed', task, scope: 'worker', seen }]
  const done = await site.warehouse.ingest.append({ task, actor: 'p-ana', operation: randomUUID(), acts })
  if (!done.ok) throw new Error(`${task}: ${done.failure.code} ${done.failure.detail}`)
}

/** What went wrong in a run, by step. */
export function failuresOf(run: BridgeRun): Record<string, string> {
  return Object.fromEntries(
    run.steps.flatMap(({ name, failure }) => (failure === null ? [] : [[name, failure.code]])),
  )
}
