import * as z from 'zod'
import { identifier, instant, thousandths } from './quantity.ts'
import { differenceFigures } from './reconciliation.ts'

/*
 * What the ERP bridge and the server say to each other: /api/bridge/…, for a service credential only. The bridge speaks, the
 * server answers; everything may be repeated, for the bridge can die after the server has done the work.
 */

export const direction = z.enum(['out', 'in'])
const day = z.iso.date()

/** GET /api/bridge/site: what the bridge needs to know of this installation. */
export const bridgeSite = z.object({
  epoch: z.string(),
  /** IANA name; nights are counted in it. */
  time_zone: z.string(),
  articles: z.int(),
})

/** POST /api/bridge/articles: a page of the catalogue, full or changed. Writes only what differs. */
export const bridgeArticles = z.object({
  articles: z
    .array(
      z.object({
        ident: z.string().min(1).max(64),
        name: z.string().max(200),
        unit: z.string().max(10),
        active: z.boolean(),
        barcodes: z.array(z.string().min(1).max(64)).max(100),
      }),
    )
    .max(2000),
})
export const bridgeArticlesAnswer = z.object({
  added: z.int(),
  changed: z.int(),
  deactivated: z.int(),
  unchanged: z.int(),
  /** Lines that were kept and flagged for an article that is known now. */
  lines_recognized: z.int(),
})
/** POST /api/bridge/articles/complete: after a complete catalogue. What the ERP no longer lists is told to the desk, not switched off. */
export const bridgeCatalogueComplete = z.object({ idents: z.array(z.string()).max(200_000) })
export const bridgeCatalogueCompleteAnswer = z.object({ not_in_erp: z.int() })

/** POST /api/bridge/subjects */
export const bridgeSubjects = z.object({
  subjects: z
    .array(
      z.object({
        id: z.string().max(64),
        name: z.string().max(200),
        name2: z.string().max(200).optional(),
        city: z.string().max(100).optional(),
        address: z.string().max(200).optional(),
        warehouse: z.string().max(100).optional(),
        buyer: z.boolean(),
        supplier: z.boolean(),
      }),
    )
    .max(2000),
})
export const bridgeSubjectsAnswer = z.object({ added: z.int(), changed: z.int(), unchanged: z.int() })

export const erpDocumentLine = z.object({
  pos: z.int(),
  ident: z.string().min(1).max(64),
  name: z.string().max(200),
  unit: z.string().max(10),
  qty: thousandths,
})
export const erpDocument = z.object({
  /** Key in the ERP, as it is written there. */
  number: z.string().min(1).max(40),
  direction,
  type: z.string().max(10),
  date: day,
  /** Our site and the other side, as the ERP spells them. */
  site: z.string().max(200),
  partner: z.string().max(200).nullable(),
  person: z.string().max(200).nullable(),
  status: z.string().max(40),
  cancelled: z.boolean(),
  note: z.string().max(1000).nullable(),
  lines: z.array(erpDocumentLine).max(5000),
  /** SHA-256 of the document as the ERP gave it: an equal one changes nothing. */
  hash: z.string().length(64),
})
export type ErpDocumentIn = z.infer<typeof erpDocument>
/** POST /api/bridge/documents: each document is one transaction; the answer is in the order of the question. */
export const bridgeDocuments = z.object({ documents: z.array(erpDocument).max(200) })
export const bridgeDocumentsAnswer = z.object({
  documents: z.array(
    z.object({
      number: z.string(),
      /** `waiting_site`: kept whole, but a site name belongs to nobody yet; the desk says whose it is. */
      outcome: z.enum(['new', 'unchanged', 'changed', 'cancelled', 'waiting_site', 'refused']),
      requisition: identifier.nullable(),
      unknown_articles: z.array(z.string()),
      unmapped: z.array(z.string()),
      /** For `refused`: what is wrong with it, in words. */
      detail: z.string().optional(),
    }),
  ),
})

/** GET /api/bridge/unknown-articles: idents of kept lines that no article answers to, to be looked up one by one. */
export const bridgeUnknownArticles = z.object({ idents: z.array(z.string()) })

