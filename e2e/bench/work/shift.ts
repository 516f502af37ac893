import { createHmac } from 'node:crypto'
import type { FlatRecord } from 'shared-schema/documents/flat-record.ts'
import { encodeWorkUpdate } from 'shared-schema/documents/work-document-encode.ts'
import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import { EVENT_VERSION, type WorkAct } from 'shared-schema/domain/picking/event.ts'
import { eventId } from '../../../client/src/replica/minting/event-id.ts'
import type { FloorDevice, FloorTask } from '../floor/warehouse.ts'
import type { Chance } from './chance.ts'

export type MadeEvent = FlatRecord & { readonly id: string; readonly mac: string }

/** Makes the events of one device, numbered without a gap and signed as the app does. */
export type Pen = { readonly write: (act: WorkAct) => MadeEvent }

/** @param from when its first event happens, ms since 1970 */
export function makePen(device: FloorDevice, from: number, chance: Chance): Pen {
  const key = Buffer.from(device.key, 'base64url')
  let seq = 0
  return {
    write: (act) => {
      seq += 1
      // A scan every three seconds; only people read these times.
      const at = from + seq * 3_000
      const unsigned = {
        ...act,
        v: EVENT_VERSION,
        id: eventId(at, chance.bytes(10)),
        by: device.by,
        device: device.id,
        seq,
        at,
        tick: 0,
        offset: 12,
      }
      const mac = createHmac('sha256', key).update(canonicalEvent(unsigned)).digest('base64url')
      return { ...unsigned, mac }
    },
  }
}

/** One worker's part of a task: starts, picks the lines in turn piece by piece, finishes. */
export function offlineWork(pen: Pen, task: FloorTask, count: number): MadeEvent[] {
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return pen.write({ type: 'task_started', task: task.id })
    if (index < count - 1) return pen.write(pick(task, index))
    return pen.write({ type: 'task_completed', task: task.id, scope: 'worker', seen: (count - 2) * 1000 })
  })
}

/** A piece scanned on one of the task's lines. */
export function pick(task: FloorTask, index: number): WorkAct {
  const line = task.lines[index % task.lines.length] ?? ''
  const code = `389000020${String(index % task.lines.length).padStart(4, '0')}`
  return { type: 'picked', task: task.id, line, qty: 1000, way: 'trigger', code, symbology: 'ean13' }
}

/** What one device made of one task while it was away: one Yjs client id, one update. */
export type OfflinePart = {
  readonly device: number
  readonly task: string
  readonly client: number
  readonly events: readonly MadeEvent[]
  readonly update: Uint8Array<ArrayBuffer>
}

/** The parts of one device, one for each of its team's tasks. */
export function offlineParts(
  device: number,
  {
    key,
    tasks,
    events,
    from,
  }: { key: FloorDevice; tasks: readonly FloorTask[]; events: number; from: number },
  chance: Chance,
): OfflinePart[] {
  const pen = makePen(key, from, chance)
  return tasks.map((task) => {
    const made = offlineWork(pen, task, events)
    const client = chance.clientId()
    return { device, task: task.id, client, events: made, update: encodeWorkUpdate(client, 0, made) }
  })
}
