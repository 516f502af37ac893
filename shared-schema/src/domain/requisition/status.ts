import type { Result } from '../error-codes.ts'

export const requisitionStatuses = ['new', 'assigned', 'in_progress', 'done', 'cancelled'] as const
export type RequisitionStatus = (typeof requisitionStatuses)[number]

export const taskStatuses = ['assigned', 'in_progress', 'paused', 'done', 'cancelled'] as const
export type TaskStatus = (typeof taskStatuses)[number]

export type StatusFailure = {
  readonly code: 'status_change_forbidden'
  readonly from: string
  readonly to: string
}

const requisitionMoves: Record<RequisitionStatus, readonly RequisitionStatus[]> = {
  new: ['assigned', 'cancelled'],
  assigned: ['new', 'in_progress', 'done', 'cancelled'],
  in_progress: ['done', 'cancelled'],
  done: [],
  cancelled: [],
}

const taskMoves: Record<TaskStatus, readonly TaskStatus[]> = {
  assigned: ['in_progress', 'cancelled'],
  in_progress: ['paused', 'done', 'cancelled'],
  paused: ['in_progress', 'done', 'cancelled'],
  done: [],
  cancelled: [],
}

/** Judges a command of a supervisor. Events of workers are never judged by this: what was picked was picked. */
export function moveRequisition(
  from: RequisitionStatus,
  to: RequisitionStatus,
): Result<RequisitionStatus, StatusFailure> {
  return judged(requisitionMoves[from], from, to)
}

/** Judges a command on a task; staying where one is, is allowed so that a repeated command is harmless. */
export function moveTask(from: TaskStatus, to: TaskStatus): Result<TaskStatus, StatusFailure> {
  return judged(taskMoves[from], from, to)
}

/** Only a requisition nobody has worked on may be deleted; a finished one is a record for ever. */
export function mayDeleteRequisition(status: RequisitionStatus): boolean {
  return status === 'new'
}

export type RequisitionFacts = {
  /** A supervisor cancelled it. */
  readonly cancelled: boolean
  /** A supervisor closed it. */
  readonly closed: boolean
  readonly tasks: readonly TaskStatus[]
  /** Some quantity of some line is in no task yet. */
  readonly unassigned: boolean
  /** Some line has less than requested. */
  readonly short: boolean
  /** The document may be closed incomplete. */
  readonly closeIncomplete: boolean
}

/**
 * The status that follows from decisions and tasks. It becomes done by itself when all is assigned, every task is
 * done and nothing is short; short lines need a document that may be closed incomplete.
 */
export function requisitionStatusFrom(facts: RequisitionFacts): RequisitionStatus {
  if (facts.cancelled) return 'cancelled'
  if (facts.closed) return 'done'
  const live = facts.tasks.filter((status) => status !== 'cancelled')
  if (live.length === 0) return 'new'
  const finished = live.every((status) => status === 'done') && !facts.unassigned
  if (finished && (!facts.short || facts.closeIncomplete)) return 'done'
  return live.every((status) => status === 'assigned') ? 'assigned' : 'in_progress'
}

/**
 * Tells whether a supervisor may close a document by hand: never over an open line, and over a short one only when
 * the document allows it and the supervisor accepts it.
 */
export function closeRequisition(
  lines: readonly ('open' | 'picked' | 'short' | 'over')[],
  terms: { readonly closeIncomplete: boolean; readonly acceptShort: boolean },
): Result<'done', { readonly code: 'lines_open'; readonly open: number; readonly short: number }> {
  const open = lines.filter((status) => status === 'open').length
  const short = lines.filter((status) => status === 'short').length
  const shortAccepted = short === 0 || (terms.closeIncomplete && terms.acceptShort)
  if (open === 0 && shortAccepted) return { ok: true, value: 'done' }
  return { ok: false, failure: { code: 'lines_open', open, short } }
}

function judged<Status extends string>(
  allowed: readonly Status[],
  from: Status,
  to: Status,
): Result<Status, StatusFailure> {
  if (from === to || allowed.includes(to)) return { ok: true, value: to }
  return { ok: false, failure: { code: 'status_change_forbidden', from, to } }
}
