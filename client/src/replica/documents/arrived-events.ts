import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { readEventShape } from 'shared-schema/domain/picking/event-shape.ts'

/**
 * What came in a document and may be kept: events of this task, also of a newer version that only a later app can
 * read. The server has checked them; this keeps a server gone wrong from filling the log with anything else.
 */
export function readArrived(task: string, values: readonly unknown[]): WorkEvent[] {
  return values.flatMap((value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
    const shape = readEventShape(value as Readonly<Record<string, unknown>>)
    if (shape.kind === 'malformed') return []
    const event = value as WorkEvent
    return event.task === task ? [event] : []
  })
}
