import { createHmac } from 'node:crypto'
import type { FlatRecord } from 'shared-schema/documents/flat-record.ts'
import { encodeRuns, encodeStruct } from 'shared-schema/documents/work-document-encode.ts'
import type { Role } from 'shared-schema/domain/people.ts'
import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import { contentHash } from '../../sync-server/src/sync/event-proof.ts'
import {
  type GateContext,
  type KnownDevice,
  loginKey,
  placeKey,
} from '../../sync-server/src/sync/gate-context.ts'
import type { Chance } from '../simulation/world/chance.ts'

/** The task whose document is attacked, and another one. */
export const TASK = 't-1'
export const OTHER_TASK = 't-2'

export type AnEvent = FlatRecord & { readonly id: string }

/** A page load that the server has seen: its client id, whose it is, and its events in clock order. */
type Known = {
  readonly client: number
  readonly device: string
  readonly by: string
  readonly events: readonly AnEvent[]
}

/** The warehouse as the gate knows it, and everything that judges need to check it. */
export type FuzzWarehouse = {
  readonly context: GateContext
  readonly known: readonly Known[]
  /** Everything in the log of `TASK`, by id. */
  readonly log: ReadonlyMap<string, AnEvent>
  /** Honest events of every worker, ready to be sent: signing each anew would take most of the time. */
  readonly ready: ReadonlyMap<string, readonly AnEvent[]>
  /** An event in the log of another task. */
  readonly elsewhere: AnEvent
  /** The document of `TASK` as the server stores it. */
  readonly stored: Uint8Array
}

const keyOf = (device: string) => Buffer.from(device.padEnd(32, '.')).toString('base64url')

/** As many as there can be events in a frame. */
const LOST = 400
const devices: readonly (readonly [id: string, known: KnownDevice])[] = [
  ...['d-ana', 'd-luka', 'd-jelena', 'api-p-sef'].map(
    (id) => [id, { key: keyOf(id), revoked: false, lost: false }] as const,
  ),
  ['d-old', { key: keyOf('d-old'), revoked: true, lost: false }],
  ['d-lost', { key: keyOf('d-lost'), revoked: false, lost: true }],
  ['d-tv', { key: null, revoked: false, lost: false }],
  // A code of each has to be made with a key of its own.
  ...Array.from(
    { length: LOST },
    (_, at) => [`d-${at}`, { key: keyOf(`d-${at}`), revoked: false, lost: true }] as const,
  ),
]
const roles: readonly (readonly [person: string, role: Role])[] = [
  ['p-ana', 'MAGACIONER'],
  ['p-luka', 'MAGACIONER'],
  ['p-jelena', 'MAGACIONER'],
  ['p-sef', 'SEF'],
]
const logins = [
  ['d-ana', 'p-ana'],
  ['d-luka', 'p-luka'],
  ['d-jelena', 'p-jelena'],
  ['d-old', 'p-ana'],
  ['api-p-sef', 'p-sef'],
] as const

/** The people who pick, each with the own handheld. */
export const workers = [
  { device: 'd-ana', by: 'p-ana' },
  { device: 'd-luka', by: 'p-luka' },
  { device: 'd-jelena', by: 'p-jelena' },
  { device: 'd-lost', by: 'p-ana' },
  { device: 'd-old', by: 'p-ana' },
] as const

/** The event with its code, made by this file's own hand and not by the code under test. */
export function signed(event: Readonly<Record<string, unknown>>, device = String(event.device)): AnEvent {
  const { mac: _, ...unsigned } = event
  const text = canonicalEvent(unsigned)
  const mac = createHmac('sha256', Buffer.from(keyOf(device), 'base64url'))
    .update(text)
    .digest('base64url')
  return { ...unsigned, mac } as unknown as AnEvent
}

/** Whether the key of this device made the code of this event. */
export function isSigned(event: FlatRecord): boolean {
  return signed(event).mac === event.mac
}

export function freshId(chance: Chance): string {
  const hex = (digits: number) =>
    Math.floor(chance.next() * 2 ** (4 * digits))
      .toString(16)
      .padStart(digits, '0')
  return `01990000-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`
}

