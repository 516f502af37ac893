import { createHmac } from 'node:crypto'
import * as encoding from 'lib0/encoding'
import type { FlatRecord } from 'shared-schema/documents/flat-record.ts'
import { encodeRuns, encodeStruct, encodeWorkUpdate } from 'shared-schema/documents/work-document-encode.ts'
import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import * as Y from 'yjs'
import { draftStruct, encodeDraft } from '../fuzz/draft.ts'

type Loose = Record<string, unknown>
/** One of Ana's picks in the log, with its place in the document. */
export type Victim = {
  readonly client: number
  readonly clock: number
  readonly next: number
  readonly event: Loose
}

/** What somebody knows who has enrolled a handheld and is on the same task: its document, and the own key. */
export type Knowledge = {
  readonly task: string
  readonly otherTask: string
  readonly line: string
  readonly device: string
  readonly by: string
  readonly key: string
  readonly victim: Victim
}

let minted = 0
const freshId = () => `01999999-0000-7000-8000-${String(++minted).padStart(12, '0')}`
const freshClient = () => 1_000_000 + ++minted

function signed(event: Loose, key: string): Loose {
  const { mac: _, ...unsigned } = event
  const code = createHmac('sha256', Buffer.from(key, 'base64url')).update(canonicalEvent(unsigned))
  return { ...unsigned, mac: code.digest('base64url') }
}

/** A pick of the attacker, signed with the attacker's own key. */
export function ownPick({ task, line, device, by, key }: Knowledge, change: Loose = {}): Loose {
  const at = { seq: ++minted, at: Date.now(), tick: 0 }
  const pick = { v: 1, id: freshId(), type: 'picked', task, line, qty: 1000, way: 'trigger', by, device }
  return signed({ ...pick, ...at, ...change }, key)
}

export const update = (client: number, clock: number, ...events: Loose[]) =>
  encodeWorkUpdate(client, clock, events as (FlatRecord & { id: string })[])

function fromYjs(work: (events: Y.Map<unknown>, doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  work(doc.getMap('events'), doc)
  return Y.encodeStateAsUpdate(doc)
}

function bytes(...numbers: readonly number[]): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of numbers) encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}

/** An update whose one struct is a sound one but for this change. */
function changed(
  event: Loose,
  change: Partial<ReturnType<typeof draftStruct>>,
  client = freshClient(),
): Uint8Array {
  const struct = { ...draftStruct(event as { id: string }), ...change }
  return encodeDraft({ runs: [{ client, clock: 0, structs: [struct] }], deletes: [], tail: [] })
}

/** A struct that ends before its value, whose length is then given as 2^40. */
function endless(kind: number): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [1, 1, 7, 0]) encoding.writeVarUint(encoder, number)
  encoding.writeUint8Array(encoder, Uint8Array.of(0x28, 1))
  for (const text of ['events', 'x']) encoding.writeVarString(encoder, text)
  for (const byte of [1, kind]) encoding.writeUint8(encoder, byte)
  encoding.writeVarUint(encoder, 2 ** 40)
  return encoding.toUint8Array(encoder)
}

type Attack = readonly [name: string, answer: string, make: (know: Knowledge) => Uint8Array]

/** Values that no record holds. */
const values: readonly (readonly [name: string, value: unknown])[] = [
  ['BigInt', 5n],
  ['NaN', Number.NaN],
  ['a fraction', 0.5],
  ['undefined', undefined],
  ['null', null],
  ['a nested object', { units: 1 }],
  ['a nested list', [1]],
  ['bytes', Uint8Array.of(1)],
]

/**
 * Attacks by one frame, each with how it is answered: the code of a refusal, of a `resync`, or `acknowledged` where the frame
 * says nothing new.
 */
