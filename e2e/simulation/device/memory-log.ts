import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import type { ClockReading } from 'shared-schema/domain/picking/hybrid-clock.ts'
import type {
  Counter,
  DeviceLog,
  Settlement,
  Stored,
} from '../../../client/src/replica/device-log/device-log-port.ts'
import { storageFailure } from '../../../client/src/replica/device-log/storage-failure.ts'
import type { DeviceDisk, Stores } from './device-disk.ts'

/**
 * The device log over a simulated disk. It says what the adapter of IndexedDB says; both pass one contract suite
 * (`client/src/replica/device-log/device-log-contract.ts`).
 */
export function openMemoryLog(disk: DeviceDisk): DeviceLog {
  let closed = false

  async function write<T>(work: (stores: Stores) => T): Promise<T> {
    if (closed) throw new DOMException('The device log was closed.', 'InvalidStateError')
    return disk.write(work)
  }

  async function stored(work: (stores: Stores) => void): Promise<Stored> {
    try {
      await write(work)
      return { ok: true }
    } catch (error) {
      return { ok: false, failure: storageFailure(error) }
    }
  }

  function read<T>(from: (stores: ReturnType<DeviceDisk['stored']>) => T): Promise<T> {
    if (closed) return Promise.reject(new DOMException('The device log was closed.', 'InvalidStateError'))
    return Promise.resolve(from(disk.stored()))
  }

  const log: Omit<DeviceLog, 'recall' | 'recallAll'> = {
    load: () =>
      read(({ events, outbox, meta }) => ({
        // As IndexedDB hands them out: in the order of their keys.
        events: [...events.values()].sort(byId),
        outbox: [...outbox.values()].sort(byId),
        counter: readCounter(meta),
      })),
    record: async (events, from, at) => {
      try {
        const ahead = await write((stores) => {
          const onDisk = readCounter(stores.meta)
          if (onDisk.seq !== from.seq) return onDisk
          for (const event of events) putOwn(stores, event, at)
          const last = events.at(-1)
          if (last === undefined) return undefined
          stores.meta.set('seq', last.seq)
          stores.meta.set('clock', { at: last.at, tick: last.tick } satisfies ClockReading)
          return undefined
        })
        if (ahead === undefined) return { ok: true }
        return { ok: false, failure: { code: 'out_of_step', counter: ahead } }
      } catch (error) {
        return { ok: false, failure: storageFailure(error) }
      }
    },
    keep: (events, at) =>
      stored((stores) => {
        for (const event of events) {
          const { id, task } = event
          if (!stores.events.has(id)) stores.events.set(id, { id, task, own: false, event, keptAt: at })
        }
      }),
    settle: (settlements) =>
      stored((stores) => {
        for (const each of settlements) for (const id of each.events) settleOne(stores, id, each)
      }),
    raiseCounter: (seq) =>
      stored(({ meta }) => {
        if (seq > readCounter(meta).seq) meta.set('seq', seq)
      }),
    forget: (events) =>
      stored((stores) => {
        for (const id of events) {
          stores.events.delete(id)
          stores.outbox.delete(id)
        }
      }),
    remember: (key, value) => stored(({ meta }) => void meta.set(key, value)),
    erase: (key) => stored(({ meta }) => void meta.delete(key)),
    close: () => {
      closed = true
    },
  }
  return {
    ...log,
    recall: <V>(key: string) => read(({ meta }) => meta.get(key) as V),
    recallAll: <V>(prefix: string) =>
      read(({ meta }) =>
        [...meta]
          .filter(([key]) => key.startsWith(prefix))
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, value]) => value as V),
      ),
  }
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1
}

function readCounter(meta: ReadonlyMap<string, unknown>): Counter {
  const clock = meta.get('clock') as ClockReading | undefined
  return { seq: (meta.get('seq') as number | undefined) ?? 0, ...(clock !== undefined && { clock }) }
}

function putOwn(stores: Stores, event: WorkEvent, at: number): void {
  const { id, task } = event
  if (stores.events.has(id)) throw new DOMException(`${id} is there already`, 'ConstraintError')
  stores.events.set(id, { id, task, own: true, event, keptAt: at })
  stores.outbox.set(id, { id, task, at: event.at, state: 'here', changedAt: at })
}

function settleOne(stores: Stores, id: string, settlement: Settlement): void {
  const { events: _, at, ...change } = settlement
  const row = stores.outbox.get(id)
  const settled = row?.state === 'acknowledged' && change.state === 'refused'
  if (row !== undefined && !settled) stores.outbox.set(id, { ...row, ...change, changedAt: at })
  const kept = stores.events.get(id)
  if (change.state === 'refused' && !settled && kept !== undefined)
    stores.events.set(id, { ...kept, refused: change.code })
}
