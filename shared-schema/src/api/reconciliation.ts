import * as z from 'zod'
import {
  differenceActions,
  differenceClasses,
  differenceStates,
} from '../domain/reconciliation/difference.ts'
import { identifier, instant, thousandths } from './quantity.ts'

const figure = thousandths.nullable()
export const differenceFigures = {
  requested: figure,
  erp_requested: figure,
  picked: figure,
  posted: figure,
  stock_ours: figure,
  stock_erp: figure,
}

export const differenceEntry = z.object({
  at: instant,
  /** Person; null for a run. */
  by: identifier.nullable(),
  by_name: z.string().nullable(),
  /** `found`, `found_again`, `figures_changed`, `gone`, or an action. */
  what: z.string(),
  note: z.string().nullable(),
  figures: z.object(differenceFigures).nullable(),
})
export const difference = z.object({
  id: identifier,
  key: z.string(),
  class: z.enum(differenceClasses),
  state: z.enum(differenceStates),
  requisition: identifier.nullable(),
  document: z.string().nullable(),
  pos: z.int().nullable(),
  ident: z.string().nullable(),
  name: z.string().nullable(),
  unit: z.string().nullable(),
  site: z.string().nullable(),
  reason: z.string().nullable(),
  ...differenceFigures,
  owner: identifier.nullable(),
  owner_name: z.string().nullable(),
  action: z.enum(differenceActions).nullable(),
  first_found_at: instant,
  last_found_at: instant,
  /** How many nights in a row a run has found it. */
  nights: z.int(),
})
export type Difference = z.infer<typeof difference>
/** GET /api/reconciliation/differences?class=&state=&owner=&document=&search=&from=&to=&sort=&desc=&offset=&limit=&format=json|csv */
export const differenceList = z.object({ items: z.array(difference), total: z.int() })
/** GET /api/reconciliation/differences/{id} */
export const differenceDetail = difference.extend({ history: z.array(differenceEntry) })
/** POST /api/reconciliation/differences/{id}/actions */
export const actOnDifference = z.object({
  action: z.enum(differenceActions),
  note: z.string().trim().max(500).optional(),
  owner: identifier.optional(),
  /** When the figures were looked at: an action on figures that changed since is refused with `difference_stale`. */
  seen_at: instant,
})

export const reconciliationRun = z.object({
  id: identifier,
  date: z.string(),
  at: instant,
  dry_run: z.boolean(),
  compared: z.object({
    documents: z.int(),
    lines: z.int(),
    articles: z.int(),
    fulfilments: z.int(),
    bookings: z.int(),
  }),
  found: z.record(z.enum(differenceClasses), z.int()),
  opened: z.int(),
  settled: z.int(),
  still_open: z.int(),
})
/** GET /api/reconciliation/runs?limit= */
export const reconciliationRuns = z.object({ items: z.array(reconciliationRun) })
/** GET /api/reconciliation/runs/{id}; `?format=csv|pdf` gives the report as a file (`lang=sr|en`). */
export const reconciliationReport = reconciliationRun.extend({ differences: z.array(difference) })
/** GET /api/reconciliation/summary: the morning's answer, also on the TV. */
export const reconciliationSummary = z.object({
  last_run: reconciliationRun.nullable(),
  /** `never`: no night yet; `agree`: nothing open; `differ`; `failed`: the last night broke off; `silent`: none for 30 hours. */
  state: z.enum(['never', 'agree', 'differ', 'failed', 'silent']),
  open: z.record(z.enum(differenceClasses), z.int()),
  open_total: z.int(),
  unposted_documents: z.int(),
})
export type ReconciliationSummary = z.infer<typeof reconciliationSummary>
