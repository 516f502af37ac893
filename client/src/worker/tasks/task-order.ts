import type { TaskState } from 'shared-schema/domain/picking/fold.ts'
import type { TaskPlan, TaskPriority } from 'shared-schema/domain/picking/task.ts'

export type ListedTask = { readonly plan: TaskPlan; readonly state: TaskState }

const urgency: Record<TaskPriority, number> = { high: 0, normal: 1, low: 2 }

/** What to take up first: by priority, then what is begun, then what is due sooner, then what is older. */
export function compareTasks(a: ListedTask, b: ListedTask): number {
  return (
    urgency[a.plan.priority] - urgency[b.plan.priority] ||
    Number(b.state.participants.size > 0) - Number(a.state.participants.size > 0) ||
    (a.plan.due ?? Number.MAX_SAFE_INTEGER) - (b.plan.due ?? Number.MAX_SAFE_INTEGER) ||
    a.plan.createdAt - b.plan.createdAt
  )
}

/** Nothing left to do on it for this worker. */
export function isOver({ plan, state }: ListedTask, worker: string): boolean {
  return state.status === 'done' || plan.cancelled !== undefined || state.finished.has(worker)
}
