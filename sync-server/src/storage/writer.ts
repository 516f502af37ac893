import type { Kysely, Transaction } from 'kysely'
import type { ChangeMessage } from 'shared-schema/api/live.ts'
import { compiled } from './compiled-query.ts'
import { makeDeviceKeys } from './device-keys.ts'
import { newEpochIn, readOrMakeIdentity, takeNewEpoch } from './identity.ts'
import { type RowWriter, writeByStatements } from './row-writer.ts'
import type { Schema } from './schema.ts'
import type { LoggedEvent, Store, Write } from './store.ts'

/** What a write did, as far as others have to hear of it. */
export type DoneWrite = {
  readonly seq: number
  readonly changes: readonly ChangeMessage[]
  /** Ids of the events it added to the log. */
  readonly events: readonly string[]
}

/** Hands on what was committed, here or elsewhere. */
export type Deliver = {
  readonly changes: (changes: readonly ChangeMessage[]) => void
  readonly foreignEvents: (events: readonly LoggedEvent[]) => void
}

/** How the processes that share a database hear of one another's writes. */
export type Sharing = {
  /** The last step of each transaction. */
  readonly seal: (sql: Transaction<Schema>, write: DoneWrite) => Promise<void>
  /** To be called after each commit; resolves when its changes and all before them were delivered. */
  readonly committed: (write: DoneWrite) => Promise<void>
  /** To be called when a transaction failed, or its commit was not confirmed. */
  readonly failed: (write: DoneWrite) => void
  readonly close: () => Promise<void>
}

/**
 * Makes the store of an open, migrated database. Writes queue here, so that a transaction never waits for a lock
 * its own process holds.
 * @param rows how many rows are written; in the way every database knows when absent
 * @param share joins the processes that share the database; absent where there is only this one
 */
export async function makeStore(
  sql: Kysely<Schema>,
  now: () => number,
  share?: (deliver: Deliver) => Promise<Sharing>,
  rows: RowWriter = writeByStatements,
): Promise<Store> {
  const identity = await readOrMakeIdentity(sql)
  const deviceKey = makeDeviceKeys(identity.deviceSecret)
  let { epoch } = identity
  const listeners = new Set<(changes: readonly ChangeMessage[]) => void>()
  const foreignListeners = new Set<(events: readonly LoggedEvent[]) => void>()
  const deliver: Deliver = {
    changes: (changes) => {
      epoch = newEpochIn(changes) ?? epoch
      for (const listener of listeners) listener(changes)
    },
    foreignEvents: (events) => {
      for (const listener of foreignListeners) listener(events)
    },
  }
  const sharing = await share?.(deliver)
  let last: Promise<unknown> = Promise.resolve()

  async function run<T>(work: (tx: Write) => Promise<T>): Promise<{ result: T; write: DoneWrite }> {
    let begun: DoneWrite | undefined
    try {
      return await sql.transaction().execute(async (transaction) => {
        const at = now()
        const seq = await nextSeq(transaction)
        const changes: ChangeMessage[] = []
        const events: string[] = []
        const write = { seq, changes, events }
        begun = write
        const seen = new Set<string>()
        const result = await work({
          sql: transaction,
          insertRows: (table, added) => rows.insert(transaction, table, added),
          upsertRows: (table, keys, added) => rows.upsert(transaction, table, keys, added),
          updateRows: (table, changed) => rows.update(transaction, table, changed),
          seq,
          now: at,
          deviceKey,
          logged: (ids) => {
            for (const id of ids) events.push(id)
          },
          changed: (topic, key) => {
            if (seen.has(`${topic}\n${key}`)) return
            seen.add(`${topic}\n${key}`)
            changes.push({ seq, topic, key })
          },
        })
        const told = changes.map(({ topic, key }) => ({ seq, topic, key, at }))
        await rows.insert(transaction, 'changes', told)
        await sharing?.seal(transaction, write)
        return { result, write }
      })
    } catch (error) {
      if (begun !== undefined) sharing?.failed(begun)
      throw error
    }
  }

  async function write<T>(work: (tx: Write) => Promise<T>): Promise<T> {
    const turn = last.then(
      () => run(work),
      // The one before failed; its caller was told, this one starts afresh.
      () => run(work),
    )
    const announced = turn.then(({ write: done }) => {
      if (sharing !== undefined) return sharing.committed(done)
      if (done.changes.length > 0) deliver.changes(done.changes)
      return undefined
    })
    // With others, hearing what they committed in between may take a moment; the next write need not wait for it.
    last = sharing === undefined ? announced : turn
    await announced
    return (await turn).result
  }

  return {
    sql,
    epoch: () => epoch,
    healthy: () =>
      sql
        .selectFrom('meta')
        .select('key')
        .limit(1)
        .execute()
        .then(
          () => true,
          // The health answer says so; the reason is in the log of whoever meets the same failure.
          () => false,
        ),
    write,
    renewEpoch: () => write(async (tx) => tx.changed('settings', await takeNewEpoch(tx.sql))),
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onForeignEvents: (listener) => {
      foreignListeners.add(listener)
      return () => foreignListeners.delete(listener)
    },
    close: async () => {
      await last.catch(() => undefined)
      await sharing?.close()
      await sql.destroy()
    },
  }
}

/** Raised by an update, not by a SQL sequence: a lower number can then never be committed after a higher one, and none is left out. */
async function nextSeq(sql: Transaction<Schema>): Promise<number> {
  const [row] = await raisedSeq(sql)
  if (row === undefined) throw new Error('The database has no change sequence.')
  return Number(row.value)
}

const raisedSeq = compiled((sql) =>
  sql
    .updateTable('meta')
    // The one is written out: SQLite would take a bound number as a float, and store "29.0".
    .set((eb) => ({
      value: eb.cast<string>(eb(eb.cast<number>('value', 'bigint'), '+', eb.lit(1)), 'text'),
    }))
    .where('key', '=', 'change_seq')
    .returning('value'),
)
