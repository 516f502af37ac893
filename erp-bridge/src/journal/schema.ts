/*
 * The bridge's own memory, one SQLite file: what has to survive its death between two steps. Times are ms since 1970, quantities
 * thousandths, booleans 0 or 1, JSON is text.
 */

/** Single values: high-water marks of the catalogue, the last night, … */
export type MarksTable = { key: string; value: string }

/** One posting to the ERP; the only place that decides whether something may be sent (RC-01 … RC-06). */
export type FulfilmentsTable = {
  /** Ours, and in the searchable field of the ERP. */
  id: string
  requisition: string
  document: string
  /** 1 for the first of a document; a remainder or correction counts on. */
  number: number
  kind: string
  type: string
  state: string
  approval: string
  site: string
  partner: string | null
  person: string | null
  /** yyyy-MM-dd */
  date: string
  lines: string
  ac_key: string | null
  attempts: number
  failure: string | null
  /** A supervisor does not want it posted. */
  parked: 0 | 1
  created_at: number
  updated_at: number
  sent_at: number | null
  confirmed_at: number | null
  version: number
  /** Version the server has seen. */
  mirrored: number
}

/** What of a document was handed to the server last: an equal one is not sent again. */
export type PayloadsTable = {
  number: string
  direction: string
  hash: string
  date: string
  /** Site names nobody knows yet, JSON. */
  waiting: string
}

/** What the ERP had on stock at the last comparison; the next one starts from here. */
export type StockTable = { ident: string; site: string; qty: number; at: number }

export type RunsTable = { id: string; kind: string; state: string; started_at: number; body: string }

/** Wishes of the command line to the bridge that runs. */
export type RequestsTable = { id: string; kind: string; args: string; at: number; run: string | null }

/** Who works with this journal; one process at a time. */
export type LeaseTable = { one: number; holder: string; until: number }

export type JournalSchema = {
  marks: MarksTable
  fulfilments: FulfilmentsTable
  payloads: PayloadsTable
  stock: StockTable
  runs: RunsTable
  requests: RequestsTable
  lease: LeaseTable
}
