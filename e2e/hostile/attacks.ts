import { encodeRuns, encodeStruct } from 'shared-schema/documents/work-document-encode.ts'
import * as Y from 'yjs'
import { draftStruct, encodeDraft } from '../fuzz/draft.ts'
import {
  bytes,
  changed,
  endless,
  freshClient,
  fromYjs,
  type Knowledge,
  type Loose,
  ownPick,
  signed,
  update,
  withProto,
} from './forge.ts'

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
