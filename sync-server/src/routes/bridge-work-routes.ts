import {
  bridgeOrders,
  bridgeReconciliation,
  bridgeReconciliationAnswer,
  bridgeRun,
  bridgeStatus,
  bridgeWork,
  fulfilmentMirror,
  fulfilmentMirrorAnswer,
  orderReport,
} from 'shared-schema/api/bridge.ts'
import { identifier } from 'shared-schema/api/quantity.ts'
import * as z from 'zod'
import { takeFindings } from '../erp/take-findings.ts'
import { workedDocuments } from '../erp/worked-documents.ts'
import { refuse } from '../refusal.ts'
import { reportOrder } from '../storage/bridge-orders.ts'
import { putRun, putStatus } from '../storage/bridge-runs.ts'
import { mirrorFulfilment } from '../storage/fulfilments.ts'
import { pageOfWork } from '../storage/worked-requisitions.ts'
import { devices } from './access.ts'
import { waitForOrders } from './bridge-wait.ts'
import type { ApiDeps } from './deps.ts'
import { day } from './list-query.ts'
import { dayStart } from './live/warehouse-day.ts'
import { type Route, route } from './route.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const id = z.object({ id: identifier })
const done = z.object({ ok: z.literal(true) })
const OK = { ok: true } as const

const workQuery = z.object({
  scope: z.enum(['unposted', 'period']),
  from: day.optional(),
  to: day.optional(),
  after: identifier.optional(),
  limit: z.coerce.number().int().positive().max(500).default(100),
})

/** What the ERP bridge asks and reports: counted work, its postings, orders, runs and what a comparison found. */
export function bridgeWorkRoutes({ store, config, closing }: ApiDeps): Route[] {
  const access = devices('service')
  return [
    route({
      method: 'get',
      path: '/api/bridge/work',
      summary: 'Counted work: what is to be posted, or what a comparison of some days is about',
      access,
      query: workQuery,
      answer: bridgeWork,
      handle: async ({ query: { scope, from, to, after = '', limit } }) => {
        if (scope === 'period' && (from === undefined || to === undefined))
          return refuse('body_invalid', 'A period has a first and a last day.', {
            details: [{ place: 'query.from' }, { place: 'query.to' }],
          })
        const dayOf = (text = '') => dayStart(Date.parse(`${text}T12:00:00Z`), config.timeZone)
        const asked =
          scope === 'unposted'
            ? { kind: scope }
            : {
                ...{ kind: scope, from: from ?? '', to: to ?? '' },
                ...{ fromMs: dayOf(from), toMs: dayStart(dayOf(to) + 1.5 * DAY_MS, config.timeZone) },
              }
        const rows = await pageOfWork(store.sql, asked, { after, limit: limit + 1 })
        const page = rows.slice(0, limit)
        return {
          documents: await workedDocuments(store.sql, page),
          next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
        }
      },
    }),
    route({
      method: 'put',
      path: '/api/bridge/fulfilments/:id',
      summary: "A row of the bridge's journal, mirrored for people; the answer is what they said of it",
      access,
      params: z.object({ id: z.string().min(1).max(30) }),
      body: fulfilmentMirror,
      answer: fulfilmentMirrorAnswer,
      handle: async ({ params, body }) => {
        if (params.id !== body.id) return refuse('body_invalid', 'The path names another posting.')
        const said = await store.write((tx) => mirrorFulfilment(tx, body))
        const { approved_by, rejected_by, newer } = said
        return { approved_by, rejected_by, ...(newer !== undefined && { newer }) }
      },
    }),
    route({
      method: 'get',
      path: '/api/bridge/orders',
      summary: 'Orders nobody has finished, oldest first; waits some seconds for one',
      access,
      query: z.object({ wait: z.coerce.number().int().min(0).max(60).default(0) }),
      answer: bridgeOrders,
      handle: async ({ query, c }) => {
        const gone = AbortSignal.any([c.req.raw.signal, ...(closing ? [closing] : [])])
        return { orders: await waitForOrders(store, query.wait * 1000, gone) }
      },
    }),
    route({
      method: 'post',
      path: '/api/bridge/orders/:id',
      summary: 'How far an order is',
      access,
      params: id,
      body: orderReport,
      answer: done,
      handle: async ({ params, body }) => {
        await store.write((tx) => reportOrder(tx, params.id, body))
        return OK
      },
    }),
    route({
      method: 'put',
      path: '/api/bridge/runs/:id',
      summary: 'The account of a run, step by step',
      access,
      params: id,
      body: bridgeRun,
      answer: done,
      handle: async ({ params, body }) => {
        if (params.id !== body.id) return refuse('body_invalid', 'The path names another run.')
        await store.write((tx) => putRun(tx, body))
        return OK
      },
    }),
    route({
      method: 'put',
      path: '/api/bridge/status',
      summary: 'A sign of life of the bridge',
      access,
      body: bridgeStatus,
      answer: done,
      handle: async ({ body }) => {
        await store.write((tx) => putStatus(tx, body))
        return OK
      },
    }),
    route({
      method: 'post',
      path: '/api/bridge/reconciliations/:id',
      summary: 'What a run found, in pieces; the last one settles what it no longer found',
      access,
      params: id,
      body: bridgeReconciliation,
      answer: bridgeReconciliationAnswer,
      handle: ({ params, body }) => store.write((tx) => takeFindings(tx, params.id, body)),
    }),
  ]
}
