import { verifyProjections } from '../../../sync-server/src/projections/rebuild-projections.ts'
import type { Store } from '../../../sync-server/src/storage/store.ts'

/** S8: every table that is made from the log is the fold of the log, as `npm run rebuild -- --verify` sees it. */
export async function notTheFold(store: Store): Promise<string[]> {
  const { differences } = await verifyProjections(store)
  return differences.map(
    ({ table, row, column, stored, folded }) =>
      `${table} ${row} ${column}: ${String(stored)} for ${String(folded)}`,
  )
}
