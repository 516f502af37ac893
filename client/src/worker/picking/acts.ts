import type { LineClosed, Picked, PickWay, WorkAct, WorkEvent } from 'shared-schema/domain/picking/event.ts'
import type { TaskState } from 'shared-schema/domain/picking/fold.ts'
import { collectTallies } from 'shared-schema/domain/picking/tallies.ts'
import type { Thousandths } from 'shared-schema/domain/quantity.ts'

/** Who works on which task, as far as it is known here. */
export type Hand = { readonly task: string; readonly worker: string; readonly state: TaskState }

/** How an article was named: the code as read, or nothing but a quantity for the article in hand. */
export type Naming = {
  readonly way: PickWay
  readonly code?: string
  readonly symbology?: string
  readonly location?: string
}

/** A pick; the first act of a worker also starts the task, so that only looking at it takes part in nothing. */
export function pick(hand: Hand, line: string, qty: Thousandths, naming: Naming): WorkAct[] {
  return begin(hand, { type: 'picked', task: hand.task, line, qty, ...naming })
}

/** Closes a line with what was found. `seen` is the count on the screen: the contradiction test needs no clock. */
export function closeLine(
  hand: Hand,
  line: string,
  why: { readonly reason: string; readonly text?: string },
): WorkAct[] {
  const seen = hand.state.lines.get(line)?.picked ?? 0
  return begin(hand, { type: 'line_closed', task: hand.task, line, seen, ...why })
}

/** Takes back every closing in force of a line. */
export function reopenLine(hand: Hand, line: string, closings: readonly LineClosed[]): WorkAct[] {
  return closings.map(({ id }) => ({ type: 'line_reopened', task: hand.task, line, undoes: id }))
}

/** So much of what was counted on a line is broken. */
export function tellDamage(
  hand: Hand,
  line: string,
  what: { readonly qty: Thousandths; readonly text?: string; readonly photo?: string },
): WorkAct[] {
  return begin(hand, { type: 'damaged', task: hand.task, line, ...what })
}

/** The worker's own last pick in force: what an undo takes back. */
export function lastOwnPick(events: readonly WorkEvent[], worker: string): Picked | undefined {
  return collectTallies(events).picks.findLast((pick) => pick.by === worker)
}

/** Finishes the worker's own part, stating what was counted as picked by them. */
export function finishPart(hand: Hand, events: readonly WorkEvent[]): WorkAct[] {
  const own = collectTallies(events).picks.filter((pick) => pick.by === hand.worker)
  const seen = own.reduce((sum, { qty }) => sum + qty, 0)
  return begin(hand, { type: 'task_completed', task: hand.task, scope: 'worker', seen })
}

/** Takes back the worker's own finish, to go on picking. */
export function resumePart(hand: Hand, events: readonly WorkEvent[]): WorkAct[] {
  const own = collectTallies(events).completions.filter(
    (each) => each.scope === 'worker' && each.by === hand.worker,
  )
  return own.map(({ id }) => ({ type: 'task_resumed', task: hand.task, undoes: id }))
}

function begin(hand: Hand, act: WorkAct): WorkAct[] {
  return hand.state.participants.has(hand.worker) ? [act] : [{ type: 'task_started', task: hand.task }, act]
}

/**
 * Whether the worker stands in a pause: the last of their pauses, resumptions and picks decides, as the fold does for
 * the status that others see.
 */
export function isPausedBy(worker: string, events: readonly WorkEvent[]): boolean {
  const last = collectTallies(events).events.findLast(
    ({ by, type }) =>
      by === worker && (type === 'task_paused' || type === 'task_resumed' || type === 'picked'),
  )
  return last?.type === 'task_paused'
}
