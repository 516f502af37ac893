import type { LineState, TaskState } from 'shared-schema/domain/picking/fold.ts'
import type { PlannedLine, TaskPlan } from 'shared-schema/domain/picking/task.ts'

export type SummaryLine = { readonly line: PlannedLine; readonly state: LineState }

export type FinishSummary = {
  readonly complete: number
  readonly missing: readonly SummaryLine[]
  readonly over: readonly SummaryLine[]
  /** Some of what was counted is broken; whatever else they are. */
  readonly damaged: readonly SummaryLine[]
  readonly open: readonly SummaryLine[]
  /** Workers of the task, besides this one, who have not finished: open lines may be left to them. */
  readonly others: readonly string[]
  /** Nothing is open, or somebody is there to whom it can be left (a predecessor finished regardless of the lines). */
  readonly mayFinish: boolean
}

/** What a worker is shown before finishing: what is complete, what is missing, what is still open and for whom. */
export function summarize(
  plan: TaskPlan,
  order: readonly PlannedLine[],
  state: TaskState,
  worker: string,
): FinishSummary {
  const all = order.flatMap((line): SummaryLine[] => {
    const found = state.lines.get(line.line)
    return found === undefined ? [] : [{ line, state: found }]
  })
  const having = (status: LineState['status']) => all.filter((each) => each.state.status === status)
  const open = having('open')
  const others = plan.workers.filter((other) => other !== worker && !state.finished.has(other))
  return {
    complete: having('picked').length,
    missing: having('short'),
    over: having('over'),
    damaged: all.filter((each) => each.state.damaged > 0),
    open,
    others,
    mayFinish: open.length === 0 || others.length > 0,
  }
}
