import { createHmac } from 'node:crypto'
import type { FlatRecord } from 'shared-schema/documents/flat-record.ts'
import { encodeWorkUpdate } from 'shared-schema/documents/work-document-encode.ts'
import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import * as Y from 'yjs'
import type { ServerDisk } from '../server/server-disk.ts'
import { firstTasks, HOSTILE, keyOf, linesOf } from '../server/warehouse-image.ts'
import type { Chance } from '../world/chance.ts'

/** What an attacker with an enrolled handheld and a task knows: the document of the task, and its own key. */
export type Knowledge = {
  readonly disk: ServerDisk
  readonly chance: Chance
  readonly now: number
  /** Types of events that the server is too old to know. */
  readonly unknown: ReadonlySet<string>
  /** An event the attacker may honestly make, registered with the ledger. */
  readonly own: (event: WorkEvent) => void
}
export const TARGET = firstTasks[0]?.task ?? ''

type Victim = { readonly client: number; readonly clock: number; readonly event: Record<string, unknown> }

/** A pick as the attacker's own app would make it. */
function pick({ chance, now }: Knowledge, change: Record<string, unknown> = {}): Record<string, unknown> {
  const hex = () => Array.from({ length: 12 }, () => chance.below(16).toString(16)).join('')
  const unsigned = {
    ...{ v: 1, id: `01990000-0000-7${hex().slice(0, 3)}-8${hex().slice(0, 3)}-${hex()}`, type: 'picked' },
    ...{ task: TARGET, line: linesOf(TARGET)[0], qty: 1000, way: 'trigger', by: 'p-zlatan', device: HOSTILE },
    ...{ seq: chance.below(1_000_000) + 1, at: now, tick: 0 },
    ...change,
  }
  return { ...unsigned, mac: signed(unsigned) }
}

function signed(event: Record<string, unknown>): string {
  return createHmac('sha256', Buffer.from(keyOf(HOSTILE), 'base64url'))
    .update(canonicalEvent(event))
    .digest('base64url')
}

const client = ({ chance }: Knowledge) => chance.below(2 ** 32)

function update(at: number, clock: number, ...events: Record<string, unknown>[]): Uint8Array {
  return encodeWorkUpdate(at, clock, events as unknown as (FlatRecord & { id: string })[])
}

function victim({ disk, chance }: Knowledge): Victim | undefined {
  const rows = disk.read<{ client: number; clock: number; body: string }>(
    'select client, clock, body from work_events where task = ? and device <> ?',
    TARGET,
    HOSTILE,
  )
  if (rows.length === 0) return undefined
  const { body, ...place } = chance.pick(rows)
  return { ...place, event: JSON.parse(body) as Record<string, unknown> }
}

function fromYjs(write: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  write(doc)
  return Y.encodeStateAsUpdate(doc)
}

/** Each makes the bytes of an update, or nothing when there is nobody to harm yet. */
export const attacks: Readonly<Record<string, (know: Knowledge) => Uint8Array | undefined>> = {
  overwrite_by_own_signature: (know) => {
    const one = victim(know)
    return one && update(client(know), 0, pick(know, { id: one.event.id, qty: 9_000 }))
  },
  overwrite_with_higher_client_id: (know) => {
    const one = victim(know)
    return one && update(2 ** 32 - 1 - know.chance.below(1_000), 0, { ...one.event, qty: 9_000 })
  },
  overwrite_with_lower_client_id: (know) => {
    const one = victim(know)
    return one && update(know.chance.below(1_000), 0, { ...one.event, qty: 9_000 })
  },
  spoofed_client_id: (know) => {
    const one = victim(know)
    if (one === undefined) return undefined
    const [row] = know.disk.read<{ next: number }>(
      'select max(clock) + 1 as next from work_events where task = ? and client = ?',
      TARGET,
      one.client,
    )
    return update(one.client, row?.next ?? 0, pick(know))
  },
  changed_prefix: (know) => {
    const one = victim(know)
    return one && update(one.client, one.clock, pick(know))
  },
  forged_author: (know) => update(client(know), 0, { ...pick(know), by: 'p-ana' }),
  forged_device: (know) => update(client(know), 0, pick(know, { by: 'p-ana', device: 'd-ana' })),
  forged_quantity: (know) => update(client(know), 0, { ...pick(know), qty: 9_000_000 }),
  wrong_code: (know) => update(client(know), 0, { ...pick(know), mac: 'A'.repeat(43) }),
  unknown_device: (know) => update(client(know), 0, pick(know, { device: 'd-nobody' })),
  foreign_document: (know) => update(client(know), 0, pick(know, { task: 't-2', line: linesOf('t-2')[0] })),
  decision_without_right: (know) => {
    const { way: _, ...rest } = pick(know)
    const act = { ...rest, type: 'corrected', text: 'meni', qty: -1000 }
    return update(client(know), 0, { ...act, mac: signed(act) })
  },
  // A server that does not know picks yet takes it for one of a later version, whose fields are none of its business.
  extra_field: (know) =>
    know.unknown.has('picked') ? undefined : update(client(know), 0, pick(know, { price: 5 })),
  key_that_is_not_its_id: (know) =>
    fromYjs((doc) => doc.getMap('events').set('01990000-0000-7000-8000-000000000000', pick(know))),
  nested_type: () => fromYjs((doc) => doc.getMap('events').set('x', new Y.Map([['a', 1]]))),
  another_root: (know) => fromYjs((doc) => doc.getMap('evil').set('x', pick(know))),
  deletion: (know) =>
    fromYjs((doc) => {
      const map = doc.getMap('events')
      map.set('x', pick(know))
      map.delete('x')
    }),
  delete_set_of_a_victim: (know) => {
    const one = victim(know)
    if (one === undefined) return undefined
    return Uint8Array.of(0, 1, ...varUint(one.client), 1, ...varUint(one.clock), 1)
  },
  gc_struct: (know) => Uint8Array.of(1, 1, ...varUint(client(know)), 0, 0, 5, 0),
  skip_struct: (know) => Uint8Array.of(1, 1, ...varUint(client(know)), 0, 10, 5, 0),
  gc_struct_of_a_victim: (know) => {
    const one = victim(know)
    return one && Uint8Array.of(1, 1, ...varUint(one.client), ...varUint(one.clock + 1), 0, 127, 0)
  },
  version_2_bytes: (know) => Y.convertUpdateFormatV1ToV2(update(client(know), 0, pick(know))),
  bytes_after_the_end: (know) => Uint8Array.of(...update(client(know), 0, pick(know)), 7),
  noise: ({ chance }) => Uint8Array.from({ length: chance.between(1, 60) }, () => chance.below(256)),
  too_large: () => new Uint8Array(70_000),
  clock_gap: (know) => update(client(know), 7, pick(know)),
  replay_elsewhere: (know) => {
    const one = victim(know)
    return one && update(client(know), 0, one.event)
  },
  replay_in_place: (know) => {
    const one = victim(know)
    return one && update(one.client, one.clock, one.event)
  },
  own_pick: (know) => {
    const event = pick(know)
    know.own(event as unknown as WorkEvent)
    return update(client(know), 0, event)
  },
}

function varUint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push(128 + (rest % 128))
  return [...bytes, rest]
}
