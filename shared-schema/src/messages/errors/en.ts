import type { ErrorCatalogue } from './words.ts'

/** The registry of error codes in English. */
export const errorsEn: ErrorCatalogue = {
  credentials_wrong: { what: 'The name, password or PIN is not right.', todo: 'Enter it again.' },
  login_throttled: { what: 'Too many wrong tries for this account.', todo: 'Wait a little, then try again.' },
  token_missing: { what: 'You are not signed in.', todo: 'Sign in again.' },
  token_invalid: { what: 'The sign-in is not valid on this server.', todo: 'Sign in again.' },
  token_expired: { what: 'Your sign-in has expired.', todo: 'Sign in again and carry on where you were.' },
  refresh_reused: {
    what: 'The same sign-in was used twice, so it was ended for safety.',
    todo: 'Sign in again.',
  },
  forbidden: { what: 'Your role does not allow this.', todo: 'Ask a supervisor or an administrator.' },
  device_unknown: {
    what: 'The server does not know this device.',
    todo: 'Have a supervisor connect it again; what is recorded stays on the device.',
  },
  device_revoked: {
    what: 'A supervisor has switched this device off.',
    todo: 'Carry on and tell your supervisor; what is recorded stays on the device.',
  },
  enrolment_invalid: {
    what: 'The connection code is wrong, used or expired.',
    todo: 'Ask your supervisor for a new one.',
  },
  body_invalid: {
    what: 'The request does not have the expected form.',
    todo: 'Check what was entered and try again.',
  },
  body_too_large: { what: 'The request is too large.', todo: 'Split it into smaller parts.' },
  not_found: {
    what: 'There is no such thing, or your account cannot see it.',
    todo: 'Check the number or go back to the list.',
  },
  conflict: { what: 'Things have changed in the meantime.', todo: 'Look at the new state and decide again.' },
  internal: {
    what: 'Something went wrong on the server.',
    todo: 'Try again; if it happens again, tell the administrator.',
  },
  quantity_invalid: {
    what: 'A quantity must be a positive number with at most three decimals.',
    todo: 'Enter it again.',
  },
  assignment_exceeds_requested: {
    what: 'More would be assigned than was requested.',
    todo: 'Lower the quantity or the number of tasks.',
  },
  assignment_empty: { what: 'No line or no worker is chosen.', todo: 'Choose lines and a worker.' },
  worker_unknown: { what: 'That worker or team does not exist or cannot pick.', todo: 'Choose another.' },
  lines_open: { what: 'Some lines are still open.', todo: 'Pick them or close them with a reason.' },
  exception_stale: {
    what: 'New work has arrived since the exception was opened.',
    todo: 'Look again before you decide.',
  },
  difference_stale: {
    what: 'The figures of this difference have changed since it was opened.',
    todo: 'Look again before you act.',
  },
  fulfilment_stale: {
    what: 'The posting has changed since it was opened.',
    todo: 'Look again before you decide.',
  },
  action_unfit: {
    what: 'This action does not settle such a difference, or has nothing to act on.',
    todo: 'Choose another action.',
  },
  photo_invalid: {
    what: 'The photo is no JPEG, too large, or not the one that was announced.',
    todo: 'Take it again.',
  },
  reason_required: { what: 'This reason needs a text.', todo: 'Write what happened.' },
  article_mismatch: {
    what: 'The scanned code does not belong to the article of this line.',
    todo: 'Take the right article and scan again.',
  },
  barcode_unknown: { what: 'Nobody knows this barcode.', todo: 'Check the article or enter a quantity.' },
  barcode_ambiguous: { what: 'The barcode stands for several articles.', todo: 'Choose one.' },
  barcode_check_digit: {
    what: 'The check digit of the barcode is wrong; it was probably misread.',
    todo: 'Scan again.',
  },
  over_pick_unconfirmed: {
    what: 'It is more than requested.',
    todo: 'Confirm if that much was really picked.',
  },
  status_change_forbidden: {
    what: 'That is not possible in the present state.',
    todo: 'Look at the present state.',
  },
  shortage_reason_unknown: { what: 'There is no such reason.', todo: 'Choose a reason from the list.' },
  quantity_empty: { what: 'The quantity is missing.', todo: 'Enter it.' },
  quantity_not_a_number: { what: 'This is not a number.', todo: 'Enter a number, for example 12.5.' },
  quantity_not_positive: { what: 'The quantity must be above zero.', todo: 'Enter it again.' },
  quantity_grouping_ambiguous: {
    what: '1.234 can mean 1234 or one and a bit.',
    todo: 'Write 1234 or 1,234.',
  },
  quantity_too_precise: {
    what: 'The quantity has more than three decimals.',
    todo: 'Round it to three decimals.',
  },
  quantity_too_large: { what: 'The quantity is larger than the system counts exactly.', todo: 'Check it.' },
  gs1_check_digit: { what: 'A number in the GS1 code has a wrong check digit.', todo: 'Scan again.' },
  gs1_malformed: {
    what: 'Part of the GS1 code is malformed.',
    todo: 'Scan again or type the article number.',
  },
  import_too_large: {
    what: 'The file is larger than an import accepts.',
    lost: 'Nothing of the file was imported halfway.',
    todo: 'Split it.',
  },
  import_old_excel: {
    what: 'This is an old .xls file.',
    lost: 'Nothing of the file was imported halfway.',
    todo: 'Save it as .xlsx or CSV.',
  },
  import_unreadable: {
    what: 'The file is readable neither as CSV nor as XLSX.',
    lost: 'Nothing of the file was imported halfway.',
    todo: 'Export it again.',
  },
  import_empty: {
    what: 'There are no rows below the header.',
    lost: 'Nothing of the file was imported halfway.',
    todo: 'Check the file.',
  },
  import_column_missing: {
    what: 'A required column is missing from the header.',
    lost: 'Nothing of the file was imported halfway.',
    todo: 'Add it and import again.',
  },
  import_column_repeated: {
    what: 'Two columns of the header mean the same.',
    lost: 'Nothing of the file was imported halfway.',
    todo: 'Keep one and import again.',
  },
  import_cell_empty: {
    what: 'A required cell is empty.',
    lost: 'Nothing of the file was imported halfway.',
    todo: 'Fill it in and import again.',
  },
  import_number_invalid: {
    what: 'The document number does not have the form YY-TTTT-NNNNNN.',
    lost: 'Nothing of the file was imported halfway.',
    todo: 'Correct it and import again.',
  },
  import_date_invalid: {
    what: 'The date does not exist or is in an unknown form.',
    lost: 'Nothing of the file was imported halfway.',
    todo: 'Write it as 03.10.2025.',
  },
  import_site_unknown: {
    what: 'No warehouse or shop goes by this name.',
    lost: 'Nothing of the file was imported halfway.',
    todo: 'Add the site, or this name as an alias.',
  },
  import_unit_differs: {
    what: 'The unit is not the base unit of the article.',
    lost: 'Nothing of the file was imported halfway.',
    todo: 'Convert the quantity to the base unit.',
  },
  import_row_too_long: {
    what: 'The row has more cells than the header, so its numbers cannot be trusted.',
    todo: 'Put cells with a comma in quotes, or save the file with semicolons.',
  },
  import_document_disagrees: {
    what: 'Rows of one document name different dates, warehouses or shops.',
    lost: 'Nothing of the file was imported halfway.',
    todo: 'Make them agree and import again.',
  },
  protocol_too_old: {
    what: 'The app is older than the server accepts.',
    todo: 'Carry on; refresh the app when you have finished the task.',
  },
  protocol_too_new: {
    what: 'The app is newer than the server.',
    todo: 'Carry on and tell the administrator to update the server.',
  },
  frame_malformed: {
    what: 'The server did not understand a message of the device.',
    todo: 'The device tries again by itself; if it goes on, tell your supervisor.',
  },
  document_unknown: {
    what: 'There is no such task, or this device must not see it.',
    todo: 'Ask your supervisor.',
  },
  update_malformed: {
    what: 'A record did not have the required form, so the server put it aside.',
    lost: 'The record is kept on the device and with your supervisor.',
    todo: 'Carry on and tell your supervisor.',
  },
  update_too_large: {
    what: 'A message of the device is too large.',
    todo: 'The device splits it and sends it again by itself.',
  },
  event_malformed: {
    what: 'A record has a wrong or extra field, so the server put it aside.',
    lost: 'The record is kept on the device and with your supervisor.',
    todo: 'Carry on and tell your supervisor.',
  },
  event_key_mismatch: {
    what: 'A record came under a foreign number, so the server put it aside.',
    lost: 'The record is kept on the device and with your supervisor.',
    todo: 'Carry on and tell your supervisor.',
  },
  event_foreign_document: {
    what: 'A record belongs to another task, so the server put it aside.',
    lost: 'The record is kept on the device and with your supervisor.',
    todo: 'Carry on and tell your supervisor.',
  },
  event_id_reused: {
    what: 'Two different records have the same number, so the server put the second aside.',
    lost: 'The record is kept on the device and with your supervisor.',
    todo: 'Carry on and tell your supervisor.',
  },
  clock_gap: {
    what: 'The server misses some of the records.',
    todo: 'The device sends them again by itself.',
  },
  event_repeated: {
    what: 'The server already has some of the records.',
    todo: 'The device puts its copy in order by itself.',
  },
  prefix_changed: {
    what: 'Records already sent came changed.',
    todo: 'The device sends them again by itself.',
  },
  client_id_foreign: {
    what: 'The connection number belongs to another device.',
    todo: 'The device takes a new one and sends again.',
  },
  mac_invalid: {
    what: 'The signature of a record does not fit its device, so the server put it aside.',
    lost: 'The record is kept on the device and with your supervisor.',
    todo: 'Carry on and tell your supervisor.',
  },
  author_unknown: {
    what: 'The worker named by the record does not exist on the server.',
    lost: 'The record is kept on the device and with your supervisor.',
    todo: 'Tell your supervisor.',
  },
  author_forbidden: {
    what: 'The role of the author does not allow this kind of record.',
    lost: 'The record is kept on the device and with your supervisor.',
    todo: 'Tell your supervisor.',
  },
  carried_foreign: {
    what: 'It holds no records of a device.',
    todo: 'Choose the file that the device saved, or scan the codes from its screen.',
  },
  carried_newer: {
    what: 'The records were given out by a newer version of the app.',
    todo: 'Update the app and try again.',
  },
  carried_damaged: {
    what: 'The file is incomplete or was changed, so nothing of it was taken.',
    todo: 'Carry it over again; the records are still on the device that gave them out.',
  },
  erp_credentials: {
    what: 'PANTHEON does not accept the name or password.',
    lost: 'Everything picked waits here and is posted later.',
    todo: 'Check the login in the settings of the connection, then run it again.',
  },
  erp_refused: {
    what: 'PANTHEON does not allow what was asked for.',
    lost: 'Everything picked waits here and is posted later.',
    todo: 'Have an administrator check rights, licence and document types.',
  },
  erp_rejected: {
    what: 'PANTHEON did not take the posting.',
    lost: 'Nothing was booked; the quantities are kept here.',
    todo: 'Read the reason, correct it in PANTHEON, then send it again.',
  },
  erp_busy: {
    what: 'PANTHEON is busy.',
    lost: 'Everything picked waits here and is posted later.',
    todo: 'Nothing to do: it is tried again.',
  },
  erp_away: {
    what: 'PANTHEON cannot be reached.',
    lost: 'Everything picked waits here and is posted later.',
    todo: 'Check that its server runs and that there is a network; the next try comes by itself.',
  },
  erp_timeout: {
    what: 'PANTHEON did not answer in time.',
    lost: 'Everything picked waits here and is posted later.',
    todo: 'Try later; if it happens again, tell your administrator.',
  },
  erp_broken: {
    what: 'PANTHEON answered something that cannot be read.',
    lost: 'Everything picked waits here and is posted later.',
    todo: 'Try again; if it happens again, tell your administrator.',
  },
  erp_certificate: {
    what: 'The certificate of the PANTHEON server cannot be trusted.',
    lost: 'Everything picked waits here and is posted later.',
    todo: 'Have an administrator renew the certificate or check the address.',
  },
  erp_unknown_outcome: {
    what: 'A posting was sent and no answer came.',
    lost: 'It is looked for in PANTHEON before it is sent again, so nothing is booked twice.',
    todo: 'Nothing to do: it is checked next time.',
  },
  erp_disk: {
    what: 'A file of the exchange with PANTHEON cannot be read or written.',
    lost: 'Everything picked waits here and is posted later.',
    todo: 'Free some disk space and check the rights on the folder.',
  },
  camera_insecure: {
    what: 'The camera works only on an HTTPS address.',
    todo: 'Scan by trigger or type the code.',
  },
  camera_denied: {
    what: 'The camera is not allowed.',
    todo: 'Allow it in the browser’s settings, or type the code.',
  },
  camera_missing: { what: 'The device has no camera.', todo: 'Scan by trigger or type the code.' },
  camera_busy: { what: 'Another program holds the camera.', todo: 'Close it and try again.' },
  camera_failed: { what: 'The camera stopped.', todo: 'Try again or type the code.' },
  decoder_failed: { what: 'The barcode reader did not start.', todo: 'Try again or type the code.' },
  server_away: {
    what: 'The warehouse’s server does not answer the bridge.',
    todo: 'See whether the server runs; the bridge tries again by itself.',
  },
  server_refused: {
    what: 'The warehouse’s server did not accept what the bridge brought.',
    todo: 'See whether bridge and server are of the same version.',
  },
  server_credential: {
    what: 'The server does not know the bridge.',
    todo: 'Start both with the same BRIDGE_TOKEN.',
  },
  step_needed: {
    what: 'A step was skipped because one it needs failed.',
    todo: 'See the first failure; the next run goes on.',
  },
  interrupted: {
    what: 'The bridge stopped in the middle of it.',
    todo: 'Nothing to do: the next run looks and goes on.',
  },
  outcome_unknown: {
    what: 'It is not known whether the posting arrived, and the ERP cannot be searched.',
    todo: 'Look in the ERP whether the document is there.',
  },
  document_refused: {
    what: 'A document of the ERP could not be taken.',
    todo: 'See the detail and correct it in the ERP.',
  },
  article_refused: {
    what: 'An article of the ERP could not be taken.',
    todo: 'See the detail and correct it in the ERP.',
  },
  subject_refused: {
    what: 'A partner of the ERP could not be taken.',
    todo: 'See the detail and correct it in the ERP.',
  },
  not_planned: {
    what: 'A document could not be prepared for posting; the others were.',
    todo: 'See the detail; the goods stay named as not posted.',
  },
  booked_otherwise: {
    what: 'The ERP has booked something else under the id of this posting.',
    todo: 'Compare both; what is booked was taken over, and the rest is posted apart.',
  },
  not_needed: { what: 'This posting is not needed any more.', todo: 'There is nothing to do.' },
  disk_full: { what: 'The disk of the bridge is full.', todo: 'Free some space; the next run goes on.' },
}
