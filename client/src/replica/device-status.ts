import type { ClientMessage } from 'shared-schema/protocol/client-message.ts'
import type { Line } from './line/line.ts'
import type { Platform } from './platform.ts'
import type { SignedIn, StorageHealth, UnsentSummary, Watched } from './replica.ts'

type Status = Extract<ClientMessage, { type: 'status' }>

/** Changes within this time become one report, ms. */
const COLLECT_MS = 2_000
/** A silent device is shown as stale to supervisors; this keeps a working one fresh, ms. */
const AT_LEAST_EVERY_MS = 60_000

type Watches = {
  readonly unsent: Watched<UnsentSummary>
  readonly storage: Watched<StorageHealth>
  readonly signedIn: Watched<SignedIn | undefined>
}

/** What a device says of itself to the supervisors' page. */
export function statusOf(watches: Watches, offset: number | undefined, battery?: number): Status {
  const { count, oldestAt } = watches.unsent.get()
  const worker = watches.signedIn.get()?.worker
  const { persisted, used } = watches.storage.get()
  return {
    type: 'status',
    unsent: count,
    persisted,
    ...(used !== undefined && { used }),
    ...(battery !== undefined && { battery }),
    ...(oldestAt !== undefined && { oldest: oldestAt }),
    ...(offset !== undefined && { offset: Math.round(offset) }),
    ...(worker !== undefined && { worker }),
  }
}

/** Reports the status when it changes and now and then; returns how to stop. */
export function reportStatus(
  watches: Watches,
  line: Line,
  platform: Pick<Platform, 'after' | 'battery'>,
): { readonly now: () => void; readonly stop: () => void } {
  let cancelSoon: (() => void) | undefined
  let cancelLater = () => {}
  let battery: number | undefined
  const readBattery = () => {
    // A browser that refuses to tell is one that does not know.
    platform.battery?.().then(
      (level) => {
        battery = level
      },
      () => {},
    )
  }
  const now = () => {
    cancelSoon?.()
    cancelSoon = undefined
    cancelLater()
    line.send(statusOf(watches, line.connection.get().offset, battery))
    readBattery()
    cancelLater = platform.after(AT_LEAST_EVERY_MS, now)
  }
  const soon = () => {
    cancelSoon ??= platform.after(COLLECT_MS, now)
  }
  readBattery()
  const stops = [
    watches.unsent.subscribe(soon),
    watches.storage.subscribe(soon),
    watches.signedIn.subscribe(soon),
  ]
  return {
    now,
    stop: () => {
      for (const stop of stops) stop()
      cancelSoon?.()
      cancelLater()
    },
  }
}
