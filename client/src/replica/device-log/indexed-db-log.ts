import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import type { ClockReading } from 'shared-schema/domain/picking/hybrid-clock.ts'
import type { Counter, DeviceLog, LogContents, OutboxRow, Settlement, Stored } from './device-log-port.ts'
import { createMetaMemory } from './meta-memory.ts'
import { type Database, type FirstRows, openDatabase, type Stores } from './open-database.ts'
import { storageFailure } from './storage-failure.ts'

type StoreName = 'events' | 'outbox' | 'meta'
type Transaction = ReturnType<typeof readwrite>

/** Strict: the browser flushes to the disk before it reports completion. Relaxed loses the last scans of a killed tab. */
function readwrite(database: Database, stores: StoreName[]) {
  return database.transaction<StoreName[], 'readwrite'>(stores, 'readwrite', { durability: 'strict' })
}

export type IndexedDbLogOptions = {
  /** Another tab with an older app holds the database. */
  readonly onBlocked?: () => void
  /** What this page knows of events, to be written again when the database was deleted while the page was open. */
  readonly memory?: () => Pick<LogContents, 'events' | 'outbox'>
}

/**
 * The device log in IndexedDB. When somebody clears the storage of the browser while the app is open, the database is made anew
 * at once, with everything this page remembers (SPEC DV-18).
 * @param name of the database; one per device and origin
 */
export function openIndexedDbLog(name: string, options: IndexedDbLogOptions = {}): DeviceLog {
  const { onBlocked = () => {}, memory } = options
  const meta = createMetaMemory()
  let opening: Promise<Database> | undefined
  let loaded = false
  let closed = false

  function refill(upgrade: Parameters<FirstRows>[0]): void {
    if (!loaded) return
    const contents = memory?.() ?? { events: [], outbox: [] }
    for (const event of contents.events) void upgrade.objectStore('events').put(event)
    for (const row of contents.outbox) void upgrade.objectStore('outbox').put(row)
    for (const [key, value] of meta.all()) void upgrade.objectStore('meta').put(value, key)
  }

  function lost(): void {
    opening = undefined
    // Not only at the next write: a reload before it would find nothing. What fails now is told by that write.
    if (loaded && !closed) connection().catch(() => {})
  }

  async function connection(): Promise<Database> {
    // Something late must not open it again under the tab that has taken over.
    if (closed) throw new DOMException('The device log was closed.', 'InvalidStateError')
    opening ??= openDatabase(name, lost, onBlocked, refill).catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }

  /** Runs one transaction and waits until it is complete; on any failure nothing of it is stored. */
  async function write<T>(stores: StoreName[], work: (tx: Transaction) => Promise<T>): Promise<T> {
    const tx = readwrite(await connection(), stores)
    // Handled below; without this a failing request would be reported as unhandled before it is awaited.
    tx.done.catch(() => {})
    try {
      const result = await work(tx)
      await tx.done
      return result
    } catch (error) {
      abort(tx)
      throw error
    }
  }

  async function stored(stores: StoreName[], work: (tx: Transaction) => Promise<unknown>): Promise<Stored> {
    try {
      await write(stores, work)
      return { ok: true }
    } catch (error) {
      return { ok: false, failure: storageFailure(error) }
    }
  }

  return {
    load: async () => {
      const tx = (await connection()).transaction(['events', 'outbox', 'meta'])
      const store = tx.objectStore('meta')
      const [events, outbox, keys, values] = await Promise.all([
        tx.objectStore('events').getAll(),
        tx.objectStore('outbox').getAll(),
        store.getAllKeys(),
        store.getAll(),
      ])
      meta.load(keys.map((key, index) => [key, values[index]]))
      loaded = true
      return { events, outbox, counter: meta.counter() }
    },

    record: async (events, from, at) => {
      try {
        const ahead = await write(['events', 'outbox', 'meta'], async (tx) => {
          const store = tx.objectStore('meta')
          const onDisk = await readCounter((key) => store.get(key))
          if (onDisk.seq !== from.seq) return onDisk
          await all(...events.map((event) => () => putOwn(tx, event, at)), () => putCounter(tx, events))
          return undefined
        })
        if (ahead === undefined) {
          meta.minted(events)
          return { ok: true }
        }
        return { ok: false, failure: { code: 'out_of_step', counter: ahead } }
      } catch (error) {
        return { ok: false, failure: storageFailure(error) }
      }
    },

    keep: (events, at) =>
      stored(['events'], async (tx) => {
        const store = tx.objectStore('events')
        await Promise.all(
          events.map(async (event) => {
            if ((await store.getKey(event.id)) !== undefined) return
            await store.put({ id: event.id, task: event.task, own: false, event, keptAt: at })
          }),
        )
      }),

    settle: (settlements) =>
      stored(['events', 'outbox'], (tx) =>
        all(...settlements.flatMap((each) => each.events.map((id) => () => settle(tx, id, each)))),
      ),

    raiseCounter: (seq) => {
      meta.raise(seq)
      return stored(['meta'], async (tx) => {
        const store = tx.objectStore('meta')
        const { seq: onDisk } = await readCounter((key) => store.get(key))
        if (seq > onDisk) await store.put(seq, 'seq')
      })
    },

    forget: (events) =>
      stored(['events', 'outbox'], (tx) =>
        all(
          ...events.flatMap((id) => [
            () => tx.objectStore('events').delete(id),
            () => tx.objectStore('outbox').delete(id),
          ]),
        ),
      ),

    recall: async <V>(key: string) => (await (await connection()).get('meta', key)) as V,
    recallAll: async <V>(prefix: string) => {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
      return (await (await connection()).getAll('meta', range)) as V[]
    },
    remember: (key, value) => {
      meta.put(key, value)
      return stored(['meta'], (tx) => tx.objectStore('meta').put(value, key))
    },
    erase: (key) => {
      meta.put(key, undefined)
      return stored(['meta'], (tx) => tx.objectStore('meta').delete(key))
    },
    close: () => {
      // A database that never opened needs no closing.
      opening?.then((database) => database.close()).catch(() => {})
      closed = true
    },
  }
}