/** POST /api/bridge/stock: what the ERP has on stock, by its own site names. */
export const bridgeStock = z.object({
  at: instant,
  stock: z
    .array(z.object({ ident: z.string().max(64), site: z.string().max(200), qty: thousandths }))
    .max(5000),
})
export const bridgeStockAnswer = z.object({ written: z.int(), unmapped: z.array(z.string()) })

/** A line as the warehouse counts it. */
export const workedLine = z.object({
  line: identifier,
  pos: z.int(),
  ident: z.string(),
  name: z.string(),
  unit: z.string(),
  unknown_article: z.boolean(),
  /** What the document asked for when the warehouse took it. */
  requested: thousandths,
  /** What the ERP asks for now; 0 when the line or document is gone there. */
  erp_requested: thousandths,
  /** Counted by all its tasks, also unfinished ones. */
  picked: thousandths,
  /** Counted by tasks that are done (or cancelled with picks): what may be posted. */
  finished: thousandths,
  damaged: thousandths,
  /** Code of the shortage reason in force. */
  reason: z.string().nullable(),
})
/** One document with everything the bridge needs to post and to compare it. */
export const workedDocument = z.object({
  requisition: identifier,
  /** Key in the ERP as it is written there; our number for a document that did not come from the ERP. */
  number: z.string(),
  direction,
  type: z.string(),
  date: day,
  /** As the ERP spells them; null for a document that did not come from the ERP. */
  erp_site: z.string().nullable(),
  erp_partner: z.string().nullable(),
  erp_cancelled: z.boolean(),
  site: z.string(),
  partner: z.string(),
  status: z.enum(['new', 'assigned', 'in_progress', 'done', 'cancelled']),
  tasks: z.int(),
  tasks_finished: z.int(),
  /** Open contradictions of its tasks: they are posted only after a person has decided. */
  open_exceptions: z.int(),
  last_work_at: instant.nullable(),
  lines: z.array(workedLine),
})
export type WorkedDocument = z.infer<typeof workedDocument>
/**
 * GET /api/bridge/work?scope=unposted|period&from=&to=&after=&limit=: documents in the order of their id.
 * `unposted`: anything counted by finished tasks that no confirmed fulfilment covers. `period`: dated or worked on between the days, and
 * everything with an open difference.
 */
export const bridgeWork = z.object({ documents: z.array(workedDocument), next: identifier.nullable() })

export const fulfilmentStates = ['draft', 'ready', 'sending', 'unknown', 'confirmed', 'rejected'] as const
export const fulfilmentLine = z.object({
  line: identifier.nullable(),
  pos: z.int(),
  ident: z.string(),
  name: z.string(),
  unit: z.string(),
  qty: thousandths,
})
/** PUT /api/bridge/fulfilments/{id}: the journal's row, mirrored for people to see. An older version changes nothing. */
export const fulfilmentMirror = z.object({
  /** Our document id, also in the searchable field of the ERP. */
  id: z.string().max(30),
  requisition: identifier,
  document: z.string(),
  /** 1 for the first fulfilment of a document; a later remainder or correction counts on. */
  number: z.int().positive(),
  kind: z.enum(['fulfilment', 'correction']),
  type: z.string(),
  state: z.enum(fulfilmentStates),
  approval: z.enum(['manual', 'automatic']),
  lines: z.array(fulfilmentLine),
  ac_key: z.string().nullable(),
  attempts: z.int(),
  /** Last failure: code and words; null when there is none. */
  failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
  created_at: instant,
  updated_at: instant,
  confirmed_at: instant.nullable(),
  /** Grows with every change of the row in the journal. */
  version: z.int(),
})
export type FulfilmentMirror = z.infer<typeof fulfilmentMirror>
export const fulfilmentMirrorAnswer = z.object({
  /** Who let it go; null while it waits for somebody. */
  approved_by: identifier.nullable(),
  /** A supervisor does not want it posted like this. */
  rejected_by: identifier.nullable(),
  /** The server has seen this or a higher version with another content: the journal was lost or put back, and counts on from here. */
  newer: z.int().optional(),
})

