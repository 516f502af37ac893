import {
  approveFulfilment as approveBody,
  fulfilmentList,
  fulfilmentView,
  rejectFulfilment as rejectBody,
} from 'shared-schema/api/pantheon.ts'
import * as z from 'zod'
import { approve, reject } from '../erp/decide-fulfilment.ts'
import { viewFulfilment } from '../erp/view-documents.ts'
import { listFulfilments } from '../storage/fulfilments.ts'
import { permitted } from './access.ts'
import type { ApiDeps } from './deps.ts'
import { paging, several } from './list-query.ts'
import { type Route, route } from './route.ts'

const id = z.object({ id: z.string().min(1).max(30) })

/** Postings to the ERP: what waits, what went, and a person's word on it. */
export function pantheonFulfilmentRoutes({ store }: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/pantheon/fulfilments',
      summary: 'Postings to the ERP, what changed last first; approval=waiting for what waits for a person',
      access: permitted('erp.read'),
      query: z.object({
        ...paging,
        state: several,
        approval: z.enum(['waiting']).optional(),
        document: z.string().max(64).optional(),
        search: z.string().max(100).optional(),
      }),
      answer: fulfilmentList,
      handle: async ({ query: { approval, ...filter } }) => {
        const { items, total } = await listFulfilments(store.sql, {
          ...filter,
          waiting: approval === 'waiting',
        })
        return { items: items.map(viewFulfilment), total }
      },
    }),
    route({
      method: 'post',
      path: '/api/pantheon/fulfilments/:id/approve',
      summary: 'Lets a posting go to the ERP, exactly as it was looked at',
      access: permitted('erp.approve'),
      params: id,
      body: approveBody,
      answer: fulfilmentView,
      handle: async ({ params, body, principal: { person } }) => {
        const done = await store.write((tx) => approve(tx, params.id, body.version, person.id))
        return done.ok ? viewFulfilment(done.value) : done
      },
    }),
    route({
      method: 'post',
      path: '/api/pantheon/fulfilments/:id/reject',
      summary: 'Keeps a posting from going to the ERP like this',
      access: permitted('erp.approve'),
      params: id,
      body: rejectBody,
      answer: fulfilmentView,
      handle: async ({ params, body, principal: { person } }) => {
        const done = await store.write((tx) => reject(tx, params.id, { ...body, by: person.id }))
        return done.ok ? viewFulfilment(done.value) : done
      },
    }),
  ]
}
