import type { Logger } from 'pino'
import type { Keeping } from '../config.ts'
import { dayStart } from '../routes/live/warehouse-day.ts'
import type { Store } from '../storage/store.ts'
import { type Archived, archiveTasks } from './archive-tasks.ts'
import { givingWay, type Pace } from './pace.ts'
import { dropWhatEnded, type Removed } from './retention.ts'

const HOUR_MS = 60 * 60 * 1000
/** Nobody picks at three in the night. */
const AT_HOUR = 3
/** A computer that is off at night does it in the day; not at once, because a restart brings everybody back at the same time. */
const AFTER_START_MS = 5 * 60 * 1000

export type TidiedUp = { readonly removed: Removed; readonly archived: Archived }

/** Removes what ended, marks silent devices and archives what is over. With several servers each does it; who comes second finds nothing. */
export async function tidyUp(store: Store, keeping: Keeping, log: Logger, pace: Pace): Promise<TidiedUp> {
  const removed = await dropWhatEnded(store, keeping, pace)
  return { removed, archived: await archiveTasks(store, keeping, log, pace) }
}

/** Tidies up soon and every night. @returns how to stop */
export function startHousekeeping(
  store: Store,
  { keeping, timeZone }: { readonly keeping: Keeping; readonly timeZone: string },
  log: Logger,
  now: () => number,
): () => void {
  const stopping = new AbortController()
  let timer = setTimeout(run, AFTER_START_MS)
  timer.unref()

  function run(): void {
    timer = setTimeout(run, untilNight(now(), timeZone))
    timer.unref()
    tidyUp(store, keeping, log, givingWay(stopping.signal)).then(
      (done) => log.info(done, 'tidied up'),
      (error: unknown) => log.error({ err: error }, 'tidying up failed; the next night tries again'),
    )
  }
  return () => {
    clearTimeout(timer)
    stopping.abort()
  }
}

/** From an instant to the next quiet hour of the warehouse, ms. */
export function untilNight(now: number, timeZone: string): number {
  const tonight = dayStart(now, timeZone) + AT_HOUR * HOUR_MS
  return (tonight > now ? tonight : dayStart(now + 24 * HOUR_MS, timeZone) + AT_HOUR * HOUR_MS) - now
}
