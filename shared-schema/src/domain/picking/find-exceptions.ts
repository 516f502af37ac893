import type { Thousandths } from '../quantity.ts'
import {
  type Accepted,
  type Corrected,
  type Damaged,
  happenedAt,
  type LineClosed,
  type Picked,
  type TaskCompleted,
} from './event.ts'
import type { ExceptionDecision, ExceptionKind, ExceptionSide, TaskException } from './exception.ts'
import type { Tallies } from './tallies.ts'
import { ERP_ACTOR, type ErpChange, type PlannedLine, type TaskPlan } from './task.ts'

type Contradiction = Pick<TaskException, 'kind' | 'fact' | 'sides'> & {
  readonly line?: string
  readonly subject: string
}

/**
 * All contradictions of a task. None depends on a clock: who closes, completes or cancels states what was
 * counted then, and more than that having been picked is the contradiction (SPEC PK-20 … PK-27, PK-31, PK-32, PK-34).
 */
export function findExceptions(
  plan: TaskPlan,
  tallies: Tallies,
  openLines: number,
  complete: boolean,
): TaskException[] {
  const found = [
    ...plan.lines.flatMap((line) => lineContradictions(line, tallies)),
    ...completionContradictions(tallies, openLines, complete),
    ...cancellationContradictions(plan, tallies),
    ...assignmentContradictions(plan, tallies),
    ...strayLines(plan, tallies),
    ...damageContradictions(tallies),
  ]
  return found.map((each) => decide(each, tallies.decisions))
}

function lineContradictions(line: PlannedLine, tallies: Tallies): Contradiction[] {
  const picks = tallies.picksByLine.get(line.line) ?? []
  const closings = tallies.closingsByLine.get(line.line) ?? []
  // Corrections stay out of the fact: deciding must not change what was decided on.
  const picked = total(picks)
  const found: Contradiction[] = []
  if (picked > line.requested) {
    found.push({
      kind: 'over_pick',
      line: line.line,
      subject: line.line,
      fact: picked - line.requested,
      sides: pickSides(picks),
    })
  }
  const contradicted = closings.filter((closing) => picked > closing.seen)
  if (contradicted.length > 0) {
    found.push({
      kind: 'closed_then_picked',
      line: line.line,
      subject: line.line,
      fact: picked,
      sides: [...contradicted.map(closingSide), ...pickSides(picks)],
    })
  }
  const { erpChange } = line
  // No clock tells whether a device knew of the change, so what was done on the line is looked at once (SPEC PK-31).
  if (erpChange !== undefined && picks.length + closings.length > 0) {
    found.push({
      kind: 'erp_line_changed',
      line: line.line,
      subject: line.line,
      fact: erpChange.version,
      sides: [erpSide(erpChange), ...closings.map(closingSide), ...pickSides(picks)],
    })
  }
  return found
}

function erpSide({ from, to, at }: ErpChange): ExceptionSide {
  return { role: 'erp', worker: ERP_ACTOR, qty: to, before: from, events: 1, firstAt: at, lastAt: at }
}

function completionContradictions(tallies: Tallies, openLines: number, complete: boolean): Contradiction[] {
  const found: Contradiction[] = []
  for (const completion of tallies.completions) {
    const picks =
      completion.scope === 'task' ? tallies.picks : tallies.picks.filter((pick) => pick.by === completion.by)
    if (total(picks) <= completion.seen) continue
    found.push({
      kind: 'picked_after_completion',
      subject: completion.id,
      fact: total(picks),
      sides: [completionSide(completion), ...pickSides(picks)],
    })
  }
  if (complete && openLines > 0) {
    found.push({
      kind: 'completed_with_open_lines',
      subject: '',
      fact: openLines,
      sides: tallies.completions.map(completionSide),
    })
  }
  return found
}

function cancellationContradictions(plan: TaskPlan, tallies: Tallies): Contradiction[] {
  const { cancelled } = plan
  if (!cancelled) return []
  if (cancelled.by === ERP_ACTOR) return cancelledByErp(cancelled, tallies.picks)
  if (total(tallies.picks) <= cancelled.seen) return []
  const side: ExceptionSide = {
    role: 'cancelled',
    worker: cancelled.by,
    qty: cancelled.seen,
    events: 1,
    firstAt: cancelled.at,
    lastAt: cancelled.at,
  }
  return [
    {
      kind: 'picked_after_cancellation',
      subject: '',
      fact: total(tallies.picks),
      sides: [side, ...pickSides(tallies.picks)],
    },
  ]
}

