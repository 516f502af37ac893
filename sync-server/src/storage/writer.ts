import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { ChangeMessage } from 'shared-schema/api/live.ts'
import type { Schema } from './schema.ts'
import type { Store, Write } from './store.ts'

/**
 * Makes the store of an open, migrated database. Writes queue here, so that a transaction never waits for a lock
 * its own process holds.
 */
export async function makeStore(sql: Kysely<Schema>, now: () => number): Promise<Store> {
  const epoch = await readOrMakeEpoch(sql)
  const listeners = new Set<(changes: readonly ChangeMessage[]) => void>()
  let last: Promise<unknown> = Promise.resolve()

  async function run<T>(work: (tx: Write) => Promise<T>): Promise<T> {
    const announced: ChangeMessage[] = []
    const result = await sql.transaction().execute(async (transaction) => {
      const at = now()
      // Raised by an update, not by a SQL sequence: a lower number can then never be committed after a higher one.
      const { value } = await transaction
        .updateTable('meta')
        .set((eb) => ({ value: eb.cast<string>(eb(eb.cast<number>('value', 'integer'), '+', 1), 'text') }))
        .where('key', '=', 'change_seq')
        .returning('value')
        .executeTakeFirstOrThrow()
      const seq = Number(value)
      const seen = new Set<string>()
      const done = await work({
        sql: transaction,
        seq,
        now: at,
        changed: (topic, key) => {
          if (seen.has(`${topic}\n${key}`)) return
          seen.add(`${topic}\n${key}`)
          announced.push({ seq, topic, key })
        },
      })
      if (announced.length > 0) {
        const rows = announced.map(({ topic, key }) => ({ seq, topic, key, at }))
        // 200 rows of 4 values stay below SQLite's limit of bound values.
        for (let i = 0; i < rows.length; i += 200) {
          await transaction
            .insertInto('changes')
            .values(rows.slice(i, i + 200))
            .execute()
        }
      }
      return done
    })
    if (announced.length > 0) for (const listener of listeners) listener(announced)
    return result
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
    write: (work) => {
      const turn = last.then(
        () => run(work),
        // The one before failed; its caller was told, this one starts afresh.
        () => run(work),
      )
      last = turn
      return turn
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      await last.catch(() => undefined)
      await sql.destroy()
    },
  }
}

async function readOrMakeEpoch(sql: Kysely<Schema>): Promise<string> {
  await sql
    .insertInto('meta')
    .values([
      { key: 'epoch', value: randomUUID() },
      { key: 'change_seq', value: '0' },
    ])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await sql
    .selectFrom('meta')
    .select('value')
    .where('key', '=', 'epoch')
    .executeTakeFirstOrThrow()
  return row.value
}
