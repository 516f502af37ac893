import type { TaskState } from 'shared-schema/domain/picking/fold.ts'
import type { PlannedLine } from 'shared-schema/domain/picking/task.ts'
import { compareLocations } from 'shared-schema/domain/requisition/location-order.ts'

/**
 * The lines of a task as a picker walks them: by location, then by position in the document. Skipped lines come
 * last, in the order they were skipped; they are still owed.
 */
export function walkOrder(lines: readonly PlannedLine[], skipped: readonly string[]): PlannedLine[] {
  const place = (line: PlannedLine) => skipped.indexOf(line.line)
  return [...lines].sort(
    (a, b) => place(a) - place(b) || compareLocations(a.location, b.location) || a.pos - b.pos,
  )
}

/**
 * The line to go to: the first open one from where the picker stands to the end, else the first open one at all.
 * @param after the line in hand; `undefined` starts at the beginning
 */
export function nextOpenLine(
  order: readonly PlannedLine[],
  state: TaskState,
  after: string | undefined,
): PlannedLine | undefined {
  const isOpen = ({ line }: PlannedLine) => state.lines.get(line)?.status === 'open'
  const from = order.findIndex(({ line }) => line === after)
  return order.slice(from + 1).find(isOpen) ?? order.find(isOpen)
}
