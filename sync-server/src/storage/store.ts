import type { Insertable, Kysely, Transaction, Updateable } from 'kysely'
import type { ChangeMessage, ChangeTopic } from 'shared-schema/api/live.ts'
import type { DeviceKeys } from './device-keys.ts'
import type { Schema } from './schema.ts'

export type TableWithId = {
  [Name in keyof Schema]: Schema[Name] extends { id: string } ? Name : never
}[keyof Schema]

/** A write in progress: the SQL transaction and the changes it will announce once it is committed. */
export type Write = {
  readonly sql: Transaction<Schema>
  /** Adds rows, all with the same columns; many of them at a fraction of what building one long statement costs. */
  readonly insertRows: <Name extends keyof Schema>(
    table: Name,
    rows: readonly Insertable<Schema[Name]>[],
  ) => Promise<void>
  /** Adds rows; where the keys are taken, the other columns of that row become these. */
  readonly upsertRows: <Name extends keyof Schema>(
    table: Name,
    keys: readonly (keyof Schema[Name] & string)[],
    rows: readonly Insertable<Schema[Name]>[],
  ) => Promise<void>
  /** Changes rows by their `id`, all of them in the same columns. */
  readonly updateRows: <Name extends TableWithId>(
    table: Name,
    rows: readonly (Updateable<Schema[Name]> & { readonly id: string })[],
  ) => Promise<void>
  /** Notes that something people or devices watch has changed; announced after the commit, never before. */
  readonly changed: (topic: ChangeTopic, key: string) => void
  /** Notes the ids of events that this write adds to the log, so that no process takes its own events for another one's. */
  readonly logged: (ids: readonly string[]) => void
  /** Keys of devices, also of those that this database has forgotten or not met yet. */
  readonly deviceKey: DeviceKeys
  /** The change sequence of this write, for `change_seq` columns. One per write. */
  readonly seq: number
  /** Server time of this write, ms since 1970. */
  readonly now: number
}

/** An event of the log as another process wrote it. */
export type LoggedEvent = {
  readonly id: string
  readonly task: string
  readonly client: number
  readonly clock: number
  /** The event, JSON. */
  readonly body: string
  /** By the clock of the server that took it, ms since 1970. */
  readonly received_at: number
}

/**
 * The port every part of the server stores through. Adapters: `sqlite/`, `postgres/`. All of them pass `contract.ts`.
 */
export type Store = {
  /**
   * Reads see committed rows only. An embedded database has one connection: inside `write` use `tx.sql`, a read of this one
   * would wait for the very write it is part of.
   */
  readonly sql: Kysely<Schema>
  /**
   * Runs `work` in one transaction, one at a time; resolves after the commit is durable (fsync).
   * When `work` throws, nothing is written and nothing announced.
   */
  readonly write: <T>(work: (tx: Write) => Promise<T>) => Promise<T>
  /** Hears the changes of every committed write of every process, in commit order. Returns how to stop. */
  readonly onChange: (listener: (changes: readonly ChangeMessage[]) => void) => () => void
  /**
   * Hears the events that other processes added to the log, in the order of the log; never those of this process, unless it could not
   * know whether they were committed. An embedded database has no other processes. Returns how to stop.
   */
  readonly onForeignEvents: (listener: (events: readonly LoggedEvent[]) => void) => () => void
  /** Identity of this database's history: after a restore from a backup it is a new one, and devices offer everything they keep. */
  readonly epoch: () => string
  /** Takes a new epoch, in every process: something showed that this database was put back to an earlier state. */
  readonly renewEpoch: () => Promise<void>
  /** Whether the database answers a read. */
  readonly healthy: () => Promise<boolean>
  readonly close: () => Promise<void>
}
