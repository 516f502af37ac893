import type { Result } from '../error-codes.ts'
import type { Thousandths } from '../quantity.ts'

export type RequestedLine = { readonly line: string; readonly requested: Thousandths }
export type LineShare = { readonly line: string; readonly quantity: Thousandths }

/** A task as far as assignment is concerned. A team is one task: its members share the quantity, nothing doubles. */
export type AssignedTask = {
  readonly cancelled: boolean
  readonly lines: readonly {
    readonly line: string
    readonly quantity: Thousandths
    readonly picked: Thousandths
  }[]
}

/** What one new task is to get; without `lines` all that is left, a line without `quantity` what is left of it. */
export type AssignmentPart = {
  readonly lines?:
    | readonly { readonly line: string; readonly quantity?: Thousandths | undefined }[]
    | undefined
}

export type AssignmentFailure =
  | { readonly code: 'assignment_exceeds_requested'; readonly line: string; readonly available: Thousandths }
  | { readonly code: 'quantity_not_positive'; readonly line: string }
  | { readonly code: 'assignment_empty'; readonly part: number }
  | { readonly code: 'not_found'; readonly line: string }

/** What of each line no task has yet. A cancelled task gives back what it did not pick. */
export function remainingToAssign(
  lines: readonly RequestedLine[],
  tasks: readonly AssignedTask[],
): Map<string, Thousandths> {
  const remaining = new Map(lines.map(({ line, requested }) => [line, requested]))
  for (const task of tasks) {
    for (const { line, quantity, picked } of task.lines) {
      const held = task.cancelled ? Math.max(0, picked) : quantity
      remaining.set(line, Math.max(0, (remaining.get(line) ?? 0) - held))
    }
  }
  return remaining
}

/**
 * Shares a requisition out to new tasks, part after part. The sum assigned over all tasks that are not cancelled
 * never exceeds the requested quantity of a line.
 * @returns the shares of each part in the order of the parts, or the first thing that does not fit.
 */
export function shareOut(
  lines: readonly RequestedLine[],
  tasks: readonly AssignedTask[],
  parts: readonly AssignmentPart[],
): Result<LineShare[][], AssignmentFailure> {
  const remaining = remainingToAssign(lines, tasks)
  const shares: LineShare[][] = []
  for (const [index, part] of parts.entries()) {
    const share = new Map<string, Thousandths>()
    const left = [...remaining].filter(([, quantity]) => quantity > 0).map(([line]) => ({ line }))
    for (const wanted of part.lines ?? left) {
      const taken = takeFrom(remaining, wanted)
      if (!taken.ok) return taken
      share.set(wanted.line, (share.get(wanted.line) ?? 0) + taken.value)
    }
    if (share.size === 0) return { ok: false, failure: { code: 'assignment_empty', part: index } }
    shares.push([...share].map(([line, quantity]) => ({ line, quantity })))
  }
  return { ok: true, value: shares }
}

function takeFrom(
  remaining: Map<string, Thousandths>,
  { line, quantity }: { readonly line: string; readonly quantity?: Thousandths | undefined },
): Result<Thousandths, AssignmentFailure> {
  const available = remaining.get(line)
  if (available === undefined) return { ok: false, failure: { code: 'not_found', line } }
  if (quantity !== undefined && quantity <= 0)
    return { ok: false, failure: { code: 'quantity_not_positive', line } }
  const taken = quantity ?? available
  if (taken > available || available === 0) {
    return { ok: false, failure: { code: 'assignment_exceeds_requested', line, available } }
  }
  remaining.set(line, available - taken)
  return { ok: true, value: taken }
}
