import type { ErrorCode, Failure, Result } from 'shared-schema/domain/error-codes.ts'
import type { WorkAct, WorkEvent } from 'shared-schema/domain/picking/event.ts'
import type { TaskState } from 'shared-schema/domain/picking/fold.ts'
import type { TaskPlan } from 'shared-schema/domain/picking/task.ts'

/*
 * The single way into the log: gate, group commit, projections, and only then acknowledgement and broadcast.
 */

/** An update of a work document as it came off the wire. */
export type FrameInput = {
  readonly task: string
  readonly bytes: Uint8Array
  /** The enrolled device that delivered it, which need not be the one its events name. */
  readonly device: string
  /** The session it came through; the broadcast leaves it out. */
  readonly origin?: object
}

/** What became of a frame. Everything named in it is durable. */
export type FrameOutcome =
  /** All its events are in the log, some of them perhaps since long ago. */
  | {
      readonly kind: 'stored'
      readonly acknowledged: readonly string[]
      /** Those among the acknowledged that are kept but not applied yet. */
      readonly held: readonly string[]
    }
  /** Nothing of it was added; the device rebuilds its document and offers again what is not acknowledged. */
  | {
      readonly kind: 'resync'
      readonly code: ErrorCode
      readonly acknowledged: readonly string[]
      readonly held: readonly string[]
    }
  /** Kept whole in quarantine. `refused` are the events that are refused for good. */
  | {
      readonly kind: 'quarantined'
      readonly code: ErrorCode
      readonly detail: string
      readonly refused: readonly string[]
    }
  /** There is no such task. */
  | { readonly kind: 'refused'; readonly code: 'document_unknown'; readonly detail: string }
  /** The server could not store it (disk full, database away): nothing is acknowledged, the device comes back. */
  | { readonly kind: 'failed' }

/**
 * Acts of an API call: as they are, or decided on the state at the very moment they are appended, so that what they
 * say they have `seen` cannot be outdated. The function must be pure; a failure it returns is handed on and nothing is written.
 */
export type ActsToAppend =
  | readonly WorkAct[]
  | ((state: TaskState, plan: TaskPlan) => Result<readonly WorkAct[], Failure>)

export type AppendInput = {
  readonly task: string
  readonly acts: ActsToAppend
  /** Person id of who did it. */
  readonly actor: string
  /** Any string of the caller's; event ids derive from actor, operation and index. */
  readonly operation: string
}

/**
 * The events as they are in the log. `replayed`: the operation was appended before, and nothing was added now.
 * Failures: `not_found` (task), `author_unknown`, `author_forbidden`, `event_malformed`, `event_id_reused` (the operation was used for another task),
 * or what the decision returned.
 */
export type AppendOutcome = Result<{ readonly events: readonly WorkEvent[]; readonly replayed: boolean }>

export type Ingest = {
  /** Never rejects for what the bytes contain; resolves after the commit. */
  readonly frame: (input: FrameInput) => Promise<FrameOutcome>
  /** Appends what a person did through the API, signed by the actor's device `api-<person id>`. Resolves after the commit. */
  readonly append: (input: AppendInput) => Promise<AppendOutcome>
  /**
   * To be called after a person logged in on a device: applies the events that waited for this login. Without a person, after a revoked
   * device was connected again: applies what was held for that.
   */
  readonly applyHeld: (device: string, person?: string) => Promise<void>
  /** Resolves when everything handed in so far has an outcome. */
  readonly drained: () => Promise<void>
}
