import type { Kysely } from 'kysely'
import type { FlatRecord } from 'shared-schema/documents/flat-record.ts'
import {
  addStoredUpdate,
  addStructs,
  differenceTo,
  emptyDocument,
  type WorkDocument,
} from 'shared-schema/documents/work-document.ts'
import { encodeStruct } from 'shared-schema/documents/work-document-encode.ts'
import { among, compiled } from './compiled-query.ts'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

/** At this many rows a document is merged into one: a reader of many rows pays for each of them (SPEC ST-06). */
export const COMPACT_AT_ROWS = 64

/** Adds update bytes to documents, one row each, and merges the rows of a document that has many. */
export async function appendUpdates(
  tx: Write,
  updates: readonly { readonly task: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  if (updates.length === 0) return
  await tx.insertRows('doc_updates', updates)
  const counts = await rowsOfTasks(
    tx.sql,
    updates.map((update) => update.task),
  )
  for (const { task, rows } of counts) {
    if (Number(rows) >= COMPACT_AT_ROWS) await compactDocument(tx, task)
  }
}

const rowsOfTasks = compiled((sql, tasks: readonly string[]) =>
  sql
    .selectFrom('doc_updates')
    .select((eb) => ['task' as const, eb.fn.countAll<number>().as('rows')])
    .where(among(sql, 'task', tasks))
    .groupBy('task'),
)

/** Merges all rows of a document into one. */
export async function compactDocument(tx: Write, task: string): Promise<void> {
  const bytes = differenceTo(await documentOfRows(tx.sql, task), new Map())
  await tx.sql.deleteFrom('doc_updates').where('task', '=', task).execute()
  await tx.sql.insertInto('doc_updates').values({ task, bytes }).execute()
}

/** The document of a task; empty when nothing was written yet. Of an archived one the log is all that is kept. */
export async function readDocument(sql: Kysely<Schema>, task: string): Promise<WorkDocument> {
  const document = await documentOfRows(sql, task)
  return document.runs.size > 0 ? document : documentFromLog(sql, task)
}

/** The document of a task as its stored bytes tell it; empty when there are none. */
export async function documentOfRows(sql: Kysely<Schema>, task: string): Promise<WorkDocument> {
  const rows = await bytesOfTask(sql, task)
  const document = emptyDocument()
  for (const { bytes } of rows) addStoredUpdate(document, bytes)
  return document
}

const bytesOfTask = compiled((sql, task: string) =>
  sql.selectFrom('doc_updates').select('bytes').where('task', '=', task).orderBy('seq'),
)

/** The document of a task made anew from the log, which alone is the system of record (SPEC ST-04). */
export async function documentFromLog(sql: Kysely<Schema>, task: string): Promise<WorkDocument> {
  const rows = await structsOfTask(sql, task)
  const document = emptyDocument()
  const structs = rows.map(({ client, clock, body }) => ({
    client,
    clock,
    encoded: encodeStruct(JSON.parse(body) as FlatRecord & { id: string }),
  }))
  addStructs(document, structs)
  return document
}

const structsOfTask = compiled((sql, task: string) =>
  sql
    .selectFrom('work_events')
    .select(['client', 'clock', 'body'])
    .where('task', '=', task)
    .orderBy('client')
    .orderBy('clock'),
)
