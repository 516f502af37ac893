import type { ReplicatedCollection } from 'shared-schema/api/replication.ts'
import { pageSizes } from '../../../client/src/replica/down/down-rows.ts'
import type { DownStore, PullFrom } from '../../../client/src/replica/down/down-store.ts'
import { type Checkpoint, pullBatch } from '../../../client/src/replica/down/pull-page.ts'
import { createSource, type Source } from '../../../client/src/replica/watched.ts'

/*
 * Stands in for RxDB, which opens five collections of IndexedDB for each start of a device and would be most of the
 * time of a simulation. It pulls with the same pages and checkpoints, and keeps rows over a restart; what it does not
 * model is RxDB's own storage. RxDB itself is met in `client/src/replica/down` and `e2e/replica`.
 */

type Body = Readonly<Record<string, unknown>>
/** Rows and checkpoints that survive the process, by store and collection. */
export type DownDisk = Map<
  string,
  Map<string, { rows: Map<string, Body>; checkpoint: Checkpoint | undefined }>
>

/** After a pull failed although the line is up, ms. */
const RETRY_MS = 5_000
/** Articles, people and settings stay as they are in these worlds, and nobody here asks for them. */
const names: readonly ReplicatedCollection[] = ['tasks', 'verdicts']

/** @param after sets a timer of the tab that opens the store */
export function openMemoryDownStore(
  disk: DownDisk,
  name: string,
  after: (ms: number, run: () => void) => () => void,
): DownStore {
  const stored = disk.get(name) ?? new Map()
  disk.set(name, stored)
  const sources = new Map<ReplicatedCollection, Source<readonly Body[]>>()
  let stopped = false
  for (const collection of names) {
    const kept = stored.get(collection) ?? { rows: new Map<string, Body>(), checkpoint: undefined }
    stored.set(collection, kept)
    sources.set(collection, createSource<readonly Body[]>([...kept.rows.values()]))
  }
  const running = new Map<ReplicatedCollection, { again: boolean; wake: () => void; first: Promise<void> }>()

  function start(collection: ReplicatedCollection, pull: PullFrom): Promise<void> {
    let began = () => {}
    const first = new Promise<void>((resolve) => {
      began = resolve
    })
    running.set(collection, { again: true, wake: () => {}, first })
    void loop(collection, pull, began)
    return first
  }

  async function loop(collection: ReplicatedCollection, pull: PullFrom, began: () => void): Promise<void> {
    const state = running.get(collection)
    const kept = stored.get(collection)
    if (state === undefined || kept === undefined) return
    for (;;) {
      while (state.again && !stopped) {
        state.again = false
        try {
          await drain(collection, kept, pull)
          began()
        } catch {
          state.again = true
          await new Promise<void>((resolve) => after(RETRY_MS, resolve))
        }
      }
      if (stopped) return
      await new Promise<void>((resolve) => {
        state.wake = resolve
      })
    }
  }

  async function drain(
    collection: ReplicatedCollection,
    kept: { rows: Map<string, Body>; checkpoint: Checkpoint | undefined },
    pull: PullFrom,
  ): Promise<void> {
    const size = pageSizes[collection]
    for (;;) {
      const batch = await pullBatch((since) => pull(collection, since, size), kept.checkpoint, size)
      if (stopped) return
      for (const { _deleted, ...body } of batch.documents) {
        if (_deleted) kept.rows.delete(body.id)
        else kept.rows.set(body.id, body)
      }
      kept.checkpoint = batch.checkpoint
      if (batch.documents.length > 0) sources.get(collection)?.set([...kept.rows.values()])
      if (batch.documents.length < size) return
    }
  }

  const close = () => {
    stopped = true
    for (const { wake } of running.values()) wake()
    return Promise.resolve()
  }
  return {
    rows: (collection) => sources.get(collection) ?? createSource<readonly Body[]>([]),
    replicate: async (pull) => {
      await Promise.all(names.map((name) => running.get(name)?.first ?? start(name, pull)))
    },
    pullAgain: (named) => {
      for (const [collection, state] of running) {
        if (named !== undefined && !named.includes(collection)) continue
        state.again = true
        state.wake()
      }
    },
    close,
    remove: async () => {
      await close()
      disk.delete(name)
    },
  }
}
