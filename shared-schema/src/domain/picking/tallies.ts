import type { Accepted, Corrected, Damaged, LineClosed, Picked, TaskCompleted, WorkEvent } from './event.ts'
import { compareHappened } from './hybrid-clock.ts'

/** The events of a task sorted out: what was undone is gone, the rest is grouped. */
export type Tallies = {
  /** Every event once, in the order people would tell it. */
  readonly events: readonly WorkEvent[]
  readonly picks: readonly Picked[]
  readonly picksByLine: ReadonlyMap<string, readonly Picked[]>
  readonly correctionsByLine: ReadonlyMap<string, readonly Corrected[]>
  readonly closingsByLine: ReadonlyMap<string, readonly LineClosed[]>
  readonly damagesByLine: ReadonlyMap<string, readonly Damaged[]>
  readonly completions: readonly TaskCompleted[]
  readonly decisions: readonly (Corrected | Accepted)[]
  readonly participants: ReadonlySet<string>
}

/** Each undo takes back one kind of act: a worker's undo never reaches a supervisor's decision. */
const undoneBy = {
  unpicked: 'picked',
  line_reopened: 'line_closed',
  damage_withdrawn: 'damaged',
  task_resumed: 'task_completed',
} as const

/**
 * Sorts a set of events. An undo takes effect whoever wrote it, however often, and whether it is met
 * before or after what it undoes (SPEC PK-04); an id met twice counts once (SPEC PK-03).
 */
export function collectTallies(input: Iterable<WorkEvent>): Tallies {
  const byId = new Map<string, WorkEvent>()
  for (const event of input) byId.set(event.id, event)
  const events = [...byId.values()].sort(compareHappened)

  const undone = new Set<string>()
  for (const event of events) {
    if (!('undoes' in event) || event.undoes === undefined) continue
    undone.add(`${undoneBy[event.type]}/${event.undoes}`)
  }
  const inForce = events.filter((event) => !undone.has(`${event.type}/${event.id}`))
  const picks = inForce.filter((event) => event.type === 'picked')
  const corrections = inForce.filter((event) => event.type === 'corrected')
  return {
    events,
    picks,
    picksByLine: groupByLine(picks),
    correctionsByLine: groupByLine(corrections),
    closingsByLine: groupByLine(inForce.filter((event) => event.type === 'line_closed')),
    damagesByLine: groupByLine(inForce.filter((event) => event.type === 'damaged')),
    completions: inForce.filter((event) => event.type === 'task_completed'),
    decisions: inForce.filter((event) => event.type === 'accepted' || event.type === 'corrected'),
    participants: new Set(events.filter(takesPart).map((event) => event.by)),
  }
}

// Notes and a supervisor's acts do not make anybody a picker of the task.
function takesPart(event: WorkEvent): boolean {
  switch (event.type) {
    case 'note_added':
    case 'corrected':
    case 'accepted':
      return false
    case 'task_completed':
      return event.scope === 'worker'
    default:
      return true
  }
}

function groupByLine<E extends { readonly line: string }>(
  events: readonly E[],
): ReadonlyMap<string, readonly E[]> {
  return Map.groupBy(events, (event) => event.line)
}
