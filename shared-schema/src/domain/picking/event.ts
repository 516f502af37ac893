import type { Thousandths } from '../quantity.ts'

/** Version of the event shape; a reader that meets a higher one holds the event instead of guessing. */
export const EVENT_VERSION = 1

export const pickWays = ['trigger', 'camera', 'typed'] as const
export type PickWay = (typeof pickWays)[number]

/** What every work event carries. Flat: strings, safe integers and booleans only (SPEC PK-01). */
type Envelope = {
  readonly v: number
  /** UUIDv7 minted at the physical act, never again (for an API call: UUIDv8 of its operation id). */
  readonly id: string
  readonly task: string
  /** The worker or supervisor who did it. */
  readonly by: string
  readonly device: string
  /** Gap-free count of the events of this device, from 1. */
  readonly seq: number
  /** Hybrid logical clock: milliseconds since 1970 by the device, never running backwards … */
  readonly at: number
  /** … and a counter for events within one millisecond. */
  readonly tick: number
  /** Server time minus device time in ms, as measured at the last sync; absent when never measured. */
  readonly offset?: number
  /** HMAC-SHA256 (base64url) over the canonical event without `mac`, with the device's key. */
  readonly mac: string
}

export type Picked = Envelope & {
  readonly type: 'picked'
  readonly line: string
  readonly qty: Thousandths
  readonly way: PickWay
  /** The code as scanned or typed; absent when only a quantity was entered for the article in hand. */
  readonly code?: string
  readonly symbology?: string
  /** Location scanned before the article, where the site asks for it. */
  readonly location?: string
}
export type Unpicked = Envelope & {
  readonly type: 'unpicked'
  readonly line: string
  readonly undoes: string
}
export type LineClosed = Envelope & {
  readonly type: 'line_closed'
  readonly line: string
  readonly reason: string
  readonly text?: string
  /** What the closing device counted as picked on the line: the contradiction test needs no clock. */
  readonly seen: Thousandths
  /** SHA-256 (hex) of a JPEG that shows why; the picture itself travels apart. */
  readonly photo?: string
}
export type LineReopened = Envelope & {
  readonly type: 'line_reopened'
  readonly line: string
  readonly undoes: string
}
/** So much of what was counted is broken; the count itself stays what it is (SPEC PK-33). */
export type Damaged = Envelope & {
  readonly type: 'damaged'
  readonly line: string
  readonly qty: Thousandths
  readonly text?: string
  /** SHA-256 (hex) of a JPEG kept on the device until the server has it. */
  readonly photo?: string
}
export type DamageWithdrawn = Envelope & {
  readonly type: 'damage_withdrawn'
  readonly line: string
  readonly undoes: string
}
export type TaskStarted = Envelope & { readonly type: 'task_started' }
export type TaskPaused = Envelope & { readonly type: 'task_paused' }
/** Ends a pause; with `undoes` it takes back that completion. */
export type TaskResumed = Envelope & { readonly type: 'task_resumed'; readonly undoes?: string }
export type TaskCompleted = Envelope & {
  readonly type: 'task_completed'
  /** `worker`: my part is finished. `task`: a supervisor finishes it for everybody. */
  readonly scope: 'worker' | 'task'
  /** What was counted as picked within the scope at that moment. */
  readonly seen: Thousandths
}
export type NoteAdded = Envelope & {
  readonly type: 'note_added'
  readonly line?: string
  readonly text: string
}
/** A supervisor changes a line's count by a signed quantity; with `exception` it decides that one. */
export type Corrected = Envelope & {
  readonly type: 'corrected'
  readonly line: string
  readonly qty: Thousandths
  readonly text: string
  readonly exception?: string
  readonly seen?: number
}
/** A supervisor accepts an exception as it stands. `seen` is the fact it was decided on. */
export type Accepted = Envelope & {
  readonly type: 'accepted'
  readonly exception: string
  readonly seen: number
  readonly text: string
}

export type WorkEvent =
  | Picked
  | Unpicked
  | LineClosed
  | LineReopened
  | Damaged
  | DamageWithdrawn
  | TaskStarted
  | TaskPaused
  | TaskResumed
  | TaskCompleted
  | NoteAdded
  | Corrected
  | Accepted

export type WorkEventType = WorkEvent['type']

/** Distributes over the union, so that each type keeps its own fields. */
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** What a person did, before the device adds who, where and when. */
export type WorkAct = DistributiveOmit<
  WorkEvent,
  'v' | 'id' | 'by' | 'device' | 'seq' | 'at' | 'tick' | 'offset' | 'mac'
>

/** An event before it is authenticated. */
export type UnsignedEvent = DistributiveOmit<WorkEvent, 'mac'>

/** When it happened as the server would have read its own clock, for people to read (SPEC PK-12). */
export function happenedAt(event: { readonly at: number; readonly offset?: number }): number {
  return event.at + (event.offset ?? 0)
}

/** A device clock that is further off than this is flagged, ms. */
export const CLOCK_SKEW_LIMIT_MS = 120_000
