import { createHmac } from 'node:crypto'
import * as encoding from 'lib0/encoding'
import type { FlatRecord } from 'shared-schema/documents/flat-record.ts'
import { encodeWorkUpdate } from 'shared-schema/documents/work-document-encode.ts'
import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import * as Y from 'yjs'
import { draftStruct, encodeDraft } from '../fuzz/draft.ts'

export type Loose = Record<string, unknown>
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
export const freshClient = () => 1_000_000 + ++minted

export function signed(event: Loose, key: string): Loose {
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

export function fromYjs(work: (events: Y.Map<unknown>, doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  work(doc.getMap('events'), doc)
  return Y.encodeStateAsUpdate(doc)
}

export function bytes(...numbers: readonly number[]): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of numbers) encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}

/** An update whose one struct is a sound one but for this change. */
export function changed(
  event: Loose,
  change: Partial<ReturnType<typeof draftStruct>>,
  client = freshClient(),
): Uint8Array {
  const struct = { ...draftStruct(event as { id: string }), ...change }
  return encodeDraft({ runs: [{ client, clock: 0, structs: [struct] }], deletes: [], tail: [] })
}

/** A struct that ends before its value, whose length is then given as 2^40. */
export function endless(kind: number): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [1, 1, 7, 0]) encoding.writeVarUint(encoder, number)
  encoding.writeUint8Array(encoder, Uint8Array.of(0x28, 1))
  for (const text of ['events', 'x']) encoding.writeVarString(encoder, text)
  for (const byte of [1, kind]) encoding.writeUint8(encoder, byte)
  encoding.writeVarUint(encoder, 2 ** 40)
  return encoding.toUint8Array(encoder)
}

/** An assignment would set the prototype instead of a field. */
export function withProto(record: Loose): Loose {
  return Object.defineProperty(record, '__proto__', { value: 5, enumerable: true })
}
