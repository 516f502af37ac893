import { pino } from 'pino'
import { workDocumentName } from 'shared-schema/documents/document-name.ts'
import type { FlatRecord } from 'shared-schema/documents/flat-record.ts'
import { encodeWorkUpdate } from 'shared-schema/documents/work-document-encode.ts'
import type { Role } from 'shared-schema/domain/people.ts'
import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import type { WorkAct, WorkEvent } from 'shared-schema/domain/picking/event.ts'
import * as Y from 'yjs'
import { makeMetrics } from '../observability/metrics.ts'
import { insertDevice, recordDeviceLogin } from '../storage/devices.ts'
import { loggedEvents } from '../storage/event-log.ts'
import { insertPerson } from '../storage/people.ts'
import { insertRequisition } from '../storage/requisitions.ts'
import type { Store } from '../storage/store.ts'
import { insertTask } from '../storage/task-plans.ts'
import { makeDocumentCache } from './document-cache.ts'
import { authenticationCode } from './event-proof.ts'
import { makeHub } from './hub.ts'
import { makeIngest } from './ingest.ts'
import type { FrameOutcome } from './ingest-port.ts'

/*
 * A small warehouse for tests: Ana and Luka share task `t-1` (two lines of ten), Jelena has `t-2`, Milena supervises.
 * Everything is real but the network; devices write with real Yjs.
 */

const people: readonly [id: string, name: string, role: Role][] = [
  ['p-ana', 'Ana Kovačević', 'MAGACIONER'],
  ['p-luka', 'Luka Perović', 'MAGACIONER'],
  ['p-jelena', 'Jelena Radulović', 'MAGACIONER'],
  ['p-sef', 'Milena Đurović', 'SEF'],
]
const devices = ['ana', 'luka', 'jelena'] as const
/** The key of a sample device: 32 bytes that its name makes. */
const keyOf = (name: string) => Buffer.from(name.padEnd(32, '.')).toString('base64url')

/** Fills an empty store with the warehouse. */
export async function furnish(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const [id, name, role] of people) {
      const username = id.slice(2)
      await insertPerson(tx, { id, username, name, role, active: true, passwordHash: null, pinHash: null })
    }
    for (const name of devices) {
      const device = {
        id: `d-${name}`,
        name,
        kind: 'handheld',
        mac_key: keyOf(name),
        token_hash: name,
        enrolled_by: null,
      }
      await insertDevice(tx, device)
      await recordDeviceLogin(tx, device.id, `p-${name}`)
    }
    for (const [task, number, workers] of [
      ['t-1', '25-20CT-000279', ['p-ana', 'p-luka']],
      ['t-2', '25-20CT-000280', ['p-jelena']],
    ] as const) {
      const requisition = `r-${task}`
      const lines = ['pillow', 'blanket'].map((ident, index) => ({
        ...{ id: `${requisition}-${ident}`, pos: index + 1, ident, name: ident, unit: 'KOM' },
        ...{ requested: 10_000, barcode: null, location: null, unknown_article: 0 as const },
      }))
      await insertRequisition(tx, {
        ...{ id: requisition, number, date: '2025-10-03', closeIncomplete: true, importedBy: null, lines },
        ...{ warehouse: 'Veleprodajni magacin', shop: 'Prodavnica Kotor' },
      })
      await insertTask(tx, {
        ...{ id: task, requisition, team: null, workers, priority: 'normal', due: null, by: 'p-sef' },
        lines: lines.map((line) => ({
          id: `${task}-${line.ident}`,
          requisitionLine: line.id,
          quantity: line.requested,
        })),
      })
    }
  })
}

/** The sync core over a furnished store. */
export function openWarehouse(store: Store) {
  const log = pino({ level: 'silent' })
  const hub = makeHub()
  const documents = makeDocumentCache(store)
  const ingest = makeIngest({ store, documents, hub, log, metrics: makeMetrics() })
  const inLog = () => loggedEvents(store.sql)
  return { store, hub, documents, ingest, log, inLog }
}

let minted = 0

/** An event as a device makes it. `change` forges it after it was signed; `before` changes what is signed. */
export function event(
  who: 'ana' | 'luka' | 'jelena',
  act: Partial<WorkAct> & Record<string, unknown>,
  { before = {}, change = {} }: { before?: object; change?: object } = {},
): WorkEvent {
  minted += 1
  const unsigned = {
    ...{ v: 1, id: `01900000-0000-7000-8000-${String(minted).padStart(12, '0')}`, task: 't-1' },
    ...{ by: `p-${who}`, device: `d-${who}`, seq: minted, at: 1_760_000_000_000 + minted, tick: 0 },
    ...act,
    ...before,
  }
  const mac = authenticationCode(canonicalEvent(unsigned), keyOf(unsigned.device.slice(2)))
  return { ...unsigned, mac, ...change } as unknown as WorkEvent
}

export const pick = (
  who: 'ana' | 'luka' | 'jelena',
  line: 'pillow' | 'blanket',
  units: number,
  forged: { before?: object; change?: object } = {},
) => event(who, { type: 'picked', line: `t-1-${line}`, qty: units * 1000, way: 'trigger' }, forged)

/** Bytes of an update that adds events under one client id. */
export function update(client: number, clock: number, ...events: readonly WorkEvent[]): Uint8Array {
  return encodeWorkUpdate(client, clock, events as unknown as (FlatRecord & { id: string })[])
}

/** A handheld with a real Yjs document of task `t-1`, whose updates go to the ingest. */
export function handheld(warehouse: ReturnType<typeof openWarehouse>, name: 'ana' | 'luka' | 'jelena') {
  const { ingest, hub, documents } = warehouse
  const doc = new Y.Doc()
  const events = doc.getMap<WorkEvent>('events')
  const origin = {}
  const outcomes: Promise<FrameOutcome>[] = []
  const task = 't-1'
  doc.on('update', (bytes: Uint8Array, from: unknown) => {
    if (from !== origin) outcomes.push(ingest.frame({ task, bytes, device: `d-${name}`, origin }))
  })
  hub.listen(task, (bytes) => Y.applyUpdate(doc, bytes, origin), origin)
  return {
    doc,
    events,
    name: workDocumentName(task),
    /** Puts events into the document and resolves with what became of the last update. */
    put: async (...added: readonly WorkEvent[]): Promise<FrameOutcome | undefined> => {
      doc.transact(() => {
        for (const each of added) events.set(each.id, each)
      })
      return outcomes.at(-1)
    },
    /** Both halves of y-protocols' sync at once. */
    sync: async (): Promise<FrameOutcome> => {
      Y.applyUpdate(doc, await documents.diff(task, Y.encodeStateVector(doc)), origin)
      const bytes = Y.encodeStateAsUpdate(doc, await documents.stateVector(task))
      return ingest.frame({ task, bytes, device: `d-${name}`, origin })
    },
  }
}
