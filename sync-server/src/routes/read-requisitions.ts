import type { requisition } from 'shared-schema/api/requisitions.ts'
import type * as z from 'zod'
import {
  linesOfRequisitions,
  type Requisition,
  sharesOfRequisitions,
  tasksOfRequisitions,
} from '../storage/requisitions.ts'
import type { Store } from '../storage/store.ts'
import { viewLines, viewRequisition } from './requisition-view.ts'

/** Documents with their lines and the ids of their tasks. */
export async function readWhole(
  sql: Store['sql'],
  documents: readonly Requisition[],
): Promise<z.infer<typeof requisition>[]> {
  const ids = documents.map((document) => document.id)
  const lines = Map.groupBy(await linesOfRequisitions(sql, ids), (line) => line.requisition)
  const tasks = Map.groupBy(await tasksOfRequisitions(sql, ids), (task) => task.requisition)
  const shares = Map.groupBy(await sharesOfRequisitions(sql, ids), (share) => share.task)
  return documents.map((document) => {
    const own = tasks.get(document.id) ?? []
    const items = viewLines(
      document,
      lines.get(document.id) ?? [],
      own.flatMap((task) => shares.get(task.id) ?? []),
    )
    const exceptions = own.reduce((sum, task) => sum + task.open_exceptions, 0)
    return { ...viewRequisition(document, items, exceptions), items, tasks: own.map((task) => task.id) }
  })
}
