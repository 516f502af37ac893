import {
  actResponse,
  completeDocument,
  notFound,
  pickByCode,
  shortPick,
  taskList,
} from 'shared-schema/api/tasks.ts'
import type { CodeLookup } from 'shared-schema/domain/barcode/lookup.ts'
import { checkShortageReason } from 'shared-schema/domain/requisition/shortage-reasons.ts'
import * as z from 'zod'
import { loadPlan } from '../projections/task-plan.ts'
import { type Refused, refuse } from '../refusal.ts'
import { tookPart } from '../storage/task-visibility.ts'
import { findTask, listTasks, type TaskLine, taskLines } from '../storage/tasks.ts'
import type { ActsToAppend } from '../sync/ingest-port.ts'
import { permitted } from './access.ts'
import type { CatalogueCache } from './catalogue-cache.ts'
import type { ApiDeps } from './deps.ts'
import { paging, several } from './list-query.ts'
import { once } from './operation.ts'
import { type Route, route } from './route.ts'
import { closeShort, finish, pick } from './task-acts.ts'
import { viewTask, viewTaskLine } from './task-view.ts'

type Acted = z.infer<typeof actResponse>
const lineId = z.object({ stavka_id: z.string().max(64) })
const open = ['assigned', 'in_progress', 'paused']

/** What a worker's program does without a handheld: the same events by the same rules, once per operation id. */
export function workerRoutes(deps: ApiDeps, catalogue: CatalogueCache): Route[] {
  const { store, ingest } = deps
  const worker = permitted('task.pick')

  async function ownLine(line: string, person: string): Promise<TaskLine | undefined> {
    const [found] = await taskLines(store.sql, { line })
    return found && (await tookPart(store.sql, found.task, person)) ? found : undefined
  }

  async function act(
    on: { readonly task: string; readonly line?: string; readonly actor: string; readonly operation: string },
    request: unknown,
    acts: ActsToAppend,
  ): Promise<Acted | Refused> {
    const { task, line, actor, operation } = on
    return once<Acted>(store, { actor, operation, request }, async () => {
      const done = await ingest.append({ task, actor, operation, acts })
      if (!done.ok) return done
      const [after] = line === undefined ? [] : await taskLines(store.sql, { line })
      const found = await findTask(store.sql, task)
      return {
        events: done.value.events.map((event) => event.id),
        task,
        line: after ? viewTaskLine(after) : null,
        status: (found ? viewTask(found).status : 'assigned') as Acted['status'],
      }
    })
  }

  return [
    route({
      method: 'get',
      path: '/api/worker/tasks',
      summary: "The signed-in worker's own tasks, open ones unless a status is asked for",
      access: worker,
      query: z.object({ ...paging, status: several }),
      answer: taskList,
      handle: async ({ query: { status = open, ...page }, principal: { person } }) => {
        const { items, total } = await listTasks(store.sql, { ...page, status, worker: person.id })
        return { items: items.map(viewTask), total }
      },
    }),
    route({
      method: 'post',
      path: '/api/worker/tasks/:stavka_id/pick-by-code',
      summary: 'Picks units of a line by the code on them',
      access: worker,
      params: lineId,
      body: pickByCode,
      answer: actResponse,
      handle: async ({ params: { stavka_id: line }, body, principal: { person } }) => {
        const found = await ownLine(line, person.id)
        const plan = found && (await loadPlan(store.sql, found.task))
        if (!found || !plan) return noLine
        const { operation_id: operation, ...request } = body
        const on = { task: found.task, line, actor: person.id, operation }
        const looked = await catalogue.lookup(body.code, plan.lines)
        const read = unitsOf(looked, found.ident, body.quantity)
        return act(on, { act: 'pick-by-code', line, ...request }, (state, now) =>
          read.ok
            ? pick(
                { line, quantity: read.value, code: body.code, confirmOver: body.confirm_over },
                state,
                now,
              )
            : read,
        )
      },
    }),
    route({
      method: 'post',
      path: '/api/worker/tasks/:stavka_id/short-pick',
      summary: 'Records what was found of a line and that the rest is missing',
      access: worker,
      params: lineId,
      body: shortPick,
      answer: actResponse,
      handle: async ({ params: { stavka_id: line }, body, principal: { person } }) => {
        const found = await ownLine(line, person.id)
        if (!found) return noLine
        const { operation_id: operation, quantity, reason, text } = body
        const known = checkShortageReason(reason, text)
        if (!known.ok) return refuse(known.failure.code, `The reason ${reason} cannot be recorded like this.`)
        const on = { task: found.task, line, actor: person.id, operation }
        return act(on, { act: 'short-pick', line, quantity, reason, text }, (state, plan) =>
          closeShort({ line, found: quantity, reason, text }, state, plan),
        )
      },
    }),
    route({
      method: 'post',
      path: '/api/worker/tasks/:stavka_id/not-found',
      summary: 'Records that the rest of a line was not found',
      access: worker,
      params: lineId,
      body: notFound,
      answer: actResponse,
      handle: async ({ params: { stavka_id: line }, body, principal: { person } }) => {
        const found = await ownLine(line, person.id)
        if (!found) return noLine
        const { operation_id: operation, text } = body
        const on = { task: found.task, line, actor: person.id, operation }
        return act(on, { act: 'not-found', line, text }, (state, plan) =>
          closeShort({ line, found: 0, reason: 'not_found', text }, state, plan),
        )
      },
    }),
    route({
      method: 'post',
      path: '/api/worker/documents/:id/complete',
      summary: "Finishes one's own part of a task; never over an open line",
      access: worker,
      params: z.object({ id: z.string().max(64) }),
      body: completeDocument,
      answer: actResponse,
      handle: async ({ params: { id: task }, body: { operation_id: operation }, principal: { person } }) => {
        if (!(await tookPart(store.sql, task, person.id))) return noLine
        const on = { task, actor: person.id, operation }
        return act(on, { act: 'complete', task }, (state, plan) => finish(person.id, state, plan))
      },
    }),
  ]
}

/**
 * How much a code adds to a line, in thousandths. The code must stand for exactly the article of the line; a code of
 * several articles is a question, answered by sending the ident instead.
 */
function unitsOf(
  looked: CodeLookup,
  ident: string,
  asked: number | undefined,
): { readonly ok: true; readonly value: number } | Refused {
  switch (looked.kind) {
    case 'article':
      if (looked.ident !== ident)
        return refuse('article_mismatch', `The code belongs to ${looked.ident} ${looked.name}.`)
      if (looked.askQuantity && asked === undefined)
        return refuse('quantity_empty', 'The label does not say how much; send a quantity.')
      return { ok: true, value: asked ?? looked.factor }
    case 'ambiguous':
      return refuse(
        'barcode_ambiguous',
        'Several articles carry this code; send the ident of the right one.',
        {
          details: looked.candidates.map(({ ident: candidate, name, unit }) => ({
            ident: candidate,
            name,
            unit,
          })),
        },
      )
    case 'bad_check_digit':
      return refuse('barcode_check_digit', `The last digit should be ${looked.expected}.`)
    case 'location':
      return refuse('article_mismatch', `The code is the location ${looked.location}.`)
    case 'unknown':
      return refuse('barcode_unknown', 'Nobody knows this code.')
  }
}

const noLine = refuse('not_found', 'There is no such line or task, or it is not visible to this account.')
