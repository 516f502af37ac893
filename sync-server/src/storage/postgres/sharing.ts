import { randomUUID } from 'node:crypto'
import { type Kysely, sql as raw } from 'kysely'
import type { ChangeTopic } from 'shared-schema/api/live.ts'
import { lastSequence } from '../identity.ts'
import type { Schema } from '../schema.ts'
import type { LoggedEvent } from '../store.ts'
import type { Deliver, DoneWrite, Sharing } from '../writer.ts'
import { listenToNotices, noticeArguments } from './notifications.ts'

/** A notice that got lost delays what it told of by at most this time, ms. */
const LOOK_EVERY_MS = 2_000
/** After an absence it is read in steps: the answers of one step are in memory at once. */
const WRITES_PER_STEP = 500
const EVENTS_PER_STEP = 1_000

export type SharingOptions = {
  readonly url: string
  /** Hears what keeps this process from hearing the others; it goes on trying. */
  readonly onProblem: (error: Error) => void
  readonly lookEveryMs?: number
  /** How notices come; on a connection of their own unless a simulation brings its own. */
  readonly listen?: (
    heard: Parameters<typeof listenToNotices>[1],
    failed: Parameters<typeof listenToNotices>[2],
  ) => () => Promise<void> | void
}

/**
 * Lets processes hear one another. Sequences have no gaps, so each process knows whether it has heard of every write: a notice says only
 * that there is more to read, and one that is missed is made good by the next, by the next own write, or by looking now and then.
 */
export async function makeSharing(
  sql: Kysely<Schema>,
  deliver: Deliver,
  {
    url,
    onProblem,
    lookEveryMs = LOOK_EVERY_MS,
    listen = (heard, failed) => listenToNotices(url, heard, failed),
  }: SharingOptions,
): Promise<Sharing> {
  const node = randomUUID()
  /** Up to these, everything was delivered: sequence of writes, position in the log. */
  let heard = await lastSequence(sql)
  let logRead = await endOfLog(sql)
  /** Own events that are on their way into the log, or there and not read back yet. */
  const own = new Set<string>()
  /** Where the log ended after an own write. */
  const logEnds = new WeakMap<DoneWrite, number>()
  let reading: Promise<void> | undefined
  let readAgain = false

  /**
   * Two questions nearly always: a teammate elsewhere waits for their answers, and so does the acknowledgement of an own write that
   * came after another server's. Changes first: a write whose number is heard of must not have its events left unread.
   */
  async function readOn(): Promise<void> {
    for (let end = Number.POSITIVE_INFINITY; heard < end; ) {
      const step = await changesAfter(sql, heard, WRITES_PER_STEP)
      end = step.end
      heard = Math.max(heard, Math.min(end, heard + WRITES_PER_STEP))
      if (step.changes.length > 0) deliver.changes(step.changes)
    }
    for (let more = true; more; ) {
      const rows = await eventsAfter(sql, logRead)
      logRead = rows.at(-1)?.seq ?? logRead
      const foreign = rows.filter(({ id }) => !own.delete(id))
      if (foreign.length > 0) deliver.foreignEvents(foreign)
      more = rows.length === EVENTS_PER_STEP
    }
  }

  /** Reads what is new; resolves when it was delivered, or could not be. */
  function read(): Promise<void> {
    if (reading !== undefined) {
      readAgain = true
      return reading
    }
    const repeat = async (): Promise<void> => {
      do {
        readAgain = false
        await readOn()
      } while (readAgain)
    }
    reading = repeat()
      .catch((error: unknown) => onProblem(error instanceof Error ? error : new Error(String(error))))
      .finally(() => {
        reading = undefined
      })
    return reading
  }

  const stopListening = listen((notice) => {
    if (notice === undefined || (notice.node !== node && notice.seq > heard)) void read()
  }, onProblem)
  const look = setInterval(() => void read(), lookEveryMs)

  return {
    seal: async (transaction, write) => {
      for (const id of write.events) own.add(id)
      if (write.changes.length === 0 && write.events.length === 0) return
      const [channel, payload] = noticeArguments({ node, seq: write.seq })
      const { rows } = await raw<{
        end: number
      }>`select coalesce((select max(seq) from work_events), 0) as end, pg_notify(${channel}, ${payload})`.execute(
        transaction,
      )
      logEnds.set(write, rows[0]?.end ?? 0)
    },
    committed: async (write) => {
      if (write.seq <= heard) return
      if (reading !== undefined || write.seq !== heard + 1) return read()
      heard = write.seq
      logRead = Math.max(logRead, logEnds.get(write) ?? 0)
      for (const id of write.events) own.delete(id)
      if (write.changes.length > 0) deliver.changes(write.changes)
    },
    failed: (write) => {
      for (const id of write.events) own.delete(id)
      const end = logEnds.get(write)
      // Its commit may have gone through unconfirmed: then nobody here has announced its events, and they are read like foreign ones.
      if (end === undefined) return
      logRead = Math.min(logRead, end - write.events.length)
      void read()
    },
    close: async () => {
      clearInterval(look)
      await stopListening()
      await reading
    },
  }
}

async function endOfLog(sql: Kysely<Schema>): Promise<number> {
  const row = await sql
    .selectFrom('work_events')
    .select((eb) => eb.fn.max('seq').as('end'))
    .executeTakeFirst()
  return Number(row?.end ?? 0)
}

/** The changes of up to `most` writes after one, and the number of the last write there is, both of one moment. */
async function changesAfter(sql: Kysely<Schema>, after: number, most: number) {
  const rows = await sql
    .selectFrom('meta')
    .leftJoin('changes', (join) => join.on('changes.seq', '>', after).on('changes.seq', '<=', after + most))
    .where('meta.key', '=', 'change_seq')
    .select(['meta.value as end', 'changes.seq', 'changes.topic', 'changes.key'])
    .orderBy('changes.seq')
    .orderBy('changes.topic')
    .orderBy('changes.key')
    .execute()
  const changes = rows.flatMap(({ seq, topic, key }) =>
    seq === null || key === null ? [] : [{ seq, topic: topic as ChangeTopic, key }],
  )
  return { end: Number(rows[0]?.end ?? 0), changes }
}

async function eventsAfter(sql: Kysely<Schema>, seq: number): Promise<(LoggedEvent & { seq: number })[]> {
  return sql
    .selectFrom('work_events')
    .select(['seq', 'id', 'task', 'client', 'clock', 'body', 'received_at'])
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(EVENTS_PER_STEP)
    .execute()
}
