import { parseStoredUpdate } from 'shared-schema/documents/work-document-grammar.ts'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { decodeServerMessage } from 'shared-schema/protocol/control.ts'
import { CONTROL_CHANNEL, decodeFrame } from 'shared-schema/protocol/frame.ts'
import { readStreamMessage } from '../../../sync-server/src/sync/stream-message.ts'
import type { Handheld } from '../device/handheld.ts'
import type { CommittedEvent, ServerDisk } from '../server/server-disk.ts'
import type { World } from '../world/world.ts'
import { acknowledgedTooEarly, shownTooEarly } from './s01-acknowledged-is-logged.ts'
import { forgottenTooEarly } from './s03-everything-arrives.ts'
import { forged } from './s05-nothing-forged.ts'
import { mustNotSee } from './s11-nobody-sees-too-much.ts'
import { forgottenTooSoon } from './s13-after-a-restore.ts'
import { wholeText } from './whole-text.ts'

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
  /** A handheld forgets these because they are old and the server has them. */
  readonly forgotten: (handheld: Handheld, events: readonly string[]) => void
  /** These tasks were archived. */
  readonly archived: (tasks: readonly string[]) => void
  readonly committed: (events: readonly CommittedEvent[]) => void
  readonly toDevice: (device: string, frame: Uint8Array) => void
  readonly acknowledged: ReadonlySet<string>
  /** What some handheld has forgotten. */
  readonly pruned: ReadonlySet<string>
}

/** What a device that signs with damaged memory writes as its code: 32 zeros. */
const BROKEN_CODE = 'A'.repeat(43)

/** @param deviceOf the id a handheld goes by now */
export function makeLedger(
  world: World,
  disk: ServerDisk,
  /** When the database could last not be reached, ms: a revocation may have been unheard of until then. */
  databaseBackAt: () => number,
  deviceOf: (handheld: string) => string,
): Ledger {
  const made = new Map<string, string>()
  const expected = new Map<string, WorkEvent>()
  const poisoned = new Set<string>()
  const acknowledged = new Set<string>()
  const forgotten = new Set<string>()
  const archived = new Set<string>()

  const breaks = (rule: string, why: string | undefined) => {
    if (why !== undefined) world.violate(rule, why)
  }

  function visible(handheld: string, update: Uint8Array): void {
    const parsed = parseStoredUpdate(update)
    if (!parsed.ok) {
      world.violate('S7', `${handheld} is sent an update that is none: ${parsed.detail}`)
      return
    }
    for (const { key } of parsed.structs) breaks('S1', shownTooEarly(disk, handheld, key))
    const device = deviceOf(handheld)
    for (const task of new Set(parsed.structs.map(({ event }) => String(event.task))))
      breaks('S11', mustNotSee(disk, device, task, world.clock.now(), databaseBackAt()))
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
    forgotten: (handheld, events) => {
      world.faults.met('forgotten_after_a_fortnight')
      const wall = world.clock.now() + handheld.skew
      for (const id of events) {
        forgotten.add(id)
        breaks('S13', forgottenTooSoon(handheld, id, wall))
        breaks('S3', forgottenTooEarly(disk.committed, id))
      }
    },
    pruned: forgotten,
    destroyed: (held, committed) => {
      for (const id of [...expected.keys()]) if (!held.has(id) && !committed.has(id)) expected.delete(id)
      for (const id of [...acknowledged]) if (!held.has(id) && !committed.has(id)) acknowledged.delete(id)
    },
    archived: (tasks) => {
      for (const task of tasks) archived.add(task)
    },
    committed: (events) => {
      for (const event of events) breaks('S5', forged(event, made, poisoned))
      for (const { task } of events) if (archived.delete(task)) world.faults.met('event_for_an_archived_task')
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
        breaks('S1', acknowledgedTooEarly(disk, id))
      }
    },
  }
}
