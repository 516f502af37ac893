import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { arbitraryEvents } from '../domain/picking/arbitrary-events.ts'
import { decodeStateVector, encodeStateVector } from './state-vector.ts'
import { addStoredUpdate, differenceTo, emptyDocument, stateVectorOf } from './work-document.ts'

/** Three devices that write by turns; returns every update Yjs emitted, in the order of writing. */
function updatesOfThreeDevices(events: readonly { id: string }[]): { updates: Uint8Array[]; merged: Y.Doc } {
  const merged = new Y.Doc()
  const updates: Uint8Array[] = []
  const docs = [7, 0xfffffff0, 70_000].map((client) => {
    const doc = new Y.Doc()
    doc.clientID = client
    doc.on('update', (update: Uint8Array) => updates.push(update))
    return doc
  })
  for (const [index, event] of events.entries()) {
    docs[(index * 7) % 3]?.getMap('events').set(event.id, event)
  }
  for (const update of updates) Y.applyUpdate(merged, update)
  return { updates, merged }
}

test('ST-07 documents and differences are those Yjs would have made', () => {
  fc.assert(
    fc.property(arbitraryEvents(), fc.nat(), (events, at) => {
      const { updates, merged } = updatesOfThreeDevices(events)
      const ours = emptyDocument()
      for (const update of updates) addStoredUpdate(ours, update)

      expect(differenceTo(ours, new Map())).toEqual(Y.encodeStateAsUpdate(merged))
      expect(decodeStateVector(Y.encodeStateVector(merged))).toEqual(stateVectorOf(ours))
      expect(Y.decodeStateVector(encodeStateVector(stateVectorOf(ours)))).toEqual(stateVectorOf(ours))

      const partial = new Y.Doc()
      for (const update of updates.slice(0, at % (updates.length + 1))) Y.applyUpdate(partial, update)
      const vector = decodeStateVector(Y.encodeStateVector(partial)) ?? new Map()
      expect(differenceTo(ours, vector)).toEqual(Y.encodeStateAsUpdate(merged, Y.encodeStateVector(partial)))
    }),
  )
})

test('the same update twice changes nothing, and a gap is a bug', () => {
  const { updates } = updatesOfThreeDevices([{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }])
  const document = emptyDocument()
  for (const update of [...updates, ...updates]) addStoredUpdate(document, update)
  expect([...stateVectorOf(document).values()].reduce((a, b) => a + b)).toBe(4)
  const late = updatesOfThreeDevices([{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }]).updates.at(-1)
  expect(() => addStoredUpdate(emptyDocument(), late ?? new Uint8Array())).toThrow('after 0')
})

test.each([
  ['nothing', []],
  ['a length that promises more', [3, 1, 1]],
  ['bytes left over', [1, 1, 1, 9]],
  ['a hundred million clients', [0x80, 0xc2, 0xd7, 0x2f]],
])('%s is no state vector', (_name, bytes) => {
  expect(decodeStateVector(Uint8Array.from(bytes))).toBeUndefined()
})
