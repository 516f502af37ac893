import { randomUUID } from 'node:crypto'
import {
  assignRequest,
  assignResponse,
  completeRequisition,
  createRequisition,
  requisition,
  requisitionItems,
  requisitionList,
} from 'shared-schema/api/requisitions.ts'
import * as z from 'zod'
import { type Refused, refuse } from '../refusal.ts'
import { findRequisition, listRequisitions, requisitionSorts } from '../storage/requisitions.ts'
import { permitted } from './access.ts'
import { assign } from './assign.ts'
import { cancelRequisition, closeByHand } from './close-requisition.ts'
import { addRequisition } from './create-requisition.ts'
import type { ApiDeps } from './deps.ts'
import { atHand, day, paging, several, sorting } from './list-query.ts'
import { readWhole } from './read-requisitions.ts'
import { makeRequisitionRows } from './requisition-rows.ts'
import { type Route, route } from './route.ts'

/** A requisition without a task at hand is so, too, for a while after it was made. */
const AT_HAND_MS = 30 * 24 * 60 * 60 * 1000

const id = z.object({ id: z.string().max(64) })
const filters = z.object({
  ...paging,
  status: several,
  shop: z.string().optional(),
  warehouse: z.string().optional(),
  search: z.string().max(100).optional(),
  from: day.optional(),
  to: day.optional(),
  at_hand: atHand,
  sort: sorting(requisitionSorts, 'created_at'),
})

export function requisitionRoutes(deps: ApiDeps): Route[] {
  const { store } = deps
  const read = permitted('requisition.read')
  const rowsOf = makeRequisitionRows(store)

  async function whole(key: string): Promise<z.infer<typeof requisition> | Refused> {
    const document = await findRequisition(store.sql, key)
    const [found] = document ? await readWhole(store.sql, [document]) : []
    return found ?? refuse('not_found', 'There is no such requisition.')
  }

  return [
    route({
      method: 'get',
      path: '/api/trebovanja',
      summary: 'Requisitions, filtered, sorted and in pages',
      access: read,
      query: filters,
      answer: requisitionList,
      handle: async ({ query: { sort, at_hand, ...filter } }) => {
        const madeSince = at_hand ? deps.now() - AT_HAND_MS : undefined
        const { items, total } = await listRequisitions(store.sql, { ...filter, ...sort, madeSince })
        return { items: await rowsOf(items), total }
      },
    }),
    route({
      method: 'post',
      path: '/api/trebovanja',
      summary: 'Adds a requisition by hand',
      access: permitted('requisition.import'),
      body: createRequisition,
      answer: requisition,
      status: 201,
      handle: async ({ body, principal: { person } }) => {
        const added = await addRequisition(store, { id: randomUUID(), document: body, by: person.id })
        return added.ok ? whole(added.value) : added
      },
    }),
    route({
      method: 'get',
      path: '/api/trebovanja/:id',
      summary: 'A requisition with its lines; the id may be its number',
      access: read,
      params: id,
      answer: requisition,
      handle: ({ params }) => whole(params.id),
    }),
    route({
      method: 'get',
      path: '/api/trebovanja/:id/items',
      summary: 'Lines of a requisition',
      access: read,
      params: id,
      answer: requisitionItems,
      handle: async ({ params }) => {
        const found = await whole(params.id)
        return 'items' in found ? { items: found.items } : found
      },
    }),
    route({
      method: 'post',
      path: '/api/trebovanja/:id/assign',
      summary: 'Gives a requisition, or parts of it, to workers or teams',
      access: permitted('requisition.assign'),
      params: id,
      body: assignRequest,
      answer: assignResponse,
      status: 201,
      handle: async ({ params, body, principal: { person } }) => {
        const assigned = await store.write((tx) => assign(tx, params.id, body.parts, person.id))
        return assigned.ok ? { tasks: assigned.value } : assigned
      },
    }),
    route({
      method: 'post',
      path: '/api/trebovanja/:id/complete',
      summary: 'Closes a requisition; with accept_short also over lines that stay short',
      access: permitted('requisition.close'),
      params: id,
      body: completeRequisition,
      answer: requisition,
      handle: async ({ params, body, principal: { person } }) => {
        const closed = await closeByHand(deps, params.id, body.accept_short, person.id)
        return closed.ok ? whole(params.id) : closed
      },
    }),
    route({
      method: 'post',
      path: '/api/trebovanja/:id/cancel',
      summary: 'Cancels a requisition and its unfinished tasks',
      access: permitted('requisition.close'),
      params: id,
      answer: requisition,
      handle: async ({ params, principal: { person } }) => {
        const cancelled = await cancelRequisition(store, params.id, person.id)
        return cancelled.ok ? whole(params.id) : cancelled
      },
    }),
  ]
}