export const syncParts = ['catalogue', 'subjects', 'receipts', 'dispatches', 'stock'] as const
export const orderKinds = [...syncParts, 'nightly', 'post', 'correct'] as const
export type OrderKind = (typeof orderKinds)[number]
export const bridgeOrder = z.object({
  id: identifier,
  seq: z.int(),
  kind: z.enum(orderKinds),
  /** `post`, `correct`: the fulfilment or document; `catalogue`: `full`; `nightly`: `dry_run`, `date`. */
  args: z.object({
    fulfilment: z.string().optional(),
    document: z.string().optional(),
    full: z.boolean().optional(),
    dry_run: z.boolean().optional(),
    date: day.optional(),
  }),
  by: identifier.nullable(),
  at: instant,
})
export type BridgeOrder = z.infer<typeof bridgeOrder>
/** GET /api/bridge/orders?wait=25: orders nobody has finished, oldest first; waits that many seconds for one. */
export const bridgeOrders = z.object({ orders: z.array(bridgeOrder) })

export const progress = z.object({ step: z.string(), done: z.int(), total: z.int().nullable() })
/** POST /api/bridge/orders/{id} */
export const orderReport = z.object({
  state: z.enum(['running', 'done', 'failed']),
  progress: progress.optional(),
  run: identifier.optional(),
  failure: z.object({ code: z.string(), detail: z.string() }).optional(),
})

export const runStep = z.object({
  name: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
  started_at: instant.nullable(),
  ended_at: instant.nullable(),
  /** What it handled, by word: read, added, changed, posted, … */
  counts: z.record(z.string(), z.int()),
  failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
})
/** PUT /api/bridge/runs/{id} */
export const bridgeRun = z.object({
  id: identifier,
  kind: z.enum([...syncParts, 'nightly', 'post']),
  /** The night or day it is about. */
  date: day,
  dry_run: z.boolean(),
  state: z.enum(['running', 'done', 'failed']),
  started_at: instant,
  ended_at: instant.nullable(),
  steps: z.array(runStep),
})
export type BridgeRun = z.infer<typeof bridgeRun>

/** PUT /api/bridge/status: at least every 15 s; older than 60 s the bridge counts as silent. */
export const bridgeStatus = z.object({
  at: instant,
  version: z.string(),
  adapter: z.enum(['gateway', 'paws', 'files']),
  breaker: z.enum(['closed', 'open', 'half_open']),
  breaker_until: instant.nullable(),
  last_error: z.object({ code: z.string(), detail: z.string() }).nullable(),
  next_run_at: instant.nullable(),
  schedule: z.string(),
  fulfilments: z.record(z.enum(fulfilmentStates), z.int()),
})

/**
 * POST /api/bridge/reconciliations/{run}: what a run found, in pieces; the piece with `final` closes it. Differences of earlier runs that
 * a final one did not find are settled.
 */
export const foundDifference = z.object({
  /** Stable over the nights: `<class>/<document or site>/<pos or ident>`. */
  key: z.string().max(200),
  class: z.enum([
    'short_with_reason',
    'over',
    'unposted',
    'posted_differently',
    'erp_changed',
    'unknown_article',
    'unmapped_site',
    'stock_drift',
  ]),
  requisition: identifier.nullable(),
  document: z.string().nullable(),
  pos: z.int().nullable(),
  ident: z.string().nullable(),
  name: z.string().nullable(),
  unit: z.string().nullable(),
  site: z.string().nullable(),
  reason: z.string().nullable(),
  ...differenceFigures,
})
export type FoundDifference = z.infer<typeof foundDifference>
export const bridgeReconciliation = z.object({
  date: day,
  at: instant,
  differences: z.array(foundDifference).max(2000),
  final: z
    .object({
      documents: z.int(),
      lines: z.int(),
      articles: z.int(),
      fulfilments: z.int(),
      bookings: z.int(),
    })
    .nullable(),
})
export const bridgeReconciliationAnswer = z.object({ opened: z.int(), again: z.int(), settled: z.int() })
