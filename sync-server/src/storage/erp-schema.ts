import type { Generated } from 'kysely'

/* Tables of the exchange with the ERP, of reconciliation and of photos; conventions as in `schema.ts`. */

type Bit = 0 | 1

/** A document as the ERP said it last; `number` as it is written there. */
export type ErpDocumentsTable = {
  number: string
  direction: string
  type: string
  date: string
  site: string
  partner: string | null
  person: string | null
  status: string
  cancelled: Bit
  note: string | null
  hash: string
  version: number
  requisition: string | null
  /** waiting_site, taken, cancelled */
  state: string
  /** It was the ERP that cancelled the requisition, so the ERP may take that back. */
  ended_requisition: Bit
  first_seen_at: number
  changed_at: number
  change_seq: number
}
export type ErpDocumentVersionsTable = {
  number: string
  direction: string
  version: number
  seen_at: number
  status: string
  cancelled: Bit
  /** JSON of `erpDocumentLine[]` */
  lines: string
}
export type ErpSubjectsTable = {
  id: string
  name: string
  name2: string | null
  city: string | null
  address: string | null
  warehouse: string | null
  buyer: Bit
  supplier: Bit
  changed_at: number
}
export type ErpStockTable = {
  ident: string
  /** Id of our site. */
  site: string
  qty: number
  at: number
  previous_qty: number | null
  previous_at: number | null
}
/** Site names of the ERP that belong to nobody yet. */
export type ErpUnmappedTable = { kind: string; name_key: string; name: string; first_seen_at: number }
/** Mirror of the bridge's journal, and what people said about each row. */
export type FulfilmentsTable = {
  id: string
  requisition: string
  document: string
  number: number
  kind: string
  type: string
  state: string
  approval: string
  /** JSON of `fulfilmentLine[]`; a correction's quantities are positive and take away. */
  lines: string
  ac_key: string | null
  attempts: number
  failure: string | null
  created_at: number
  updated_at: number
  confirmed_at: number | null
  version: number
  approved_by: string | null
  approved_at: number | null
  rejected_by: string | null
  reject_note: string | null
}
export type BridgeOrdersTable = {
  id: string
  seq: number
  kind: string
  args: string
  by: string | null
  at: number
  /** waiting, running, done, failed */
  state: string
  progress: string | null
  run: string | null
  failure: string | null
}
export type BridgeRunsTable = {
  id: string
  kind: string
  date: string
  dry_run: Bit
  state: string
  started_at: number
  ended_at: number | null
  steps: string
}
/** One row `bridge`: what it last said, and when by the server's clock. */
export type BridgeStatusTable = { id: string; heard_at: number; body: string }
export type ReconciliationRunsTable = {
  id: string
  date: string
  at: number
  dry_run: Bit
  /** Its last piece has come. */
  closed: Bit
  compared: string
  /** JSON: class → how many. */
  found: string
  opened: number
  again: number
  settled: number
  still_open: number
}
/** What one run found, as it found it. */
export type ReconciliationFindingsTable = {
  run: string
  key: string
  class: string
  /** opened or again */
  outcome: string
  body: string
}
export type DifferencesTable = {
  id: string
  key: string
  class: string
  /** open, decided, settled */
  state: string
  requisition: string | null
  document: string | null
  pos: number | null
  ident: string | null
  name: string | null
  unit: string | null
  site: string | null
  reason: string | null
  requested: number | null
  erp_requested: number | null
  picked: number | null
  posted: number | null
  stock_ours: number | null
  stock_erp: number | null
  owner: string | null
  action: string | null
  first_found_at: number
  last_found_at: number
  /** Since when the figures are these, server time. */
  figures_at: number
  last_run: string
  last_date: string
  nights: number
  change_seq: number
}
export type DifferenceHistoryTable = {
  seq: Generated<number>
  difference: string
  at: number
  by: string | null
  what: string
  note: string | null
  figures: string | null
  run: string | null
}
/** A part of a task's line that a person gave back to be assigned again. */
export type LineReleasesTable = {
  id: string
  requisition: string
  task_line: string
  qty: number
  by: string
  at: number
  difference: string | null
}
export type PhotosTable = { sha256: string; device: string; at: number; size: number; bytes: Uint8Array }
