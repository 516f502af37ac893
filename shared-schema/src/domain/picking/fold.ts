import type { Thousandths } from '../quantity.ts'
import {
  CLOCK_SKEW_LIMIT_MS,
  type Corrected,
  type Damaged,
  happenedAt,
  type LineClosed,
  type Picked,
  type WorkEvent,
} from './event.ts'
import type { TaskException } from './exception.ts'
import { findExceptions } from './find-exceptions.ts'
import { compareHappened } from './hybrid-clock.ts'
import { collectTallies, type Tallies } from './tallies.ts'
import type { PlannedLine, TaskPlan } from './task.ts'

export type LineStatus = 'open' | 'picked' | 'short' | 'over'

export type LineState = {
  readonly line: string
  readonly requested: Thousandths
  readonly picked: Thousandths
  readonly missing: Thousandths
  readonly over: Thousandths
  /** How much of what was counted is broken; part of `picked`, neither taken from it nor capped by it. */
  readonly damaged: Thousandths
  readonly status: LineStatus
  /** Closings in force, oldest first. */
  readonly closings: readonly LineClosed[]
  /** What was said to be broken and not withdrawn, oldest first. */
  readonly damages: readonly Damaged[]
  /** Net picked by worker, corrections left out. */
  readonly byWorker: ReadonlyMap<string, Thousandths>
  /** The last pick in force, as people would order it. */
  readonly lastPick?: Picked
}

export type TaskStatus = 'assigned' | 'in_progress' | 'paused' | 'done' | 'cancelled'

export type TaskState = {
  readonly id: string
  readonly status: TaskStatus
  readonly lines: ReadonlyMap<string, LineState>
  /** Workers who took part, and those of them who finished their part. */
  readonly participants: ReadonlySet<string>
  readonly finished: ReadonlySet<string>
  readonly startedAt?: number
  readonly completedAt?: number
  readonly lastAt?: number
  readonly picks: number
  readonly exceptions: readonly TaskException[]
  /** Devices whose clock was off by more than two minutes. */
  readonly skewedDevices: ReadonlySet<string>
}

/**
 * The state of a task: a pure function of its plan and the set of its events (SPEC PK-02).
 * Order, repetition and interleaving of `events` do not change the result.
 */
export function foldTask(plan: TaskPlan, events: Iterable<WorkEvent>): TaskState {
  const tallies = collectTallies(events)
  const lines = new Map(plan.lines.map((line) => [line.line, foldLine(line, tallies)]))
  const open = [...lines.values()].filter((line) => line.status === 'open').length
  const completion = readCompletion(tallies)
  const startedAt = least(tallies.events.map(happenedAt))
  const lastAt = greatest(tallies.events.map(happenedAt))
  return {
    id: plan.id,
    status: taskStatus(plan, tallies, completion.complete && open === 0),
    lines,
    participants: tallies.participants,
    finished: completion.finished,
    ...(startedAt !== undefined && { startedAt }),
    ...(completion.complete && open === 0 && completion.at !== undefined && { completedAt: completion.at }),
    ...(lastAt !== undefined && { lastAt }),
    picks: tallies.picks.length,
    exceptions: findExceptions(plan, tallies, open, completion.complete),
    skewedDevices: new Set(
      tallies.events.filter((e) => Math.abs(e.offset ?? 0) > CLOCK_SKEW_LIMIT_MS).map((e) => e.device),
    ),
  }
}

function foldLine(line: PlannedLine, tallies: Tallies): LineState {
  const picks = tallies.picksByLine.get(line.line) ?? []
  const corrections = tallies.correctionsByLine.get(line.line) ?? []
  const closings = tallies.closingsByLine.get(line.line) ?? []
  const damages = tallies.damagesByLine.get(line.line) ?? []
  const picked = sum(picks) + sum(corrections)
  const byWorker = new Map<string, Thousandths>()
  for (const pick of picks) byWorker.set(pick.by, (byWorker.get(pick.by) ?? 0) + pick.qty)
  const lastPick = picks.at(-1)
  return {
    line: line.line,
    requested: line.requested,
    picked,
    missing: Math.max(0, line.requested - picked),
    over: Math.max(0, picked - line.requested),
    damaged: sum(damages),
    status: lineStatus(line.requested, picked, closings.length > 0),
    closings,
    damages,
    byWorker,
    ...(lastPick && { lastPick }),
  }
}

function lineStatus(requested: Thousandths, picked: Thousandths, closed: boolean): LineStatus {
  if (picked > requested) return 'over'
  if (picked === requested) return 'picked'
  return closed ? 'short' : 'open'
}

type Completion = { readonly complete: boolean; readonly finished: ReadonlySet<string>; readonly at?: number }

/** Everybody who took part has finished, or a supervisor finished it for all (SPEC PK-08). */
function readCompletion(tallies: Tallies): Completion {
  const finished = new Set(tallies.completions.filter((e) => e.scope === 'worker').map((e) => e.by))
  const byAll =
    tallies.participants.size > 0 && [...tallies.participants].every((worker) => finished.has(worker))
  const complete = byAll || tallies.completions.some((e) => e.scope === 'task')
  const at = greatest(tallies.completions.map(happenedAt))
  return { complete, finished, ...(at !== undefined && { at }) }
}

function taskStatus(plan: TaskPlan, tallies: Tallies, done: boolean): TaskStatus {
  if (plan.cancelled) return 'cancelled'
  if (done) return 'done'
  if (tallies.participants.size === 0) return 'assigned'
  const working = [...tallies.participants].filter((worker) => !isPaused(worker, tallies))
  return working.length === 0 ? 'paused' : 'in_progress'
}

/** Pauses steer what people see and no quantity, so here the order of time may decide (SPEC PK-12). */
function isPaused(worker: string, tallies: Tallies): boolean {
  const last = tallies.events
    .filter(
      (e) =>
        e.by === worker && (e.type === 'task_paused' || e.type === 'task_resumed' || e.type === 'picked'),
    )
    .sort(compareHappened)
    .at(-1)
  return last?.type === 'task_paused'
}

function sum(events: readonly (Picked | Corrected | Damaged)[]): Thousandths {
  return events.reduce((total, event) => total + event.qty, 0)
}

function least(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((a, b) => Math.min(a, b))
}

function greatest(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((a, b) => Math.max(a, b))
}
