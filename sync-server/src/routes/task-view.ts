import type { eventRow, TaskRow, taskLine } from 'shared-schema/api/tasks.ts'
import type * as z from 'zod'
import type { EventRecord, Task, TaskLine } from '../storage/tasks.ts'

/** A task as a row of a list. */
export function viewTask(task: Task): TaskRow {
  const { id, requisition, number, shop, warehouse, due, team, lines, requested, picked, over, missing } =
    task
  const { lines_done, open_exceptions, created_at, started_at, last_at, completed_at } = task
  return {
    ...{ id, requisition, number, shop, warehouse, due, team, lines, requested, picked, over, missing },
    ...{ lines_done, open_exceptions, created_at, started_at, last_at, completed_at },
    status: task.status as TaskRow['status'],
    priority: task.priority as TaskRow['priority'],
    workers: [...task.workers],
  }
}

export function viewTaskLine(line: TaskLine): z.infer<typeof taskLine> {
  const { id, pos, ident, name, unit, location, requested, picked, missing, over, damaged, reason } = line
  return {
    ...{ id, pos, ident, name, unit, location, requested, picked, missing, over, damaged, reason },
    status: line.status as z.infer<typeof taskLine>['status'],
    by_worker: pickedByWorker(line),
  }
}

/** What each worker has picked of a line. */
export function pickedByWorker(line: Pick<TaskLine, 'by_worker'>): { worker: string; picked: number }[] {
  const byWorker = JSON.parse(line.by_worker) as Record<string, number>
  return Object.entries(byWorker).map(([worker, picked]) => ({ worker, picked }))
}

export function viewEvent(row: EventRecord): z.infer<typeof eventRow> {
  const { id, seq, type, line, qty, by, device, happened_at, received_at } = row
  return {
    ...{ id, seq, type, line, qty, by, device, happened_at, received_at },
    status: row.status === 'held' ? 'held' : 'accepted',
    body: JSON.parse(row.body) as Record<string, unknown>,
  }
}
