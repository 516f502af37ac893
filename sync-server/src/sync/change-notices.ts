import type { Logger } from 'pino'
import type { ChangeMessage, ChangeTopic } from 'shared-schema/api/live.ts'
import type { ReplicatedCollection } from 'shared-schema/api/replication.ts'
import { noticesOf } from '../storage/device-notices.ts'
import type { Store } from '../storage/store.ts'

/** Commits that follow one another this closely are told in one notice, ms. */
const COALESCE_MS = 15
/** A database that could not be asked who is concerned is asked again after this time, ms. */
const AGAIN_AFTER_MS = 2_000

/** What a change of these topics means for every device, whoever works on it. */
const forAll: Partial<Record<ChangeTopic, readonly ReplicatedCollection[]>> = {
  catalogue: ['articles'],
  people: ['people'],
  settings: ['site'],
}

/** How a notice reaches devices: one device, or all of them. */
export type NoticeSink = {
  readonly toDevice: (device: string, collections: readonly ReplicatedCollection[]) => void
  readonly toAll: (collections: readonly ReplicatedCollection[]) => void
  /** Nobody is connected: nothing needs to be looked up. */
  readonly idle: () => boolean
}

/**
 * Tells devices after each commit which of their replicated collections to pull.
 * @returns how to stop
 */
export function startChangeNotices(store: Store, sink: NoticeSink, log: Logger): () => void {
  let seqs = new Set<number>()
  let common = new Set<ReplicatedCollection>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  async function tell(): Promise<void> {
    timer = undefined
    const commits = [...seqs]
    const collections = [...common]
    seqs = new Set()
    common = new Set()
    if (sink.idle()) return
    if (collections.length > 0) sink.toAll(collections)
    if (commits.length === 0) return
    try {
      const byDevice = Map.groupBy(await noticesOf(store.sql, commits), (notice) => notice.device)
      for (const [device, notices] of byDevice)
        sink.toDevice(device, [...new Set(notices.map((each) => each.collection))])
    } catch (error) {
      // Devices pull at every reconnect as well, but one that stays connected has nothing else to hear it from.
      log.warn({ err: error }, 'change notices were not sent')
      for (const seq of commits) seqs.add(seq)
      if (!stopped) timer ??= setTimeout(() => void tell(), AGAIN_AFTER_MS)
    }
  }

  const stop = store.onChange((changes: readonly ChangeMessage[]) => {
    for (const { seq, topic } of changes) {
      for (const collection of forAll[topic] ?? []) common.add(collection)
      if (topic === 'tasks') seqs.add(seq)
    }
    if (seqs.size + common.size > 0) timer ??= setTimeout(() => void tell(), COALESCE_MS)
  })
  return () => {
    stopped = true
    stop()
    clearTimeout(timer)
  }
}
