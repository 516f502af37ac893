import type { Keeping } from '../config.ts'
import { dropEnrolmentsBefore } from '../storage/devices.ts'
import { dropRefreshTokensBefore } from '../storage/refresh-tokens.ts'
import {
  dropChangesBefore,
  dropOperationsBefore,
  dropReviewedBefore,
  hideSilentDevices,
} from '../storage/retention.ts'
import type { Store, Write } from '../storage/store.ts'
import { type Pace, stepByStep } from './pace.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** How many rows went, by what they were; `hiddenDevices` counts marks and no removals. */
export type Removed = {
  readonly changes: number
  readonly operations: number
  readonly refreshTokens: number
  readonly enrolments: number
  readonly reviewed: number
  readonly hiddenDevices: number
}

/**
 * Removes what nobody can use any more. Never touches the log, what follows from it, the audit, or a frame nobody has looked at: who
 * did what is asked years later, and costs a few MB a year.
 */
export async function dropWhatEnded(store: Store, keeping: Keeping, pace: Pace): Promise<Removed> {
  const few = (drop: (tx: Write, before: number) => Promise<number>, days: number) =>
    days === 0 ? Promise.resolve(0) : store.write((tx) => drop(tx, tx.now - days * DAY_MS))
  const many = async (drop: (tx: Write, before: number) => Promise<number>, days: number) => {
    let removed = 0
    const step = async () => {
      const some = await few(drop, days)
      removed += some
      return some > 0
    }
    await stepByStep(step, pace)
    return removed
  }
  return {
    changes: await many(dropChangesBefore, keeping.changes),
    operations: await many(dropOperationsBefore, keeping.operations),
    refreshTokens: await few(dropRefreshTokensBefore, keeping.endedLogins),
    enrolments: await few(dropEnrolmentsBefore, keeping.endedLogins),
    reviewed: await few(dropReviewedBefore, keeping.reviewed),
    hiddenDevices: await few(hideSilent, keeping.hideDevicesAfter),
  }
}

async function hideSilent(tx: Write, heardSince: number): Promise<number> {
  return (await hideSilentDevices(tx, heardSince)).length
}
