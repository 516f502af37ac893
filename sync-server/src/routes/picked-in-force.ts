import type { TaskState } from 'shared-schema/domain/picking/fold.ts'
import type { Thousandths } from 'shared-schema/domain/quantity.ts'

/**
 * What has been picked and not undone, corrections left out: by one worker, or by all. Picks on lines the plan does not
 * know count too, as they do in the contradictions that compare with this number.
 */
export function pickedInForce(state: TaskState, worker?: string): Thousandths {
  const planned = [...state.lines.values()].flatMap((line) => [...line.byWorker])
  const stray = state.exceptions
    .filter((exception) => exception.kind === 'unknown_line')
    .flatMap((exception) => exception.sides.map((side) => [side.worker, side.qty] as const))
  return [...planned, ...stray]
    .filter(([by]) => worker === undefined || by === worker)
    .reduce((sum, [, quantity]) => sum + quantity, 0)
}
