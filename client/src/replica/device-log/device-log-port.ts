import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import type { ClockReading } from 'shared-schema/domain/picking/hybrid-clock.ts'
import type { StoredMeta } from './stored-meta.ts'

/*
 * What the device remembers of work. The one thing on it that exists nowhere else, so this port is narrow and
 * every write says whether it happened.
 */

/** An event this device knows, of its own or of a teammate. */
export type KeptEvent = {
  readonly id: string
  readonly task: string
  /** Recorded here; false for what arrived from others. */
  readonly own: boolean
  /** As signed or received, never changed: an event of a newer version is kept though nobody here can read it yet. */
  readonly event: WorkEvent
  /** When it was stored, device time in ms. */
  readonly keptAt: number
  /** Why the server will never take it; it is not offered again. */
  readonly refused?: string
}

/** The way of one own event. `sent` is not stored: after a reload nobody knows whether it arrived. */
export type OutboxRow = {
  readonly id: string
  readonly task: string
  /** When it happened, device time in ms. */
  readonly at: number
  readonly state: 'here' | 'acknowledged' | 'held' | 'refused'
  readonly changedAt: number
  /** The server's epoch that acknowledged it. */
  readonly epoch?: string
  /** Why it was refused. */
  readonly code?: string
}

/** Everything a start needs, read in one transaction. */
export type LogContents = {
  readonly events: readonly KeptEvent[]
  readonly outbox: readonly OutboxRow[]
  readonly counter: Counter
}

/** Where minting stands: the last number and the last clock reading that are on disk. */
export type Counter = { readonly seq: number; readonly clock?: ClockReading }

/** The disk is full, the transaction was aborted, the database is gone: nothing of the call was stored. */
export type StorageFailure = { readonly code: 'storage_failed'; readonly detail: string }
export type Stored = { readonly ok: true } | { readonly ok: false; readonly failure: StorageFailure }
/** The counter on disk is ahead of the one the events were minted from: mint again from this one. */
export type OutOfStep = { readonly code: 'out_of_step'; readonly counter: Counter }

/** What became of events. Ids that are not in the log are left alone. */
export type Settlement = {
  readonly events: readonly string[]
  readonly at: number
} & (
  | { readonly state: 'acknowledged' | 'held'; readonly epoch: string }
  /** The server that had it was put back to an earlier state: it counts as unsent again. */
  | { readonly state: 'here' }
  | { readonly state: 'refused'; readonly code: string }
)

export type DeviceLog = {
  /** @throws when the database cannot be opened at all: without it the app must not pretend to work */
  readonly load: () => Promise<LogContents>
  /**
   * Stores own events, their outbox rows and the new counter: all or none, and durable when it resolves
   * (IndexedDB: strict durability, after `oncomplete`).
   * @param from the counter the events were minted from
   */
  readonly record: (
    events: readonly WorkEvent[],
    from: Counter,
    at: number,
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly failure: StorageFailure | OutOfStep }>
  /** Stores events of others that are not here yet; known ids stay as they are. */
  readonly keep: (events: readonly WorkEvent[], at: number) => Promise<Stored>
  readonly settle: (settlements: readonly Settlement[]) => Promise<Stored>
  /** Raises the counter, never lowers it: after the storage was rolled back, numbers in use must not come again. */
  readonly raiseCounter: (seq: number) => Promise<Stored>
  /** Forgets events and their outbox rows. The caller has made sure that a server has them: see prune.ts. */
  readonly forget: (events: readonly string[]) => Promise<Stored>

  readonly recall: <K extends keyof StoredMeta>(key: K) => Promise<StoredMeta[K] | undefined>
  readonly recallAll: <P extends MetaPrefix>(prefix: P) => Promise<readonly StoredMeta[`${P}${string}`][]>
  /** Durable when it resolves, as `record`. */
  readonly remember: <K extends keyof StoredMeta>(key: K, value: StoredMeta[K]) => Promise<Stored>
  readonly erase: (key: keyof StoredMeta) => Promise<Stored>
  readonly close: () => void
}

/** Families of keys within the remembered values. */
export type MetaPrefix = 'verifier/' | 'synced/' | 'carried/'
