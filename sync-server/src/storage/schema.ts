import type { Generated } from 'kysely'
import type {
  BridgeOrdersTable,
  BridgeRunsTable,
  BridgeStatusTable,
  DifferenceHistoryTable,
  DifferencesTable,
  ErpDocumentsTable,
  ErpDocumentVersionsTable,
  ErpStockTable,
  ErpSubjectsTable,
  ErpUnmappedTable,
  FulfilmentsTable,
  LineReleasesTable,
  PhotosTable,
  ReconciliationFindingsTable,
  ReconciliationRunsTable,
} from './erp-schema.ts'

/*
 * The tables. Times are ms since 1970, quantities thousandths of the base unit, booleans 0 or 1 (SQLite has no
 * boolean), JSON is text. `change_seq` is the server's monotone sequence: what a device or a desk has not seen yet has a higher one.
 */

type Bit = 0 | 1

/** Single values: `epoch`, `change_seq`, `token_secret`, … */
export type MetaTable = { key: string; value: string }

export type PeopleTable = {
  id: string
  username: string
  name: string
  role: string
  active: Bit
  password_hash: string | null
  pin_hash: string | null
  change_seq: number
}
export type TeamsTable = { id: string; name: string }
export type TeamMembersTable = { team: string; person: string }

export type DevicesTable = {
  id: string
  name: string
  /** handheld, tv, api (acts through HTTP), service (the ERP bridge) */
  kind: string
  /** Key of the authentication codes of its events, base64url. */
  mac_key: string | null
  /** Since when it counts as out of use, because nothing was heard of it; a word of it ends that. */
  inactive_at: number | null
  /** SHA-256 of the credential: the credential itself is never stored. */
  token_hash: string | null
  enrolled_by: string | null
  enrolled_at: number
  revoked_at: number | null
  app: string | null
  protocol: number | null
  last_seen: number | null
  /** The worker signed in on it, as it last said. */
  worker: string | null
  unsent: number | null
  oldest_unsent: number | null
  persisted: Bit | null
  clock_offset: number | null
  battery: number | null
  /** Percent of the storage its browser grants that is in use. */
  storage_used: number | null
}
/** Who has ever logged in on a device: only these may be named by its events. */
export type DeviceLoginsTable = { device: string; person: string; first_at: number; last_at: number }
export type EnrolmentsTable = {
  code_hash: string
  kind: string
  name: string | null
  created_by: string
  expires_at: number
  used_at: number | null
}
export type RefreshTokensTable = {
  hash: string
  family: string
  person: string
  issued_at: number
  expires_at: number
  used_at: number | null
  revoked_at: number | null
}
export type AuditTable = {
  seq: Generated<number>
  at: number
  actor: string | null
  device: string | null
  action: string
  subject: string | null
  detail: string
}

export type ArticlesTable = {
  ident: string
  name: string
  unit: string
  active: Bit
  location: string | null
  /** Which chunk document carries it; about 1,000 articles share one. */
  chunk: number
  change_seq: number
  /** The ERP's complete list did not name it: a question to the desk, not a switch. */
  not_in_erp: Generated<Bit>
}
/** `source`: `erp` for what an import of the ERP may take away again, `own` for what the warehouse added, packs above all. */
export type BarcodesTable = { code: string; ident: string; factor: number; source: Generated<string> }
export type LocationsTable = { code: string }
/** Settings of the site by key, JSON values (`names_hidden`, `scan_location`, …). */
export type SettingsTable = { key: string; value: string; change_seq: number }
export type SitesTable = { id: string; name: string; kind: string }
export type SiteAliasesTable = { alias: string; site: string }

export type ImportsTable = {
  id: string
  filename: string
  sha256: string
  status: string
  at: number
  by: string
  /** The whole `importJob` answer. */
  report: string
}
export type RequisitionsTable = {
  id: string
  number: string
  date: string
  warehouse: string
  shop: string
  status: string
  close_incomplete: Bit
  closed_at: number | null
  import: string | null
  created_at: number
  change_seq: number
  /** `out` picked for a shop, `in` received from a sender, whose name is in `shop`. */
  direction: Generated<string>
  /** Finished tasks counted something that no confirmed posting covers, or the other way round. */
  unposted: Generated<Bit>
}
export type RequisitionLinesTable = {
  id: string
  requisition: string
  pos: number
  ident: string
  name: string
  unit: string
  requested: number
  barcode: string | null
  location: string | null
  unknown_article: Bit
}

export type TasksTable = {
  id: string
  requisition: string
  team: string | null
  priority: string
  due: number | null
  created_at: number
  created_by: string
  cancelled_by: string | null
  cancelled_at: number | null
  cancelled_seen: number | null
  change_seq: number
  /** As `change_seq`, for what devices are told of the task's exceptions and held events; the plan stays untouched by picks. */
  verdict_seq: number
  /** Since when the document and the client ids are kept as the log alone; null for a task at hand. */
  archived_at: number | null
  // From here on: projection of the events, rebuilt at any time.
  status: string
  picked: number
  over: number
  missing: number
  lines_done: number
  picks: number
  started_at: number | null
  last_at: number | null
  completed_at: number | null
  open_exceptions: number
}
export type TaskWorkersTable = {
  task: string
  worker: string
  assigned_at: number
  removed_at: number | null
  /** What the server counted as picked by this worker when the task was taken away. */
  removed_seen: number | null
}
export type TaskLinesTable = {
  /** Id of the line as events name it. */
  id: string
  task: string
  requisition_line: string
  requested: number
  // Projection:
  picked: number
  missing: number
  over: number
  status: string
  /** Reason of the oldest closing in force. */
  reason: string | null
  /** JSON: worker → picked. */
  by_worker: string
  /** When the line left `open`, server time by event; null while open. */
  done_at: number | null
  /** What of it came broken; only of what is received. */
  damaged: Generated<number>
  // What the ERP changed after the line was given out (part of the plan, not a projection); all four or none.
  erp_from: number | null
  erp_to: number | null
  erp_version: number | null
  erp_at: number | null
}

