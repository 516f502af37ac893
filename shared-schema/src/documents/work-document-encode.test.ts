import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { arbitraryEvents } from '../domain/picking/arbitrary-events.ts'
import type { WorkEvent } from '../domain/picking/event.ts'
import type { FlatRecord } from './flat-record.ts'
import { encodeRuns, encodeStruct, encodeWorkUpdate } from './work-document-encode.ts'
import { parseWorkUpdate } from './work-document-grammar.ts'

/** What a device does with Yjs itself. */
function writtenByYjs(client: number, events: readonly WorkEvent[]): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.transact(() => {
    for (const event of events) doc.getMap('events').set(event.id, event)
  })
  return doc
}

const flat = (events: readonly WorkEvent[]) => events as unknown as (FlatRecord & { id: string })[]

test('SY-02 what we write of one client is byte for byte what Yjs writes', () => {
  fc.assert(
    fc.property(fc.nat(0xffffffff), arbitraryEvents(), (client, events) => {
      const doc = writtenByYjs(client, events)
      const ours = encodeWorkUpdate(client, 0, flat(events))
      expect(ours).toEqual(Y.encodeStateAsUpdate(doc))
      const parsed = parseWorkUpdate(ours)
      expect(parsed.ok && parsed.structs.map((struct) => struct.event)).toEqual(events)
    }),
  )
})

test('SY-02 Yjs reads several clients and a cut in the middle as we meant them', () => {
  fc.assert(
    fc.property(arbitraryEvents(), fc.nat(), (events, at) => {
      const cut = at % (events.length + 1)
      const structs = flat(events).map(encodeStruct)
      const doc = new Y.Doc()
      Y.applyUpdate(doc, encodeRuns([{ client: 5, clock: 0, structs: structs.slice(0, cut) }]))
      Y.applyUpdate(
        doc,
        encodeRuns([
          { client: 9, clock: 0, structs: structs.slice(cut) },
          { client: 5, clock: 0, structs: structs.slice(0, cut) },
        ]),
      )
      expect(doc.getMap('events').toJSON()).toEqual(
        Object.fromEntries(events.map((event) => [event.id, event])),
      )
    }),
  )
})

test('two runs of one client are refused, because Yjs would drop one of them without a word', () => {
  const struct = encodeStruct({ id: 'x' })
  const run = { client: 1, clock: 0, structs: [struct] }
  expect(() => encodeRuns([run, { ...run, clock: 1 }])).toThrow(RangeError)
})
