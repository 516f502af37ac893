import type { Selectable, Transaction } from 'kysely'
import {
  type FulfilmentRecord,
  type FulfilmentState,
  mayMove,
  type PostingRule,
} from '../export/fulfilment.ts'
import type { Journal } from './open-journal.ts'
import type { FulfilmentsTable, JournalSchema } from './schema.ts'

type Sql = Journal['sql'] | Transaction<JournalSchema>

/** What a step of a posting may change. */
export type FulfilmentChange = Partial<
  Pick<
    FulfilmentRecord,
    | 'state'
    | 'kind'
    | 'type'
    | 'requisition'
    | 'approval'
    | 'lines'
    | 'date'
    | 'acKey'
    | 'attempts'
    | 'failure'
    | 'parked'
    | 'sentAt'
    | 'confirmedAt'
  >
>

/** Adds a posting; a place that is taken already means that another run planned it, which is a mistake. */
export async function addFulfilment({ sql }: Journal, record: FulfilmentRecord): Promise<void> {
  await sql
    .insertInto('fulfilments')
    .values({ ...toRow(record), mirrored: 0 })
    .execute()
}

/**
 * Changes a posting in one durable commit, before anything that follows from it is done.
 * @throws when the state machine does not allow the step (RC-03)
 */
export async function changeFulfilment(
  { sql }: Journal,
  id: string,
  change: FulfilmentChange,
  now: number,
): Promise<FulfilmentRecord> {
  return sql.transaction().execute(async (tx) => {
    const before = await findIn(tx, id)
    if (!before) throw new Error(`there is no posting ${id}`)
    const to = change.state ?? before.state
    if (to !== before.state && !mayMove(before.state, to))
      throw new Error(`${id} cannot go from ${before.state} to ${to}`)
    const after = { ...before, ...change, updatedAt: now, version: before.version + 1 }
    await tx.updateTable('fulfilments').set(toRow(after)).where('id', '=', id).execute()
    return after
  })
}

export async function findFulfilment({ sql }: Journal, id: string): Promise<FulfilmentRecord | undefined> {
  return findIn(sql, id)
}

/**
 * Postings of a document, in their order. A server that was put back or replaced knows the document by another requisition; what was posted
 * of it before still counts. Types tell an issue document from a receipt of the same number.
 */
export async function fulfilmentsOf(
  { sql }: Journal,
  { requisition, number }: { readonly requisition: string; readonly number: string },
  rule: PostingRule | undefined,
): Promise<FulfilmentRecord[]> {
  const rows = await sql
    .selectFrom('fulfilments')
    .selectAll()
    .where((eb) => eb.or([eb('requisition', '=', requisition), eb('document', '=', number)]))
    .orderBy('number')
    .execute()
  return rows
    .map(toRecord)
    .filter(
      (each) =>
        each.requisition === requisition || each.type === rule?.postAs || each.type === rule?.correctAs,
    )
}

/** What is confirmed of a document of the ERP. */
export async function confirmedOf({ sql }: Journal, document: string): Promise<FulfilmentRecord[]> {
  const rows = await sql
    .selectFrom('fulfilments')
    .selectAll()
    .where('document', '=', document)
    .where('state', '=', 'confirmed')
    .orderBy('number')
    .execute()
  return rows.map(toRecord)
}

export async function fulfilmentsIn(
  { sql }: Journal,
  states: readonly FulfilmentState[],
): Promise<FulfilmentRecord[]> {
  const rows = await sql
    .selectFrom('fulfilments')
    .selectAll()
    .where('state', 'in', [...states])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toRecord)
}

/** Postings that left for the ERP after a moment. */
export async function sentSince({ sql }: Journal, at: number): Promise<FulfilmentRecord[]> {
  const rows = await sql.selectFrom('fulfilments').selectAll().where('sent_at', '>', at).execute()
  return rows.map(toRecord)
}

/** Postings the server has not seen in their present version. */
export async function unmirrored({ sql }: Journal): Promise<FulfilmentRecord[]> {
  const rows = await sql
    .selectFrom('fulfilments')
    .selectAll()
    .whereRef('mirrored', '<', 'version')
    .orderBy('updated_at')
    .execute()
  return rows.map(toRecord)
}

export async function noteMirrored({ sql }: Journal, id: string, version: number): Promise<void> {
  await sql.updateTable('fulfilments').set({ mirrored: version }).where('id', '=', id).execute()
}

/** Counts a row's versions on from what the server has seen of an earlier journal; otherwise it would never look at the row. */
export async function countVersionsFrom({ sql }: Journal, id: string, version: number): Promise<void> {
  await sql
    .updateTable('fulfilments')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .where('version', '<=', version)
    .execute()
}

/** Shows everything to the server again: it is another one, or was put back to an earlier state. */
export async function mirrorAll({ sql }: Journal): Promise<void> {
  await sql.updateTable('fulfilments').set({ mirrored: 0 }).execute()
}

export async function countByState({ sql }: Journal): Promise<Partial<Record<FulfilmentState, number>>> {
  const rows = await sql
    .selectFrom('fulfilments')
    .groupBy('state')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .execute()
  return Object.fromEntries(rows.map((row) => [row.state, Number(row.count)]))
}

async function findIn(sql: Sql, id: string): Promise<FulfilmentRecord | undefined> {
  const row = await sql.selectFrom('fulfilments').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toRecord(row)
}

function toRow(record: FulfilmentRecord): Omit<Selectable<FulfilmentsTable>, 'mirrored'> {
  const { id, requisition, document, number, kind, type, state, approval, site, partner, person, date } =
    record
  return {
    ...{ id, requisition, document, number, kind, type, state, approval, site, partner, person, date },
    lines: JSON.stringify(record.lines),
    ac_key: record.acKey,
    attempts: record.attempts,
    failure: record.failure && JSON.stringify(record.failure),
    parked: record.parked ? 1 : 0,
    created_at: record.createdAt,
    updated_at: record.updatedAt,
    sent_at: record.sentAt,
    confirmed_at: record.confirmedAt,
    version: record.version,
  }
}

function toRecord(row: Selectable<FulfilmentsTable>): FulfilmentRecord {
  const { id, requisition, document, number, type, site, partner, person, date, attempts, version } = row
  return {
    ...{ id, requisition, document, number, type, site, partner, person, date, attempts, version },
    kind: row.kind as FulfilmentRecord['kind'],
    state: row.state as FulfilmentState,
    approval: row.approval as FulfilmentRecord['approval'],
    lines: JSON.parse(row.lines) as FulfilmentRecord['lines'],
    acKey: row.ac_key,
    failure: row.failure === null ? null : (JSON.parse(row.failure) as FulfilmentRecord['failure']),
    parked: row.parked === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    sentAt: row.sent_at,
    confirmedAt: row.confirmed_at,
  }
}
