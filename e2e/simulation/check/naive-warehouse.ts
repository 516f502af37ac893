import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import type { TaskPlan } from 'shared-schema/domain/picking/task.ts'

/*
 * What a task comes to, written down as plainly as possible and without the product's fold: the sums and the
 * contradictions that must be there.
 */
export type Plain = {
  readonly picked: ReadonlyMap<string, number>
  /** `kind/subject` of every contradiction */
  readonly contradictions: ReadonlySet<string>
}

export function reckon(plan: TaskPlan, events: readonly WorkEvent[]): Plain {
  const undone = new Set(events.flatMap((each) => (each.type === 'unpicked' ? [each.undoes] : [])))
  const reopened = new Set(events.flatMap((each) => (each.type === 'line_reopened' ? [each.undoes] : [])))
  const takenBack = new Set(
    events.flatMap((each) =>
      each.type === 'task_resumed' && each.undoes !== undefined ? [each.undoes] : [],
    ),
  )
  const picks = events.flatMap((each) => (each.type === 'picked' && !undone.has(each.id) ? [each] : []))
  const sum = (of: readonly { qty: number }[]) => of.reduce((total, { qty }) => total + qty, 0)
  const contradictions = new Set<string>()
  const picked = new Map<string, number>()

  for (const { line, requested } of plan.lines) {
    const here = sum(picks.filter((pick) => pick.line === line))
    const corrected = sum(
      events.flatMap((each) => (each.type === 'corrected' && each.line === line ? [each] : [])),
    )
    picked.set(line, here + corrected)
    if (here > requested) contradictions.add(`over_pick/${line}`)
    const closed = events.some(
      (each) =>
        each.type === 'line_closed' && each.line === line && !reopened.has(each.id) && here > each.seen,
    )
    if (closed) contradictions.add(`closed_then_picked/${line}`)
  }
  for (const each of events) {
    if (each.type !== 'task_completed' || takenBack.has(each.id)) continue
    const counted = each.scope === 'task' ? picks : picks.filter((pick) => pick.by === each.by)
    if (sum(counted) > each.seen) contradictions.add(`picked_after_completion/${each.id}`)
  }
  if (plan.cancelled && sum(picks) > plan.cancelled.seen) contradictions.add('picked_after_cancellation/')
  for (const worker of new Set(picks.map(({ by }) => by))) {
    if (plan.workers.includes(worker)) continue
    const former = plan.formerWorkers.find((each) => each.worker === worker)
    const here = sum(picks.filter(({ by }) => by === worker))
    if (former === undefined) contradictions.add(`not_assigned/${worker}`)
    else if (here > former.seen) contradictions.add(`picked_after_reassignment/${worker}`)
  }
  return { picked, contradictions }
}
