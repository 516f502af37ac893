import * as z from 'zod'
import {
  bridgeRun,
  bridgeStatus,
  direction,
  erpDocumentLine,
  fulfilmentMirror,
  orderKinds,
  progress,
} from './bridge.ts'
import { identifier, instant, thousandths } from './quantity.ts'

/* What the desk sees of the ERP and asks of the bridge: /api/pantheon/… */

/** GET /api/pantheon/sync/status */
export const pantheonStatus = z.object({
  /** `absent`: no bridge ever spoke here. */
  connection: z.enum(['absent', 'connected', 'silent']),
  bridge: bridgeStatus.nullable(),
  /** The last run of each kind, newest first. */
  last: z.array(bridgeRun),
  running: z.array(z.object({ order: identifier, kind: z.enum(orderKinds), progress: progress.nullable() })),
  unmapped_sites: z.int(),
  unknown_articles: z.int(),
  not_in_erp: z.int(),
  waiting_approval: z.int(),
})
export type PantheonStatus = z.infer<typeof pantheonStatus>

/** POST /api/pantheon/sync/catalog | subjects | receipts | dispatches | stock | nightly */
export const syncRequest = z.object({
  full: z.boolean().optional(),
  dry_run: z.boolean().optional(),
  date: z.iso.date().optional(),
})
/** An order to the bridge, and how far it is. GET /api/pantheon/orders/{id} */
export const orderView = z.object({
  id: identifier,
  kind: z.enum(orderKinds),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  by: identifier.nullable(),
  at: instant,
  progress: progress.nullable(),
  run: identifier.nullable(),
  failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
})
export type OrderView = z.infer<typeof orderView>

/** GET /api/pantheon/runs?kind=&limit= and /api/pantheon/runs/{id} */
export const runList = z.object({ items: z.array(bridgeRun) })

/** A document of the ERP as the warehouse holds it. GET /api/dispatches, /api/receipts (?format=csv) */
export const erpDocumentRow = z.object({
  number: z.string(),
  direction,
  type: z.string(),
  date: z.string(),
  site: z.string(),
  partner: z.string().nullable(),
  person: z.string().nullable(),
  erp_status: z.string(),
  cancelled: z.boolean(),
  /** `waiting_site`: kept, but no requisition was made of it yet. */
  state: z.enum(['waiting_site', 'taken', 'cancelled']),
  requisition: identifier.nullable(),
  requisition_status: z.string().nullable(),
  lines: z.int(),
  unknown_articles: z.int(),
  requested: thousandths,
  picked: thousandths,
  posted: thousandths,
  ac_keys: z.array(z.string()),
  versions: z.int(),
  open_differences: z.int(),
  first_seen_at: instant,
  changed_at: instant,
})
export type ErpDocumentRow = z.infer<typeof erpDocumentRow>
export const erpDocumentList = z.object({ items: z.array(erpDocumentRow), total: z.int() })

export const fulfilmentView = fulfilmentMirror.extend({
  approved_by: identifier.nullable(),
  approved_at: instant.nullable(),
  rejected_by: identifier.nullable(),
  reject_note: z.string().nullable(),
})
export type FulfilmentView = z.infer<typeof fulfilmentView>
/** GET /api/pantheon/fulfilments?state=&approval=waiting&document=&offset=&limit= */
export const fulfilmentList = z.object({ items: z.array(fulfilmentView), total: z.int() })
/** POST /api/pantheon/fulfilments/{id}/approve and /reject */
export const approveFulfilment = z.object({ version: z.int() })
export const rejectFulfilment = z.object({ version: z.int(), note: z.string().trim().min(1).max(500) })

/** GET /api/pantheon/documents/{number}: the full way of a document, ERP → requisition → tasks → events → fulfilment → acKey. */
export const documentWay = z.object({
  document: erpDocumentRow,
  versions: z.array(
    z.object({
      version: z.int(),
      seen_at: instant,
      erp_status: z.string(),
      cancelled: z.boolean(),
      lines: z.array(erpDocumentLine),
    }),
  ),
  lines: z.array(
    z.object({
      pos: z.int(),
      ident: z.string(),
      name: z.string(),
      unit: z.string(),
      unknown_article: z.boolean(),
      requested: thousandths,
      erp_requested: thousandths,
      picked: thousandths,
      damaged: thousandths,
      posted: thousandths,
      reason: z.string().nullable(),
    }),
  ),
  tasks: z.array(
    z.object({
      id: identifier,
      status: z.string(),
      workers: z.array(z.string()),
      lines: z.int(),
      picked: thousandths,
      events: z.int(),
      first_at: instant.nullable(),
      last_at: instant.nullable(),
      open_exceptions: z.int(),
    }),
  ),
  fulfilments: z.array(fulfilmentView),
  differences: z.array(
    z.object({ id: identifier, class: z.string(), state: z.string(), pos: z.int().nullable() }),
  ),
})
export type DocumentWay = z.infer<typeof documentWay>

/** GET /api/pantheon/sites: names of the ERP that belong to no site yet, with what waits for them. */
export const unmappedSites = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['warehouse', 'shop']),
      documents: z.int(),
      first_seen_at: instant,
      /** Sites whose names look alike, best first; a proposal, never a decision. */
      similar: z.array(z.object({ id: identifier, name: z.string() })),
    }),
  ),
  sites: z.array(z.object({ id: identifier, name: z.string(), kind: z.enum(['warehouse', 'shop']) })),
})
/** POST /api/pantheon/sites: says whose name it is, or makes a new site of it; documents that waited are taken at once. */
export const mapSite = z.object({
  name: z.string().min(1).max(200),
  kind: z.enum(['warehouse', 'shop']),
  /** Absent: a new site of this name. */
  site: identifier.optional(),
})
export const mapSiteAnswer = z.object({ site: identifier, documents_taken: z.int() })
/** GET /api/pantheon/articles/missing: idents of kept lines nobody knows, and articles the ERP no longer lists. */
export const articleQuestions = z.object({
  unknown: z.array(z.object({ ident: z.string(), name: z.string(), documents: z.array(z.string()) })),
  not_in_erp: z.array(z.object({ ident: z.string(), name: z.string() })),
})