async function readCounter(get: (key: string) => Promise<unknown>): Promise<Counter> {
  const [seq, clock] = (await Promise.all([get('seq'), get('clock')])) as [number?, ClockReading?]
  return { seq: seq ?? 0, ...(clock !== undefined && { clock }) }
}

function putCounter(tx: Transaction, events: readonly WorkEvent[]): Promise<unknown> {
  const last = events.at(-1)
  if (last === undefined) return Promise.resolve()
  const meta = tx.objectStore('meta')
  const clock: ClockReading = { at: last.at, tick: last.tick }
  return all(
    () => meta.put(last.seq, 'seq'),
    () => meta.put(clock, 'clock'),
  )
}

function putOwn(tx: Transaction, event: WorkEvent, at: number): Promise<unknown> {
  const { id, task } = event
  const row: OutboxRow = { id, task, at: event.at, state: 'here', changedAt: at }
  return all(
    // `add`, not `put`: an id that exists already is a bug of minting and must not overwrite a pick.
    () => tx.objectStore('events').add({ id, task, own: true, event, keptAt: at }),
    () => tx.objectStore('outbox').add(row),
  )
}

/** Makes requests at once. One that throws while it is made rejects like the others and leaves none unwatched. */
function all(...requests: readonly (() => Promise<unknown>)[]): Promise<unknown> {
  return Promise.all(requests.map(async (request) => request()))
}

async function settle(tx: Transaction, id: string, settlement: Settlement): Promise<void> {
  const { events: _, at, ...change } = settlement
  const row: Stores['outbox']['value'] | undefined = await tx.objectStore('outbox').get(id)
  // A late "refused" of an earlier copy must not take back that a server has it.
  const settled = row?.state === 'acknowledged' && change.state === 'refused'
  if (row !== undefined && !settled) await tx.objectStore('outbox').put({ ...row, ...change, changedAt: at })
  if (change.state !== 'refused' || settled) return
  const kept = await tx.objectStore('events').get(id)
  if (kept !== undefined) await tx.objectStore('events').put({ ...kept, refused: change.code })
}

function abort(tx: Transaction): void {
  try {
    tx.abort()
  } catch {
    // It has ended already, which is what was wanted.
  }
}