const texts = [
  'nema',
  'ćup žut',
  'dvije\u2028palete',
  'a"b\\c',
  '😀 oštećeno',
  '\u0000\u001f',
  'ž'.repeat(60),
]

/** An event as an honest app makes it: any type, every field sound. */
export function honestEvent(chance: Chance, who: { device: string; by: string }): AnEvent {
  const envelope = {
    ...{ v: 1, id: freshId(chance), task: TASK, ...who },
    ...{ seq: 1 + chance.below(2 ** chance.between(1, 40)), at: 1_760_000_000_000 + chance.below(10 ** 10) },
    tick: chance.below(3),
    ...(chance.odds(0.3) && { offset: chance.between(-90_000, 90_000) }),
  }
  const line = `${TASK}-${chance.below(12)}`
  const seen = chance.between(-5, 50) * 1000
  const text = chance.pick(texts)
  return signed(
    chance.pick<() => object>([
      () => ({
        ...{ ...envelope, type: 'picked', line, qty: 1 + chance.below(2 ** 20), way: 'trigger' },
        ...(chance.odds(0.5) && { code: '3890000020043', symbology: 'ean13' }),
      }),
      () => ({ ...envelope, type: 'unpicked', line, undoes: freshId(chance) }),
      () => ({ ...envelope, type: 'line_closed', line, reason: 'other', seen, text }),
      () => ({
        ...{ ...envelope, type: 'damaged', line, qty: 1 + chance.below(2 ** 20) },
        ...(chance.odds(0.5) && { text, photo: 'c0ffee42'.repeat(8) }),
      }),
      () => ({ ...envelope, type: 'damage_withdrawn', line, undoes: freshId(chance) }),
      () => ({ ...envelope, type: 'task_started' }),
      () => ({ ...envelope, type: 'task_completed', scope: 'worker', seen }),
      () => ({ ...envelope, type: 'note_added', text }),
      () => ({ ...envelope, type: 'weighed', v: 2, heavy: true, grams: chance.between(-9, 2 ** 40) }),
    ])() as Record<string, unknown>,
  )
}

const READY_EACH = 300

/** Events of a worker that nobody has seen, each another one. */
export function newEvents(
  chance: Chance,
  { ready }: FuzzWarehouse,
  { device }: { device: string },
  count: number,
): AnEvent[] {
  const events = ready.get(device) ?? []
  const from = chance.below(READY_EACH - count)
  return events.slice(from, from + count)
}

/** Furnishes a warehouse whose log holds a few page loads of three phones. */
export function openWarehouse(chance: Chance): FuzzWarehouse {
  const load = (client: number, who: (typeof workers)[number], count: number): Known => ({
    ...{ client, device: who.device, by: who.by },
    events: Array.from({ length: count }, () => honestEvent(chance, who)),
  })
  const known = [load(700, workers[0], 4), load(0xfffffff0, workers[1], 2), load(3, workers[2], 1)]
  const elsewhere = signed({ ...honestEvent(chance, workers[0]), task: OTHER_TASK })
  const fact = (event: AnEvent) => ({ hash: contentHash(canonicalEvent(event)), held: false })
  const inLog = known.flatMap(({ events }) => events)
  const runs = known.map(({ client, events }) => ({ client, clock: 0, structs: events.map(encodeStruct) }))
  return {
    ...{ known, elsewhere, stored: encodeRuns(runs), log: new Map(inLog.map((event) => [event.id, event])) },
    ready: new Map(
      workers.map((who) => [who.device, Array.from({ length: READY_EACH }, () => honestEvent(chance, who))]),
    ),
    context: {
      clients: new Map(
        known.map(({ client, device, events }) => [client, { device, next: events.length }] as const),
      ),
      places: new Map(
        known.flatMap(({ client, events }) =>
          events.map((event, clock) => [placeKey(client, clock), fact(event)] as const),
        ),
      ),
      events: new Map([...inLog, elsewhere].map((event) => [event.id, fact(event)] as const)),
      devices: new Map(devices),
      roles: new Map(roles),
      logins: new Set(logins.map(([device, person]) => loginKey(device, person))),
    },
  }
}
