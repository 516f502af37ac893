import { setImmediate } from 'node:timers/promises'
import { type Act, actsAfter, positionBefore } from '../../storage/live.ts'
import type { Store } from '../../storage/store.ts'
import { dayStart } from './warehouse-day.ts'

/** The first reading of a busy day finds tens of thousands of acts, and they need not be in memory at once. */
const ACTS_PER_STEP = 5_000

/** What a worker did today: from when to when, and what last. */
export type WorkerDay = { readonly firstAt: number; readonly lastAt: number; readonly last: Act }
export type Activity = {
  /** Local midnight. */
  readonly since: number
  readonly workers: ReadonlyMap<string, WorkerDay>
}

/**
 * Follows the log: each reading takes only what was added since the one before, for a day brings tens of thousands of
 * events and a screen on the wall asks ten times a second.
 * @returns what every worker did today
 */
export function makeActivity(store: Store, now: () => number, timeZone: string): () => Promise<Activity> {
  let since = 0
  let seq = 0
  let workers = new Map<string, WorkerDay>()
  let reading: Promise<unknown> = Promise.resolve()

  async function read(): Promise<Activity> {
    const today = dayStart(now(), timeZone)
    if (today !== since) {
      // The log of a year is never read to find the day.
      seq = await positionBefore(store.sql, today)
      since = today
      workers = new Map()
    }
    for (;;) {
      const acts = await actsAfter(store.sql, seq, ACTS_PER_STEP)
      for (const act of acts) note(act)
      if (acts.length < ACTS_PER_STEP) return { since, workers }
      // Whoever picks comes in between.
      await setImmediate()
    }
  }

  function note(act: Act): void {
    seq = act.seq
    if (act.type === 'corrected' || act.type === 'accepted') return
    // What an offline phone recorded yesterday and sent today still counts as today's arrival, from midnight on.
    const at = Math.max(act.happened_at, since)
    const known = workers.get(act.by)
    workers.set(act.by, {
      firstAt: Math.min(known?.firstAt ?? at, at),
      lastAt: Math.max(known?.lastAt ?? at, at),
      last: known && known.last.happened_at > act.happened_at ? known.last : act,
    })
  }

  return () => {
    const next = reading.then(read, read)
    reading = next
    return next
  }
}
