import type { Thousandths } from '../quantity.ts'

export const exceptionKinds = [
  'over_pick',
  'closed_then_picked',
  'picked_after_completion',
  'completed_with_open_lines',
  'picked_after_cancellation',
  'picked_after_reassignment',
  'not_assigned',
  'unknown_line',
  'erp_line_changed',
  'erp_document_cancelled',
  'damaged_over_counted',
] as const
/** What contradicts what (SPEC PK-20 … PK-27, PK-31, PK-32, PK-34). */
export type ExceptionKind = (typeof exceptionKinds)[number]

/** One party of a contradiction: who did what, between which times (server time, ms). */
export type ExceptionSide = {
  readonly role: 'picked' | 'damaged' | 'closed' | 'completed' | 'cancelled' | 'reassigned' | 'erp'
  readonly worker: string
  readonly device?: string
  /** What this party picked, or counted as picked when it closed, completed or cancelled. */
  readonly qty: Thousandths
  /** Of the ERP: what it asked for before; `qty` is what it asks for now. */
  readonly before?: Thousandths
  readonly events: number
  readonly firstAt: number
  readonly lastAt: number
  readonly reason?: string
}

/** What a person decided about an exception. Several decisions may exist; all stay visible. */
export type ExceptionDecision = {
  readonly event: string
  readonly by: string
  readonly at: number
  readonly decision: 'corrected' | 'accepted'
  readonly text: string
  /** Signed change of the count, for `corrected`. */
  readonly qty?: Thousandths
  /** The decision was made on an older state of affairs and settles nothing any more. */
  readonly stale: boolean
}

/** A contradiction between events, or between events and the plan. Derived, never stored as truth. */
export type TaskException = {
  /** `<kind>/<line, worker or nothing>`: stable within the task. */
  readonly id: string
  readonly kind: ExceptionKind
  readonly line?: string
  /** The number a decision refers to; when it changes, the exception is open again (SPEC PK-28). */
  readonly fact: number
  readonly sides: readonly ExceptionSide[]
  readonly decisions: readonly ExceptionDecision[]
  readonly open: boolean
}
