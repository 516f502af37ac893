import type { ReconciliationSummary } from 'shared-schema/api/reconciliation.ts'
import { listRuns } from '../storage/bridge-runs.ts'
import { openByClass } from '../storage/differences.ts'
import { countUnposted } from '../storage/posting-state.ts'
import { listReconciliations } from '../storage/reconciliation-runs.ts'
import type { Store } from '../storage/store.ts'
import { byClass, viewReconciliation } from './view-differences.ts'

/** A night a day, and some hours for one that took long. */
const SILENT_AFTER_MS = 30 * 60 * 60 * 1000

/** The morning's answer: do warehouse and ERP agree, and where not. */
export async function reconciliationSummary(sql: Store['sql'], now: number): Promise<ReconciliationSummary> {
  const [last] = await listReconciliations(sql, { limit: 1, real: true })
  const open = await openByClass(sql)
  const total = [...open.values()].reduce((sum, count) => sum + count, 0)
  const nights = await listRuns(sql, { kind: 'nightly', limit: 10 })
  const night = nights.find((run) => !run.dry_run && run.state !== 'running')
  const failed = night?.state === 'failed' && night.started_at > (last?.at ?? 0)
  return {
    last_run: last === undefined ? null : viewReconciliation(last),
    state: stateOf(last?.at, { failed, total, now }),
    open: byClass(open),
    open_total: total,
    unposted_documents: await countUnposted(sql),
  }
}

function stateOf(
  lastAt: number | undefined,
  { failed, total, now }: { readonly failed: boolean; readonly total: number; readonly now: number },
): ReconciliationSummary['state'] {
  if (failed) return 'failed'
  if (lastAt === undefined) return 'never'
  if (now - lastAt > SILENT_AFTER_MS) return 'silent'
  return total === 0 ? 'agree' : 'differ'
}
