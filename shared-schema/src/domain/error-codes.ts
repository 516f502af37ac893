/**
 * Every code an expected failure may carry, with its meaning. A code is what programs compare and what
 * the message catalogue translates; it never changes its meaning once released.
 */
export const errorCodes = {
  // who you are
  credentials_wrong: 'The name, password or PIN does not match.',
  login_throttled: 'Too many failed attempts for this account; try again after the time in retry_after.',
  token_missing: 'The request carries no access token or device token.',
  token_invalid: 'The token is not one of ours, or its signature does not verify.',
  token_expired: 'The access token has expired; use the refresh token.',
  refresh_reused: 'A refresh token was used twice; every session of this login was ended.',
  forbidden: 'The role of this account does not allow the action.',
  device_unknown: 'The device is not enrolled here.',
  device_revoked: 'The device was revoked by a supervisor.',
  enrolment_invalid: 'The enrolment code is unknown, used or expired.',
  // requests
  body_invalid: 'The request body does not have the expected shape; see details.',
  body_too_large: 'The request body is larger than this route accepts.',
  not_found: 'No such object, or it is not visible to this account.',
  conflict: 'The object is in a state that does not allow the action; see detail.',
  internal: 'The server failed in a way nobody foresaw; the request id finds it in the log.',
  // requisitions and tasks
  quantity_invalid: 'A quantity must be a positive decimal number with at most three places.',
  assignment_exceeds_requested: 'The sum assigned over tasks would exceed the requested quantity of a line.',
  assignment_empty: 'An assignment names no line, or no worker.',
  worker_unknown: 'The worker or team does not exist, or cannot pick.',
  lines_open: 'Lines are still open: each must be picked or closed with a reason first.',
  exception_stale: 'New work arrived since this exception was looked at; look again before deciding.',
  difference_stale:
    'The figures of this difference changed since it was looked at; look again before acting.',
  fulfilment_stale: 'The posting was changed since it was looked at; look again before deciding.',
  action_unfit: 'This action does not settle a difference of this kind, or has nothing to act on.',
  photo_invalid: 'The photo is no JPEG, too large, or not the one its name says.',
  reason_required: 'This reason needs a text.',
  article_mismatch: 'The scanned code does not belong to the article of this line.',
  barcode_unknown: 'Nobody knows this barcode.',
  barcode_ambiguous: 'The barcode stands for several articles; choose one.',
  barcode_check_digit: 'The check digit of the barcode is wrong; probably a misread.',
  over_pick_unconfirmed: 'The pick exceeds the requested quantity; repeat it with confirm_over to record it.',
  status_change_forbidden: 'The requisition or task cannot go from its present state to this one.',
  shortage_reason_unknown: 'There is no shortage reason with this code.',
  // quantities and barcodes as text
  quantity_empty: 'A quantity is missing.',
  quantity_not_a_number: 'This is not a decimal number.',
  quantity_not_positive: 'The quantity must be more than zero.',
  quantity_grouping_ambiguous: '1.234 can mean 1234 or one and a bit; write 1234 or 1,234.',
  quantity_too_precise: 'A quantity has at most three decimal places.',
  quantity_too_large: 'The quantity is larger than the system can count exactly.',
  gs1_check_digit: 'A number inside the GS1 code has a wrong check digit.',
  gs1_malformed: 'An element of the GS1 code does not have the form of its identifier.',
  // import of files
  import_too_large: 'The file is larger than an import accepts.',
  import_old_excel: 'This is an old .xls file; save it as .xlsx or CSV.',
  import_unreadable: 'The file is neither a readable CSV nor a readable XLSX.',
  import_empty: 'The file has no rows below its header.',
  import_column_missing: 'A required column is missing from the header.',
  import_column_repeated: 'Two columns of the header mean the same.',
  import_cell_empty: 'A required cell is empty.',
  import_number_invalid: 'The document number does not have the form YY-TTTT-NNNNNN.',
  import_date_invalid: 'The date does not exist or is not written in a known form.',
  import_site_unknown: 'No warehouse or shop goes by this name; add it, or add the name as an alias.',
  import_unit_differs:
    'The unit of the row is not the base unit of the article, so the quantity would be misread.',
  import_row_too_long: 'The row has more cells than the header; perhaps a comma inside a number or a name.',
  import_document_disagrees: 'Rows of one document name different dates, warehouses or shops.',
  // sync
  protocol_too_old:
    'The app is older than this server accepts; its data stays on the device until it is updated.',
  protocol_too_new: 'The app is newer than this server; ask for the server to be updated.',
  frame_malformed: 'The frame is not a message of the protocol.',
  document_unknown: 'There is no such document, or this device must not see it.',
  update_malformed: 'The update deviates from the one legal shape of a work document.',
  update_too_large: 'The update is larger than 64 KiB or has more than 512 structs.',
  event_malformed: 'A work event has a missing, extra or ill-typed field.',
  event_key_mismatch: 'The key of an entry differs from the id of its event.',
  event_foreign_document: 'The event names another task than its document.',
  event_id_reused: 'The event id is already used by a different event.',
  clock_gap: 'The update skips clocks the server has not seen; resynchronise.',
  event_repeated: 'The event is already in the log at another place of its document; resynchronise.',
  prefix_changed: 'Structs the server already holds were sent again with different content.',
  client_id_foreign: 'The Yjs client id belongs to another device.',
  mac_invalid: 'The authentication code of the event does not verify for its device.',
  author_unknown: 'The worker named by the event does not exist.',
  author_forbidden: 'The role of the author does not allow this type of event.',
  // events carried by hand
  carried_foreign: 'The file or code holds no events of a device.',
  carried_newer: 'The events were given out by a newer version of the app.',
  carried_damaged: 'The file of events is incomplete or was changed; nothing of it was taken.',
  // the ERP
  erp_credentials: 'The ERP does not accept the name or password of the bridge.',
  erp_refused: 'The ERP answers, but a right, a licence, a method or a document type is missing.',
  erp_rejected: 'The ERP looked at a posting and did not take it; nothing was booked.',
  erp_busy: 'The ERP asks for patience.',
  erp_away:
    'Nobody answers at the address of the ERP, or it failed so often that it is left alone for a while.',
  erp_timeout: 'The ERP did not answer in time.',
  erp_broken: 'The ERP failed inside or answered something that cannot be read.',
  erp_certificate: 'The certificate of the ERP cannot be trusted.',
  erp_unknown_outcome: 'A posting left and no answer came; it is looked for before it is sent again.',
  erp_disk: 'A file of the exchange folder could not be read or written.',
  // the bridge between both
  server_away: 'The warehouse’s server does not answer the bridge.',
  server_refused:
    'The warehouse’s server did not accept what the bridge brought; bridge and server may be of different versions.',
  server_credential: 'The warehouse’s server does not know the bridge: BRIDGE_TOKEN differs.',
  step_needed: 'A step was skipped because one it needs failed.',
  interrupted: 'The bridge stopped in the middle of it.',
  outcome_unknown: 'A posting left and the ERP cannot be searched for it; a person must look.',
  document_refused: 'A document of the ERP could not be taken.',
  article_refused: 'An article of the ERP could not be taken.',
  subject_refused: 'A partner of the ERP could not be taken.',
  not_planned: 'A document could not be planned for posting; the others were.',
  booked_otherwise: 'Under the id of a posting the ERP has booked something else.',
  not_needed: 'What a posting held is posted or taken back.',
  disk_full: 'The disk of the bridge is full.',
  // camera of the device
  camera_insecure: 'The page has no secure origin, so the browser offers no camera; open it over HTTPS.',
  camera_denied: 'The person or the device policy refused the camera.',
  camera_missing: 'The device has no camera.',
  camera_busy: 'Another program holds the camera.',
  camera_failed: 'The camera failed in a way the browser does not explain.',
  decoder_failed: 'The barcode reader could not be started or stopped answering.',
} as const

/** A code of the registry. */
export type ErrorCode = keyof typeof errorCodes

/** An expected failure: what happened, by code, with what a person needs to find the place. */
export type Failure = {
  readonly code: ErrorCode
  /** English sentence for logs and API clients; screens translate the code instead. */
  readonly detail: string
}

/** A typed value or an expected failure. */
export type Result<T, F extends { code: string } = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: F }
