import { randomUUID } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import type { bridgeReconciliation, FoundDifference } from 'shared-schema/api/bridge.ts'
import type * as z from 'zod'
import { addHistory, type DifferenceRecord } from './differences.ts'
import type { ReconciliationFindingsTable, ReconciliationRunsTable } from './erp-schema.ts'
import type { Schema } from './schema.ts'
import { slices } from './slices.ts'
import type { Write } from './store.ts'

export type RunRecord = Selectable<ReconciliationRunsTable>
export type Finding = Selectable<ReconciliationFindingsTable>
type Piece = z.infer<typeof bridgeReconciliation>

export async function findReconciliation(sql: Kysely<Schema>, id: string): Promise<RunRecord | undefined> {
  return sql.selectFrom('reconciliation_runs').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Runs that compared everything, newest first. @param real leaves trials out */
export async function listReconciliations(
  sql: Kysely<Schema>,
  { limit, real }: { readonly limit: number; readonly real?: boolean },
): Promise<RunRecord[]> {
  return sql
    .selectFrom('reconciliation_runs')
    .selectAll()
    .where('closed', '=', 1)
    .$if(real === true, (query) => query.where('dry_run', '=', 0))
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** The row of a run, made by its first piece. A run that tried without writing is known from the bridge's account of it. */
export async function openReconciliation(tx: Write, id: string, { date, at }: Piece): Promise<RunRecord> {
  const account = await tx.sql
    .selectFrom('bridge_runs')
    .select('dry_run')
    .where('id', '=', id)
    .executeTakeFirst()
  await tx.sql
    .insertInto('reconciliation_runs')
    .values({
      ...{ id, date, at, dry_run: account?.dry_run ?? 0, closed: 0 },
      ...{ compared: '{}', found: '{}', opened: 0, again: 0, settled: 0, still_open: 0 },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return tx.sql.selectFrom('reconciliation_runs').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** What of these a run has told already, by key. */
export async function toldFindings(
  tx: Write,
  run: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Finding>> {
  const told = new Map<string, Finding>()
  for (const slice of slices(keys)) {
    const rows = await tx.sql
      .selectFrom('reconciliation_findings')
      .selectAll()
      .where('run', '=', run)
      .where('key', 'in', slice)
      .execute()
    for (const row of rows) told.set(row.key, row)
  }
  return told
}

export async function insertFindings(tx: Write, findings: readonly Finding[]): Promise<void> {
  for (const slice of slices(findings))
    await tx.sql.insertInto('reconciliation_findings').values(slice).execute()
}

export async function findingsOf(sql: Kysely<Schema>, run: string): Promise<Finding[]> {
  return sql
    .selectFrom('reconciliation_findings')
    .selectAll()
    .where('run', '=', run)
    .orderBy('class')
    .orderBy('key')
    .execute()
}

export async function differencesByKey(
  sql: Kysely<Schema>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, DifferenceRecord>> {
  const known = new Map<string, DifferenceRecord>()
  for (const slice of slices(keys)) {
    const rows = await sql.selectFrom('differences').selectAll().where('key', 'in', slice).execute()
    for (const row of rows) known.set(row.key, row)
  }
  return known
}

/** Writes one difference as a run found it. @returns its id */
export async function writeDifference(
  tx: Write,
  found: FoundDifference,
  before: DifferenceRecord | undefined,
  change: Pick<
    DifferenceRecord,
    'state' | 'action' | 'nights' | 'last_run' | 'last_date' | 'last_found_at' | 'figures_at'
  >,
): Promise<string> {
  const { key, ...facts } = found
  if (before !== undefined) {
    await tx.sql
      .updateTable('differences')
      .set({ ...facts, ...change, change_seq: tx.seq })
      .where('id', '=', before.id)
      .execute()
    return before.id
  }
  const id = randomUUID()
  await tx.sql
    .insertInto('differences')
    .values({ id, key, ...facts, ...change, owner: null, first_found_at: tx.now, change_seq: tx.seq })
    .execute()
  return id
}

/**
 * Settles what a complete run no longer found. Two runs may be told at once: what this one found, though the other told it last, and what a
 * later comparison found stay as they are. Drift of the stock is told once, for the next night starts from the ERP's figure, so it stays
 * open until a person has decided (RC-27).
 * @returns how many
 */
export async function settleGone(tx: Write, { id: run, at }: Pick<RunRecord, 'id' | 'at'>): Promise<number> {
  const gone = await tx.sql
    .selectFrom('differences')
    .select('id')
    .where('state', 'in', ['open', 'decided'])
    .where('last_run', '!=', run)
    .where((eb) =>
      eb('key', 'not in', eb.selectFrom('reconciliation_findings').select('key').where('run', '=', run)),
    )
    .where((eb) =>
      eb(
        'last_run',
        'not in',
        eb.selectFrom('reconciliation_runs').select('id').where('at', '>', at).where('dry_run', '=', 0),
      ),
    )
    .where((eb) => eb.or([eb('class', '!=', 'stock_drift'), eb('state', '=', 'decided')]))
    .execute()
  for (const { id } of gone) {
    await tx.sql
      .updateTable('differences')
      .set({ state: 'settled', action: null, change_seq: tx.seq })
      .where('id', '=', id)
      .execute()
    await addHistory(tx, { difference: id, what: 'gone', run })
  }
  return gone.length
}

/** How many differences wait that this run did not find; for a trial, which settles nothing. */
export async function countNotFound(tx: Write, run: string): Promise<number> {
  const { count } = await tx.sql
    .selectFrom('differences')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', 'in', ['open', 'decided'])
    .where((eb) =>
      eb('key', 'not in', eb.selectFrom('reconciliation_findings').select('key').where('run', '=', run)),
    )
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function updateReconciliation(tx: Write, id: string, change: Partial<RunRecord>): Promise<void> {
  await tx.sql.updateTable('reconciliation_runs').set(change).where('id', '=', id).execute()
  tx.changed('differences', `run/${id}`)
}
