import type { WorkAct } from 'shared-schema/domain/picking/event.ts'
import type { TaskState } from 'shared-schema/domain/picking/fold.ts'
import type { TaskPlan } from 'shared-schema/domain/picking/task.ts'
import { moveTask, type TaskStatus } from 'shared-schema/domain/requisition/status.ts'
import { type Refused, refuse } from '../refusal.ts'
import { pickedInForce } from './picked-in-force.ts'

type Decision = { readonly ok: true; readonly value: readonly WorkAct[] } | Refused

/** Starts, pauses or resumes one's part of a task. Being there already is no error and adds nothing. */
export function steer(
  act: 'task_started' | 'task_paused' | 'task_resumed',
  state: TaskState,
  plan: TaskPlan,
): Decision {
  const to: TaskStatus = act === 'task_paused' ? 'paused' : 'in_progress'
  const move = moveTask(state.status, to)
  if (!move.ok) return refuse(move.failure.code, `The task is ${state.status}.`)
  if (act === 'task_resumed' && state.status === 'assigned')
    return refuse('status_change_forbidden', 'The task was not started yet.')
  return { ok: true, value: [{ type: act, task: plan.id }] }
}

/** Finishes a task: one's own part, or as a supervisor everybody's. Never over an open line: `lines_open` names them. */
export function finish(worker: string | undefined, state: TaskState, plan: TaskPlan): Decision {
  if (state.status === 'cancelled') return refuse('status_change_forbidden', 'The task is cancelled.')
  const open = plan.lines.filter((line) => state.lines.get(line.line)?.status === 'open')
  if (open.length > 0) {
    return refuse('lines_open', `${open.length} lines are open.`, {
      details: open.map(({ line, pos, ident, name }) => ({ line, pos, ident, name })),
    })
  }
  const done = worker === undefined ? state.status === 'done' : state.finished.has(worker)
  if (done) return { ok: true, value: [] }
  const scope = worker === undefined ? 'task' : 'worker'
  const seen = pickedInForce(state, worker)
  return { ok: true, value: [{ type: 'task_completed', task: plan.id, scope, seen }] }
}

/** Records a pick of a line. More than requested in all is asked about first: `over_pick_unconfirmed`. */
export function pick(
  what: {
    readonly line: string
    readonly quantity: number
    readonly code: string
    readonly confirmOver: boolean
  },
  state: TaskState,
  plan: TaskPlan,
): Decision {
  const { line, quantity, code, confirmOver } = what
  const known = state.lines.get(line)
  if (!known) return refuse('not_found', 'There is no such line.')
  const after = known.picked + quantity
  if (after > known.requested && !confirmOver) {
    return refuse('over_pick_unconfirmed', 'This would be more than requested.', {
      details: [{ line, requested: known.requested, picked: known.picked, would_be: after }],
    })
  }
  return { ok: true, value: [{ type: 'picked', task: plan.id, line, qty: quantity, way: 'typed', code }] }
}

/** Records what was found and that the rest is missing. */
export function closeShort(
  what: {
    readonly line: string
    readonly found: number
    readonly reason: string
    readonly text?: string | undefined
  },
  state: TaskState,
  plan: TaskPlan,
): Decision {
  const { line, found, reason, text } = what
  const known = state.lines.get(line)
  if (!known) return refuse('not_found', 'There is no such line.')
  const after = known.picked + found
  if (after > known.requested) {
    return refuse('over_pick_unconfirmed', 'More was found than requested, so nothing is missing.', {
      details: [{ line, requested: known.requested, picked: known.picked, would_be: after }],
    })
  }
  const acts: WorkAct[] = []
  if (found > 0) acts.push({ type: 'picked', task: plan.id, line, qty: found, way: 'typed' })
  if (after < known.requested) {
    // Corrections stay out of what a closing has seen, as they stay out of the contradiction it is compared in.
    const seen = [...known.byWorker.values()].reduce((sum, quantity) => sum + quantity, found)
    acts.push({ type: 'line_closed', task: plan.id, line, reason, seen, ...(text ? { text } : {}) })
  }
  return { ok: true, value: acts }
}