/** What was picked for a document that the ERP has withdrawn is looked at, whenever it was picked (SPEC PK-32). */
function cancelledByErp(
  { at, seen }: NonNullable<TaskPlan['cancelled']>,
  picks: readonly Picked[],
): Contradiction[] {
  const fact = total(picks)
  if (fact <= 0) return []
  const side: ExceptionSide = {
    ...{ role: 'erp', worker: ERP_ACTOR, qty: 0, before: seen },
    ...{ events: 1, firstAt: at, lastAt: at },
  }
  return [{ kind: 'erp_document_cancelled', subject: '', fact, sides: [side, ...pickSides(picks)] }]
}

function assignmentContradictions(plan: TaskPlan, tallies: Tallies): Contradiction[] {
  const assigned = new Set(plan.workers)
  const former = new Map(plan.formerWorkers.map((each) => [each.worker, each.seen]))
  const byWorker = Map.groupBy(tallies.picks, (pick) => pick.by)
  return [...byWorker].flatMap(([worker, picks]) => {
    if (assigned.has(worker)) return []
    const seen = former.get(worker)
    if (seen !== undefined && total(picks) <= seen) return []
    const kind: ExceptionKind = seen === undefined ? 'not_assigned' : 'picked_after_reassignment'
    return [{ kind, subject: worker, fact: total(picks), sides: pickSides(picks) }]
  })
}

function strayLines(plan: TaskPlan, tallies: Tallies): Contradiction[] {
  const known = new Set(plan.lines.map((line) => line.line))
  return [...tallies.picksByLine].flatMap(([line, picks]) =>
    known.has(line)
      ? []
      : [{ kind: 'unknown_line' as const, line, subject: line, fact: total(picks), sides: pickSides(picks) }],
  )
}

/** More cannot be broken than came. As everywhere, a supervisor's corrections stay out of the fact (SPEC PK-34). */
function damageContradictions(tallies: Tallies): Contradiction[] {
  return [...tallies.damagesByLine].flatMap(([line, damages]) => {
    const picks = tallies.picksByLine.get(line) ?? []
    const fact = total(damages) - total(picks)
    if (fact <= 0) return []
    const sides = [...actSides('damaged', damages), ...pickSides(picks)]
    return [{ kind: 'damaged_over_counted' as const, line, subject: line, fact, sides }]
  })
}

/** A decision settles the exception only as long as the fact it was made on still stands (SPEC PK-28). */
function decide(found: Contradiction, decisions: readonly (Corrected | Accepted)[]): TaskException {
  const { subject, ...rest } = found
  const id = `${found.kind}/${subject}`
  const made = decisions.filter((each) => each.exception === id).map((each) => decisionOf(each, found.fact))
  return { ...rest, id, decisions: made, open: made.every((each) => each.stale) }
}

function decisionOf(event: Corrected | Accepted, fact: number): ExceptionDecision {
  return {
    event: event.id,
    by: event.by,
    at: happenedAt(event),
    decision: event.type,
    text: event.text,
    ...(event.type === 'corrected' && { qty: event.qty }),
    stale: event.seen !== fact,
  }
}

function pickSides(picks: readonly Picked[]): ExceptionSide[] {
  return actSides('picked', picks)
}

/** Who said how much, by person and device. */
function actSides(role: 'picked' | 'damaged', acts: readonly (Picked | Damaged)[]): ExceptionSide[] {
  const groups = Map.groupBy(acts, (pick) => `${pick.by}\n${pick.device}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    const last = group.at(-1)
    if (!first || !last) return []
    return [
      {
        role,
        worker: first.by,
        device: first.device,
        qty: total(group),
        events: group.length,
        firstAt: happenedAt(first),
        lastAt: happenedAt(last),
      },
    ]
  })
}

function closingSide(closing: LineClosed): ExceptionSide {
  const at = happenedAt(closing)
  const { by: worker, device, seen: qty, reason } = closing
  return { role: 'closed', worker, device, qty, events: 1, firstAt: at, lastAt: at, reason }
}

function completionSide(completion: TaskCompleted): ExceptionSide {
  const at = happenedAt(completion)
  const { by: worker, device, seen: qty } = completion
  return { role: 'completed', worker, device, qty, events: 1, firstAt: at, lastAt: at }
}

function total(picks: readonly (Picked | Damaged)[]): Thousandths {
  return picks.reduce((sum, pick) => sum + pick.qty, 0)
}
