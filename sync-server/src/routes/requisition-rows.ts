import type { RequisitionRow } from 'shared-schema/api/requisitions.ts'
import type { Requisition } from '../storage/requisitions.ts'
import type { Store } from '../storage/store.ts'
import { readWhole } from './read-requisitions.ts'

/** Requisitions one statement names at once, below the limits of both databases. */
const AT_ONCE = 500

/**
 * Rows of lists, kept until their document changes: a desk asks for thousands after every burst of picks, and adding up
 * the lines of all of them each time would take seconds where a few have changed.
 */
export type RequisitionRows = (documents: readonly Requisition[]) => Promise<RequisitionRow[]>

export function makeRequisitionRows(store: Store): RequisitionRows {
  const kept = new Map<string, RequisitionRow>()
  /** Rises with every change, so that a row read before a commit is not kept after it. */
  let changes = 0
  const changedAt = new Map<string, number>()
  store.onChange((messages) => {
    for (const { topic, key } of messages) {
      if (topic !== 'requisitions') continue
      changes += 1
      changedAt.set(key, changes)
      kept.delete(key)
    }
  })

  return async (documents) => {
    const missing = documents.filter((document) => !kept.has(document.id))
    const fresh = new Map<string, RequisitionRow>()
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      const before = changes
      const some = missing.slice(at, at + AT_ONCE)
      for (const { items: _items, tasks: _tasks, ...row } of await readWhole(store.sql, some)) {
        fresh.set(row.id, row)
        if ((changedAt.get(row.id) ?? 0) <= before) kept.set(row.id, row)
      }
    }
    return documents.flatMap((document) => fresh.get(document.id) ?? kept.get(document.id) ?? [])
  }
}
