import type { Logger } from 'pino'
import { dropChangesBefore } from '../storage/changes.ts'
import { dropEnrolmentsBefore } from '../storage/devices.ts'
import { dropOperationsBefore } from '../storage/operations.ts'
import { dropRefreshTokensBefore } from '../storage/refresh-tokens.ts'
import type { Store } from '../storage/store.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const EVERY_MS = DAY_MS
/** A desk that slept longer than this reads everything again. */
const KEEP_CHANGES_MS = 7 * DAY_MS
/** A program that repeats a call later than this gets the same events but no stored answer. */
const KEEP_OPERATIONS_MS = 90 * DAY_MS
/** Ended credentials are kept a little, so that their reuse can still be recognized. */
const KEEP_ENDED_MS = 7 * DAY_MS

/** Removes what nobody can use any more. Never touches the log, documents, quarantine or audit. @returns what was removed */
export function tidyUp(store: Store): Promise<Record<string, number>> {
  return store.write(async (tx) => ({
    changes: await dropChangesBefore(tx, tx.now - KEEP_CHANGES_MS),
    operations: await dropOperationsBefore(tx, tx.now - KEEP_OPERATIONS_MS),
    refreshTokens: await dropRefreshTokensBefore(tx, tx.now - KEEP_ENDED_MS),
    enrolments: await dropEnrolmentsBefore(tx, tx.now - KEEP_ENDED_MS),
  }))
}

/** Tidies up now and every day. @returns how to stop */
export function startHousekeeping(store: Store, log: Logger): () => void {
  const run = () => {
    tidyUp(store).then(
      (removed) => log.debug({ removed }, 'tidied up'),
      (error: unknown) => log.error({ err: error }, 'tidying up failed'),
    )
  }
  run()
  const timer = setInterval(run, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
