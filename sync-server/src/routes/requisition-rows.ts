import { setImmediate } from 'node:timers/promises'
import type { RequisitionRow } from 'shared-schema/api/requisitions.ts'
import type { Requisition } from '../storage/requisitions.ts'
import type { Store } from '../storage/store.ts'
import { readWhole } from './read-requisitions.ts'

/** Requisitions that are added up at once; a pick that arrives meanwhile waits for these and not for thousands. */
const AT_ONCE = 50
/** Rows kept, about 300 bytes each: what a desk looks at, and not a year. */
const MOST_KEPT = 20_000

/**
 * Rows of lists, kept until their document changes: a desk asks for thousands after every burst of picks, and adding up
 * the lines of all of them each time would take seconds where a few have changed.
 */
export type RequisitionRows = (documents: readonly Requisition[]) => Promise<RequisitionRow[]>

export function makeRequisitionRows(store: Store): RequisitionRows {
  const kept = new Map<string, RequisitionRow>()
  /** What changed while rows are being read: a row read before a commit is not kept after it. */
  const readings = new Set<Set<string>>()
  store.onChange((messages) => {
    for (const { topic, key } of messages) {
      if (topic !== 'requisitions') continue
      kept.delete(key)
      for (const changed of readings) changed.add(key)
    }
  })

  function keep(row: RequisitionRow): void {
    kept.set(row.id, row)
    const [oldest] = kept.keys()
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  }

  async function read(some: readonly Requisition[], rows: Map<string, RequisitionRow>): Promise<void> {
    const changed = new Set<string>()
    readings.add(changed)
    try {
      for (const { items: _items, tasks: _tasks, ...row } of await readWhole(store.sql, some)) {
        rows.set(row.id, row)
        if (!changed.has(row.id)) keep(row)
      }
    } finally {
      readings.delete(changed)
    }
  }

  return async (documents) => {
    const rows = new Map<string, RequisitionRow>()
    for (const { id } of documents) {
      const row = kept.get(id)
      if (row !== undefined) rows.set(id, row)
    }
    const missing = documents.filter((document) => !rows.has(document.id))
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      await read(missing.slice(at, at + AT_ONCE), rows)
      await setImmediate()
    }
    return documents.flatMap((document) => rows.get(document.id) ?? [])
  }
}
