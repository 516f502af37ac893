import { parseStoredUpdate } from 'shared-schema/documents/work-document-grammar.ts'
import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { decodeServerMessage } from 'shared-schema/protocol/control.ts'
import { CONTROL_CHANNEL, decodeFrame } from 'shared-schema/protocol/frame.ts'
import { readStreamMessage } from '../../../sync-server/src/sync/stream-message.ts'
import type { CommittedEvent, ServerDisk } from '../server/server-disk.ts'
import type { World } from '../world/world.ts'

/** An event as text that says all of it, its authentication code too. */
export function wholeText(event: Readonly<Record<string, unknown>>): string {
  return `${canonicalEvent(event)} ${String(event.mac)}`
}

/** What really happened in the world, beside the product and without its help. */
export type Ledger = {
  /** Somebody honest made this event on a device: whatever is in the log must be one of these. */
  readonly minted: (events: readonly WorkEvent[]) => void
  /** A worker heard that these are saved. */
  readonly toned: (events: readonly WorkEvent[]) => void
  readonly expected: ReadonlyMap<string, WorkEvent>
  /** Signed wrongly by damaged memory: to be refused, and nothing else with them. */
  readonly poisoned: ReadonlySet<string>
  /** A fault destroyed data: what is nowhere any more cannot be expected. @param held ids on the devices' disks */
  readonly destroyed: (held: ReadonlySet<string>, committed: ReadonlySet<string>) => void
  /** Tasks whose events are not expected: nobody assigned them for this server. */
  readonly committed: (events: readonly CommittedEvent[]) => void
  readonly toDevice: (device: string, frame: Uint8Array) => void
  readonly acknowledged: ReadonlySet<string>
}

/** What a device that signs with damaged memory writes as its code: 32 zeros. */
const BROKEN_CODE = 'A'.repeat(43)

/** @param deviceOf the id a handheld goes by now */
export function makeLedger(
  world: World,
  disk: () => ServerDisk,
  deviceOf: (handheld: string) => string,
): Ledger {
  const made = new Map<string, string>()
  const expected = new Map<string, WorkEvent>()
  const poisoned = new Set<string>()
  const acknowledged = new Set<string>()

  function allowed(device: string, task: string): boolean {
    const rows = disk().read(
      `select 1 from task_workers join device_logins on device_logins.person = task_workers.worker
       where task_workers.task = ? and device_logins.device = ?`,
      task,
      device,
    )
    return rows.length > 0
  }

  function visible(handheld: string, update: Uint8Array): void {
    const parsed = parseStoredUpdate(update)
    if (!parsed.ok) {
      world.violate('S7', `${handheld} is sent an update that is none: ${parsed.detail}`)
      return
    }
    const tasks = new Set<string>()
    for (const { key, event } of parsed.structs) {
      if (!disk().committed.has(key))
        world.violate('S1', `${key} is shown to ${handheld} before it is durable`)
      tasks.add(String(event.task))
    }
    const device = deviceOf(handheld)
    for (const task of tasks)
      if (!allowed(device, task))
        world.violate('S11', `${handheld} is sent events of ${task}, which it must not see`)
  }

  return {
    expected,
    poisoned,
    acknowledged,
    minted: (events) => {
      for (const event of events) {
        made.set(event.id, wholeText(event as never))
        if (event.mac === BROKEN_CODE) poisoned.add(event.id)
      }
    },
    toned: (events) => {
      for (const event of events) if (event.mac !== BROKEN_CODE) expected.set(event.id, event)
    },
    destroyed: (held, committed) => {
      for (const id of [...expected.keys()]) if (!held.has(id) && !committed.has(id)) expected.delete(id)
      for (const id of [...acknowledged]) if (!held.has(id) && !committed.has(id)) acknowledged.delete(id)
    },
    committed: (events) => {
      for (const { id, body } of events) {
        const event = JSON.parse(body) as Readonly<Record<string, unknown>>
        const api = String(event.device).startsWith('api-')
        if (!api && made.get(id) !== wholeText(event))
          world.violate('S5', `the log takes ${id}, which nobody made like this: ${body}`)
        if (poisoned.has(id)) world.violate('S5', `the log takes ${id}, whose code is broken`)
      }
    },
    toDevice: (handheld, bytes) => {
      const frame = decodeFrame(bytes)
      if (frame === undefined) return
      if (frame.channel !== CONTROL_CHANNEL) {
        const message = readStreamMessage(frame.payload)
        if (message.kind === 'update') visible(handheld, message.update)
        return
      }
      const message = decodeServerMessage(frame.payload)
      if (message?.type !== 'acknowledged') return
      for (const id of message.events) {
        acknowledged.add(id)
        if (!disk().committed.has(id)) world.violate('S1', `${id} is acknowledged and not in the log`)
      }
    },
  }
}
