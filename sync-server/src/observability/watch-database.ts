import { oldestUnheard } from '../storage/changes.ts'
import { type DeviceQueue, queuesOfDevices } from '../storage/device-queues.ts'
import { HEARD_LATELY_MS } from '../storage/device-status.ts'
import { heldByReason } from '../storage/event-log.ts'
import { lastSequence } from '../storage/identity.ts'
import { lastBackup } from '../storage/last-backup.ts'
import { countUnreviewed } from '../storage/quarantine-review.ts'
import type { StorageSize } from '../storage/storage-size.ts'
import type { Store } from '../storage/store.ts'
import type { Metrics } from './metrics.ts'

/** Whoever asks more often gets the same numbers again: asking must not cost the database more than picking does, ms. */
const FRESH_FOR_MS = 1_000
/** A database that is away must not make the answer late, for then nobody would hear of it, ms. */
const ANSWER_WITHIN_MS = 2_000
/** More devices than a site has; every one is a time series at whoever collects them. */
const MOST_DEVICES = 300

export type WatchDeps = {
  readonly store: Store
  readonly metrics: Metrics
  /** Devices connected to this process. */
  readonly online: () => ReadonlySet<string>
  /** Whether other servers may be at work on the same database. */
  readonly shared: boolean
  readonly size: () => Promise<StorageSize>
  readonly now: () => number
}

/** Has what only the database knows read before each answer of `/metrics`. @returns how to stop listening */
export async function watchDatabase(deps: WatchDeps): Promise<() => void> {
  const { store, metrics } = deps
  let heard = await lastSequence(store.sql)
  const stop = store.onChange((changes) => {
    heard = Math.max(heard, changes.at(-1)?.seq ?? 0)
  })
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined

  metrics.beforeScrape(async () => {
    if (performance.now() - readAt < FRESH_FOR_MS) return
    reading ??= read(deps, heard)
      .then(
        () => {
          metrics.storageUp.set(1)
          readAt = performance.now()
        },
        // The health answer says so as well, and the log of whoever meets the same failure says why.
        () => forget(metrics),
      )
      .finally(() => {
        reading = undefined
      })
    if (!(await withinTime(reading))) forget(metrics)
  })
  return stop
}

async function read({ store, metrics, online, shared, size, now }: WatchDeps, heard: number): Promise<void> {
  const { sql } = store
  const at = now()
  const [unheard, held, unreviewed, queues, backup, bytes] = await Promise.all([
    oldestUnheard(sql, heard),
    heldByReason(sql),
    countUnreviewed(sql),
    queuesOfDevices(sql),
    lastBackup(sql),
    size(),
  ])
  metrics.behindWrites.set(unheard.count)
  metrics.behindSeconds.set(unheard.at === undefined ? 0 : Math.max(0, at - unheard.at) / 1000)
  metrics.heldEvents.reset()
  for (const [reason, count] of held) metrics.heldEvents.set({ reason }, count)
  metrics.quarantine.set(unreviewed)
  metrics.backupAt.set((backup ?? 0) / 1000)
  metrics.databaseBytes.set(bytes.database)
  if (bytes.wal !== undefined) metrics.walBytes.set(bytes.wal)
  for (const [state, count] of Object.entries(bytes.pool ?? {})) metrics.pool.set({ state }, count)
  tellQueues(metrics, queues, (device) => stateOf(device, { online: online(), shared, at }), at)
}

type Queues = Awaited<ReturnType<typeof queuesOfDevices>>
type State = 'online' | 'elsewhere' | 'stale' | 'gone' | 'revoked'

const GONE_AFTER_MS = 14 * 24 * 60 * 60 * 1000

function stateOf(
  { id, revoked_at, last_seen }: DeviceQueue,
  moment: { readonly online: ReadonlySet<string>; readonly shared: boolean; readonly at: number },
): State {
  const silence = moment.at - (last_seen ?? 0)
  if (revoked_at !== null) return 'revoked'
  if (moment.online.has(id)) return 'online'
  if (moment.shared && silence < HEARD_LATELY_MS) return 'elsewhere'
  return silence < GONE_AFTER_MS ? 'stale' : 'gone'
}

function tellQueues(
  metrics: Metrics,
  queues: Queues,
  stateAt: (device: DeviceQueue) => State,
  at: number,
): void {
  const states: Record<State, number> = { online: 0, elsewhere: 0, stale: 0, gone: 0, revoked: 0 }
  let sum = 0
  const active: DeviceQueue[] = []
  for (const device of queues) {
    const state = stateAt(device)
    states[state] += 1
    if (state === 'revoked' || device.unsent === null) continue
    sum += device.unsent
    if (state !== 'gone') active.push(device)
  }
  for (const [state, count] of Object.entries(states)) metrics.devices.set({ state }, count)
  metrics.unsentOfAll.set(sum)
  // A device that is no more must not go on being told with its last word.
  metrics.unsent.reset()
  metrics.oldestUnsent.reset()
  active.sort((a, b) => (b.unsent ?? 0) - (a.unsent ?? 0) || (b.last_seen ?? 0) - (a.last_seen ?? 0))
  for (const { id: device, unsent, oldest_unsent, clock_offset } of active.slice(0, MOST_DEVICES)) {
    metrics.unsent.set({ device }, unsent ?? 0)
    if ((unsent ?? 0) === 0 || oldest_unsent === null) continue
    const age = at - (oldest_unsent + (clock_offset ?? 0))
    metrics.oldestUnsent.set({ device }, Math.max(0, age) / 1000)
  }
}

/** What was read before is no longer known to be true. */
function forget(metrics: Metrics): void {
  metrics.storageUp.set(0)
  const { behindWrites, behindSeconds, heldEvents, quarantine, devices, unsent, oldestUnsent } = metrics
  const { unsentOfAll, databaseBytes, walBytes, backupAt } = metrics
  for (const gauge of [
    behindWrites,
    behindSeconds,
    quarantine,
    unsentOfAll,
    databaseBytes,
    walBytes,
    backupAt,
  ])
    gauge.remove()
  for (const gauge of [heldEvents, devices, unsent, oldestUnsent]) gauge.reset()
}

async function withinTime(work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ANSWER_WITHIN_MS)
  })
  const done = await Promise.race([work.then(() => true as const), late])
  clearTimeout(timer)
  return done
}
