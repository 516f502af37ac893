import { happenedAt } from 'shared-schema/domain/picking/event.ts'
import type { LineState, TaskState } from 'shared-schema/domain/picking/fold.ts'
import type { TaskPlan } from 'shared-schema/domain/picking/task.ts'

/** The columns of `tasks` that are a projection of the log. */
export type ProjectedTask = {
  status: string
  picked: number
  over: number
  missing: number
  lines_done: number
  picks: number
  started_at: number | null
  last_at: number | null
  completed_at: number | null
  open_exceptions: number
}

/** The columns of `task_lines` that are a projection of the log, with the id of the line. */
export type ProjectedLine = {
  id: string
  picked: number
  missing: number
  over: number
  damaged: number
  status: string
  reason: string | null
  by_worker: string
  done_at: number | null
}

/** One row of `exceptions` without what depends on when it was written. */
export type ProjectedException = {
  id: string
  task: string
  requisition: string
  kind: string
  line: string | null
  fact: number
  open: 0 | 1
  sides: string
  decisions: string
  first_seen_at: number
}

/** Row of `tasks` that follows from a folded state (SPEC ST-05: the tables are the fold of the log). */
export function projectTask(state: TaskState): ProjectedTask {
  const lines = [...state.lines.values()]
  return {
    status: state.status,
    picked: total(lines, (line) => line.picked),
    over: total(lines, (line) => line.over),
    missing: total(lines, (line) => line.missing),
    lines_done: lines.filter((line) => line.status !== 'open').length,
    picks: state.picks,
    started_at: state.startedAt ?? null,
    last_at: state.lastAt ?? null,
    completed_at: state.completedAt ?? null,
    open_exceptions: state.exceptions.filter((exception) => exception.open).length,
  }
}

/** Rows of `task_lines` that follow from a folded state. */
export function projectLines(state: TaskState): ProjectedLine[] {
  return [...state.lines.values()].map((line) => ({
    id: line.line,
    picked: line.picked,
    missing: line.missing,
    over: line.over,
    damaged: line.damaged,
    status: line.status,
    reason: line.closings[0]?.reason ?? null,
    by_worker: JSON.stringify(Object.fromEntries([...line.byWorker].sort(([a], [b]) => (a < b ? -1 : 1)))),
    done_at: line.status === 'open' ? null : doneAt(line),
  }))
}

/** Rows of `exceptions` that follow from a folded state. */
export function projectExceptions(plan: TaskPlan, state: TaskState): ProjectedException[] {
  return state.exceptions.map((exception) => ({
    id: `${plan.id}/${exception.id}`,
    task: plan.id,
    requisition: plan.requisition,
    kind: exception.kind,
    line: exception.line ?? null,
    fact: exception.fact,
    open: exception.open ? 1 : 0,
    sides: JSON.stringify(exception.sides),
    decisions: JSON.stringify(exception.decisions),
    first_seen_at: exception.sides.reduce((latest, side) => Math.max(latest, side.lastAt), 0),
  }))
}

/** When people would say the line was finished: its last pick or its closing, whichever came later. */
function doneAt(line: LineState): number | null {
  const closing = line.closings.at(-1)
  const times = [line.lastPick && happenedAt(line.lastPick), closing && happenedAt(closing)]
  const known = times.filter((time) => time !== undefined)
  return known.length === 0 ? null : Math.max(...known)
}

function total(lines: readonly LineState[], of: (line: LineState) => number): number {
  return lines.reduce((sum, line) => sum + of(line), 0)
}
