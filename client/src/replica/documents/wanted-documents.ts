import type { TaskState } from 'shared-schema/domain/picking/fold.ts'
import type { TaskPlan } from 'shared-schema/domain/picking/task.ts'

/** A finished task stays connected so long, for a teammate's phone may come back from an aisle late, ms. */
const LINGER_MS = 24 * 60 * 60_000

/**
 * Whether a task is over for this device: finished or cancelled and quiet since a day. What others picked of a task that
 * was cancelled just now may not be here yet, so its cancellation counts as its last sound, too.
 * @param now the server's time as this device reckons it, ms
 */
export function isOver(
  state: Pick<TaskState, 'status' | 'lastAt'>,
  plan: Pick<TaskPlan, 'cancelled'>,
  now: number,
): boolean {
  const ended = state.status === 'done' || state.status === 'cancelled'
  return ended && now - Math.max(state.lastAt ?? 0, plan.cancelled?.at ?? 0) > LINGER_MS
}

/**
 * Which tasks' documents are to be open: those with work that no server has, those whose kept events the present
 * server was not seen to have, and those people still work on.
 */
export function wantedDocuments(input: {
  readonly planned: Iterable<{ readonly task: string; readonly over: boolean }>
  readonly kept: Iterable<string>
  readonly unsent: (task: string) => boolean
  readonly synced: (task: string) => boolean
}): Set<string> {
  const wanted = new Set<string>()
  for (const { task, over } of input.planned) if (!over) wanted.add(task)
  for (const task of input.kept) if (input.unsent(task) || !input.synced(task)) wanted.add(task)
  return wanted
}