/** The log: the system of record. Rows are only ever added, `status` and `held_reason` apart. */
export type WorkEventsTable = {
  /** Position in the log of this server, gap-free is not promised. */
  seq: Generated<number>
  id: string
  task: string
  /** Yjs client id and clock of its struct; UNIQUE(task, client, clock) arbitrates between processes. */
  client: number
  clock: number
  device: string
  device_seq: number
  by: string
  type: string
  line: string | null
  qty: number | null
  at: number
  /** Device time corrected by its measured offset. */
  happened_at: number
  received_at: number
  /** `accepted` or `held` */
  status: string
  held_reason: string | null
  /** SHA-256 of the canonical event, hex. */
  hash: string
  /** The event as received, JSON. */
  body: string
}
/** Client ids belong to the device that first used them; `next_clock` is where the server expects each to continue. */
export type ClientIdsTable = { task: string; client: number; device: string; next_clock: number }
export type DocUpdatesTable = { seq: Generated<number>; task: string; bytes: Uint8Array }

export type QuarantineTable = {
  id: string
  at: number
  device: string | null
  document: string
  code: string
  detail: string
  /** Ids of events found in the frame, JSON. */
  events: string
  bytes: Uint8Array
  reviewed_by: string | null
  reviewed_at: number | null
}

/** Projection of the fold's exceptions. */
export type ExceptionsTable = {
  /** `<task>/<id within the task>` */
  id: string
  task: string
  requisition: string
  kind: string
  line: string | null
  fact: number
  open: Bit
  /** JSON of `ExceptionSide[]` and `ExceptionDecision[]` */
  sides: string
  decisions: string
  /** Time of the latest event among its sides when it was first derived; not part of the fold comparison. */
  first_seen_at: number
  change_seq: number
}

/** Answers of acts through the API by operation, so that a replay gives the same answer. */
export type OperationsTable = {
  actor: string
  operation: string
  request_hash: string
  status: number
  response: string
  at: number
}

/** What changed, in commit order: feeds streams, other nodes and resumption. */
export type ChangesTable = { seq: number; topic: string; key: string; at: number }

export type Schema = {
  meta: MetaTable
  people: PeopleTable
  teams: TeamsTable
  team_members: TeamMembersTable
  devices: DevicesTable
  device_logins: DeviceLoginsTable
  enrolments: EnrolmentsTable
  refresh_tokens: RefreshTokensTable
  audit: AuditTable
  articles: ArticlesTable
  barcodes: BarcodesTable
  locations: LocationsTable
  settings: SettingsTable
  sites: SitesTable
  site_aliases: SiteAliasesTable
  imports: ImportsTable
  requisitions: RequisitionsTable
  requisition_lines: RequisitionLinesTable
  tasks: TasksTable
  task_workers: TaskWorkersTable
  task_lines: TaskLinesTable
  work_events: WorkEventsTable
  client_ids: ClientIdsTable
  doc_updates: DocUpdatesTable
  quarantine: QuarantineTable
  exceptions: ExceptionsTable
  operations: OperationsTable
  erp_documents: ErpDocumentsTable
  erp_document_versions: ErpDocumentVersionsTable
  erp_subjects: ErpSubjectsTable
  erp_stock: ErpStockTable
  erp_unmapped: ErpUnmappedTable
  fulfilments: FulfilmentsTable
  bridge_orders: BridgeOrdersTable
  bridge_runs: BridgeRunsTable
  bridge_status: BridgeStatusTable
  reconciliation_runs: ReconciliationRunsTable
  reconciliation_findings: ReconciliationFindingsTable
  differences: DifferencesTable
  difference_history: DifferenceHistoryTable
  line_releases: LineReleasesTable
  photos: PhotosTable
  changes: ChangesTable
}

const everyTable: Readonly<Record<keyof Schema, true>> = {
  meta: true,
  people: true,
  teams: true,
  team_members: true,
  devices: true,
  device_logins: true,
  enrolments: true,
  refresh_tokens: true,
  audit: true,
  articles: true,
  barcodes: true,
  locations: true,
  settings: true,
  sites: true,
  site_aliases: true,
  imports: true,
  requisitions: true,
  requisition_lines: true,
  tasks: true,
  task_workers: true,
  task_lines: true,
  work_events: true,
  client_ids: true,
  doc_updates: true,
  quarantine: true,
  exceptions: true,
  operations: true,
  erp_documents: true,
  erp_document_versions: true,
  erp_subjects: true,
  erp_stock: true,
  erp_unmapped: true,
  fulfilments: true,
  bridge_orders: true,
  bridge_runs: true,
  bridge_status: true,
  reconciliation_runs: true,
  reconciliation_findings: true,
  differences: true,
  difference_history: true,
  line_releases: true,
  photos: true,
  changes: true,
}

/** Names of all tables; the compiler keeps the list complete. */
export const tableNames = Object.keys(everyTable).sort()