export const attacks: readonly Attack[] = [
  [
    'key overwrite by a higher client id',
    'event_id_reused',
    (know) => update(2 ** 32 - 1, 0, ownPick(know, { id: know.victim.event.id, qty: 9_000_000 })),
  ],
  [
    'key overwrite by a lower client id',
    'event_id_reused',
    (know) => update(1, 0, ownPick(know, { id: know.victim.event.id, qty: 9_000_000 })),
  ],
  [
    'key overwrite in the victim’s own words with another quantity',
    'event_id_reused',
    ({ victim }) => update(2 ** 32 - 2, 0, { ...victim.event, qty: 9_000_000 }),
  ],
  [
    'key overwrite: an own event under the victim’s key',
    'event_key_mismatch',
    (know) => changed(ownPick(know), { key: String(know.victim.event.id) }),
  ],
  [
    'spoofed client id',
    'client_id_foreign',
    (know) => update(know.victim.client, know.victim.next, ownPick(know)),
  ],
  [
    'changed known prefix',
    'prefix_changed',
    (know) => update(know.victim.client, know.victim.clock, ownPick(know)),
  ],
  [
    'GC struct that would mute the victim for ever',
    'update_malformed',
    ({ victim }) => bytes(1, 1, victim.client, victim.next, 0, 127, 0),
  ],
  ['GC struct', 'update_malformed', () => bytes(1, 1, freshClient(), 0, 0, 5, 0)],
  ['Skip struct', 'update_malformed', () => bytes(1, 1, freshClient(), 0, 10, 5, 0)],
  ['2^40 runs', 'update_malformed', () => bytes(2 ** 40)],
  ['2^40 structs', 'update_too_large', () => bytes(1, 2 ** 40, 7, 0)],
  ['2^40 bytes of text', 'update_malformed', () => endless(119)],
  ['2^40 fields', 'update_malformed', () => endless(118)],
  ['2^40 clocks of GC', 'update_malformed', () => bytes(1, 1, freshClient(), 0, 0, 2 ** 40, 0)],
  ['delete set', 'update_malformed', ({ victim }) => bytes(0, 1, victim.client, 1, victim.clock, 1)],
  [
    'delete set behind an honest pick',
    'update_malformed',
    (know) =>
      encodeDraft({
        runs: [{ client: freshClient(), clock: 0, structs: [draftStruct(ownPick(know) as { id: string })] }],
        deletes: [{ client: know.victim.client, clock: know.victim.clock, length: 1 }],
        tail: [],
      }),
  ],
  [
    'V2 bytes',
    'update_malformed',
    (know) => Y.convertUpdateFormatV1ToV2(update(freshClient(), 0, ownPick(know))),
  ],
  [
    'trailing bytes',
    'update_malformed',
    (know) => Uint8Array.of(...update(freshClient(), 0, ownPick(know)), 0),
  ],
  ...values.map(
    ([name, value]): Attack => [
      name,
      'update_malformed',
      (know) => changed(ownPick(know), { values: [{ ...ownPick(know), qty: value }] }),
    ],
  ),
  [
    '__proto__',
    'update_malformed',
    (know) => {
      const event = ownPick(know)
      return changed(event, {
        values: [{ ...event, ...(JSON.parse('{"__proto__":5}') as Loose) }].map(withProto),
      })
    },
  ],
  [
    'nested types: a map',
    'update_malformed',
    () => fromYjs((events) => events.set('x', new Y.Map([['a', 1]]))),
  ],
  ['nested types: a text', 'update_malformed', () => fromYjs((events) => events.set('x', new Y.Text('a')))],
  ['nested types: a document', 'update_malformed', () => fromYjs((events) => events.set('x', new Y.Doc()))],
  ['another root', 'update_malformed', () => fromYjs((_, doc) => doc.getMap('evil').set('x', 1))],
  [
    'origins',
    'update_malformed',
    (know) => {
      const { client, clock } = know.victim
      return changed(ownPick(know), { info: 0xa8, left: [client, clock] })
    },
  ],
  [
    'foreign document: an event of another task',
    'event_foreign_document',
    (know) => update(freshClient(), 0, ownPick(know, { task: know.otherTask })),
  ],
  [
    'replay of another device’s frame',
    'acknowledged',
    ({ victim }) => update(victim.client, victim.clock, victim.event),
  ],
  [
    'replay of another device’s event under an own client id',
    'event_repeated',
    ({ victim }) => update(freshClient(), 0, victim.event),
  ],
  [
    'replay of another device’s event beside an own one, under one client id',
    'client_id_foreign',
    (know) => update(freshClient(), 0, ownPick(know), know.victim.event),
  ],
  ['forged by', 'mac_invalid', (know) => update(freshClient(), 0, { ...ownPick(know), by: 'p-ana' })],
  [
    'forged by: a supervisor’s decision in a worker’s hand',
    'author_forbidden',
    (know) => {
      const { way: _, ...rest } = ownPick(know)
      const decision = { ...rest, type: 'corrected', qty: -1000, text: 'meni', by: 'p-sef' }
      return update(freshClient(), 0, signed(decision, know.key))
    },
  ],
  [
    'forged device',
    'mac_invalid',
    (know) => update(freshClient(), 0, ownPick(know, { by: 'p-ana', device: know.victim.event.device })),
  ],
  ['wrong mac', 'mac_invalid', (know) => update(freshClient(), 0, { ...ownPick(know), mac: 'A'.repeat(43) })],
  [
    'a device nobody enrolled',
    'device_unknown',
    (know) => update(freshClient(), 0, ownPick(know, { device: 'd-nobody' })),
  ],
  [
    '64 KiB of minimal structs',
    'update_too_large',
    () => {
      const structs = Array.from({ length: 5_000 }, () => encodeStruct({ id: '' }))
      return encodeRuns([{ client: freshClient(), clock: 0, structs }]).subarray(0, 65_536)
    },
  ],
  [
    '512 minimal structs',
    'event_malformed',
    () => {
      const structs = Array.from({ length: 512 }, () => encodeStruct({ id: '' }))
      return encodeRuns([{ client: freshClient(), clock: 0, structs }])
    },
  ],
]

/** An assignment would set the prototype instead of a field. */
function withProto(record: Loose): Loose {
  return Object.defineProperty(record, '__proto__', { value: 5, enumerable: true })
}
