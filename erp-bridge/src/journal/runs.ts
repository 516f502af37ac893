import type { BridgeRun } from 'shared-schema/api/bridge.ts'
import type { Journal } from './open-journal.ts'

export async function writeRun({ sql }: Journal, run: BridgeRun): Promise<void> {
  const row = {
    ...{ id: run.id, kind: run.kind, state: run.state, started_at: run.started_at },
    body: JSON.stringify(run),
  }
  await sql
    .insertInto('runs')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

export async function findRun({ sql }: Journal, id: string): Promise<BridgeRun | undefined> {
  const row = await sql.selectFrom('runs').select('body').where('id', '=', id).executeTakeFirst()
  return row && (JSON.parse(row.body) as BridgeRun)
}

/** The newest runs first; of one kind when asked. */
export async function lastRuns(
  { sql }: Journal,
  limit: number,
  kind?: BridgeRun['kind'],
): Promise<BridgeRun[]> {
  const rows = await sql
    .selectFrom('runs')
    .select('body')
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
    .orderBy('started_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => JSON.parse(row.body) as BridgeRun)
}

/** Runs that their process did not live to finish. */
export async function brokenRuns({ sql }: Journal): Promise<BridgeRun[]> {
  const rows = await sql.selectFrom('runs').select('body').where('state', '=', 'running').execute()
  return rows.map((row) => JSON.parse(row.body) as BridgeRun)
}

/** Forgets accounts from before a moment; nights are kept by the server with what they found. */
export async function forgetRuns({ sql }: Journal, before: number): Promise<void> {
  await sql.deleteFrom('runs').where('started_at', '<', before).execute()
}
