import type { KeptEvent, OutboxRow } from '../../../client/src/replica/device-log/device-log-port.ts'

/** What lies on a handheld's storage: nothing but what was committed. */
export type Stored = {
  readonly events: ReadonlyMap<string, KeptEvent>
  readonly outbox: ReadonlyMap<string, OutboxRow>
  readonly meta: ReadonlyMap<string, unknown>
}
/** The stores of one transaction; kept when it commits, thrown away when it does not. */
export type Stores = {
  readonly events: Map<string, KeptEvent>
  readonly outbox: Map<string, OutboxRow>
  readonly meta: Map<string, unknown>
}

/** How the next commits fare. */
export type DiskMood = 'well' | 'aborts' | 'full'

/** What happens to the process at its next commit. */
export type Deadline =
  /** Killed while the transaction is under way: chance decides whether it had reached the disk. */
  | 'before_oncomplete'
  /** It is on the disk, and the process is killed before it hears so. */
  | 'after_oncomplete'
  /** It has heard so, and has sent nothing yet. */
  | 'before_send'

/**
 * A handheld's storage with the durability of IndexedDB: transactions one after the other, each reaching the disk as
 * a whole a moment after it was made, and only then reported.
 */
export type DeviceDisk = {
  readonly stored: () => Stored
  /** Runs a transaction. Rejects with a `DOMException` when it is aborted or the quota is used up. */
  readonly write: <T>(work: (stores: Stores) => T) => Promise<T>
  readonly replace: (stored: Stored) => void
  mood: DiskMood
}

export type DiskTiming = {
  /** Calls once the transaction under way has reached the disk; not at all when the process is killed before. */
  readonly soon: (run: () => void) => void
  /** What is to happen at this commit; `undefined`: nothing. Returns true when nobody hears of the commit. */
  readonly atCommit: (commit: () => void) => boolean
  /** Whether a commit is reported before it is on the disk: a planted bug. */
  readonly hasty: boolean
}

const atOnce: DiskTiming = {
  soon: (run) => queueMicrotask(run),
  atCommit: (commit) => {
    commit()
    return false
  },
  hasty: false,
}

/** Makes an empty storage. */
export function makeDeviceDisk(timing: DiskTiming = atOnce): DeviceDisk {
  let stored: Stored = { events: new Map(), outbox: new Map(), meta: new Map() }
  const queue: (() => void)[] = []
  let busy = false

  function next(): void {
    const job = queue.shift()
    busy = job !== undefined
    if (job !== undefined) timing.soon(job)
  }

  function transact<T>(work: (stores: Stores) => T): { result: T; stores: Stores } {
    if (disk.mood === 'aborts') throw new DOMException('The transaction was aborted.', 'AbortError')
    if (disk.mood === 'full') throw new DOMException('The quota is used up.', 'QuotaExceededError')
    const stores = {
      events: new Map(stored.events),
      outbox: new Map(stored.outbox),
      meta: new Map(stored.meta),
    }
    return { result: work(stores), stores }
  }

  const disk: DeviceDisk = {
    mood: 'well',
    stored: () => stored,
    replace: (other) => {
      stored = { events: new Map(other.events), outbox: new Map(other.outbox), meta: new Map(other.meta) }
      queue.length = 0
      busy = false
    },
    write: (work) =>
      new Promise((resolve, reject) => {
        queue.push(() => {
          let done: ReturnType<typeof transact<Awaited<ReturnType<typeof work>>>>
          try {
            done = transact(work as never)
          } catch (error) {
            reject(error)
            next()
            return
          }
          const { result, stores } = done
          if (timing.hasty) resolve(result as never)
          const unheard = timing.atCommit(() => {
            stored = stores
          })
          if (unheard) return
          resolve(result as never)
          next()
        })
        if (!busy) next()
      }),
  }
  return disk
}
