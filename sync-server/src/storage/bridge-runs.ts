import type { Kysely } from 'kysely'
import type { BridgeRun, bridgeStatus } from 'shared-schema/api/bridge.ts'
import type * as z from 'zod'
import type { Schema } from './schema.ts'
import type { Write } from './store.ts'

type Status = z.infer<typeof bridgeStatus>

/** Who says nothing for so long counts as silent; a sign of life is due every 15 s. */
export const SILENT_MS = 60_000
/** The one bridge there is. */
const BRIDGE = 'bridge'

/** Takes the account of a run as the bridge has it now. */
export async function putRun(tx: Write, { id, dry_run, steps, ...run }: BridgeRun): Promise<void> {
  const row = { ...run, dry_run: dry_run ? (1 as const) : (0 as const), steps: JSON.stringify(steps) }
  await tx.sql
    .insertInto('bridge_runs')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
  tx.changed('pantheon', `run/${id}`)
}

export async function findRun(sql: Kysely<Schema>, id: string): Promise<BridgeRun | undefined> {
  const row = await sql.selectFrom('bridge_runs').selectAll().where('id', '=', id).executeTakeFirst()
  return row && viewRun(row)
}

/** Newest first. */
export async function listRuns(
  sql: Kysely<Schema>,
  { kind, limit }: { readonly kind?: string | undefined; readonly limit: number },
): Promise<BridgeRun[]> {
  const rows = await sql
    .selectFrom('bridge_runs')
    .selectAll()
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
    .orderBy('started_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(viewRun)
}

/** The last run of each kind, newest first. */
export async function lastRuns(sql: Kysely<Schema>): Promise<BridgeRun[]> {
  const kinds = await sql.selectFrom('bridge_runs').select('kind').distinct().execute()
  const last: BridgeRun[] = []
  for (const { kind } of kinds) last.push(...(await listRuns(sql, { kind, limit: 1 })))
  return last.sort((a, b) => b.started_at - a.started_at)
}

/** Takes a sign of life. Only what people would see differ is announced: it comes every few seconds. */
export async function putStatus(tx: Write, status: Status): Promise<void> {
  const before = await readStatus(tx.sql)
  const row = { heard_at: tx.now, body: JSON.stringify(status) }
  await tx.sql
    .insertInto('bridge_status')
    .values({ id: BRIDGE, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
  const { at: _was, ...old } = before?.status ?? { at: 0 }
  const { at: _is, ...fresh } = status
  const back = before !== undefined && tx.now - before.heardAt > SILENT_MS
  if (back || JSON.stringify(old) !== JSON.stringify(fresh)) tx.changed('pantheon', 'status')
}

/** What the bridge last said, and when by the server's clock. */
export async function readStatus(
  sql: Kysely<Schema>,
): Promise<{ readonly status: Status; readonly heardAt: number } | undefined> {
  const row = await sql.selectFrom('bridge_status').selectAll().where('id', '=', BRIDGE).executeTakeFirst()
  return row && { status: JSON.parse(row.body) as Status, heardAt: row.heard_at }
}

function viewRun(row: {
  readonly id: string
  readonly kind: string
  readonly date: string
  readonly dry_run: number
  readonly state: string
  readonly started_at: number
  readonly ended_at: number | null
  readonly steps: string
}): BridgeRun {
  return {
    ...row,
    kind: row.kind as BridgeRun['kind'],
    state: row.state as BridgeRun['state'],
    dry_run: row.dry_run === 1,
    steps: JSON.parse(row.steps) as BridgeRun['steps'],
  }
}
