import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { MAX_UPDATE_BYTES, MAX_UPDATE_STRUCTS } from './document-name.ts'
import { encodeStruct, encodeWorkUpdate } from './work-document-encode.ts'
import { parseWorkUpdate } from './work-document-grammar.ts'

const event = { v: 1, id: 'e-1', qty: 1000, at: 1_760_000_000_123, way: 'trigger', over: false }

/** The update of a document that something was done to with Yjs itself. */
function update(work: (doc: Y.Doc) => void, clientID = 7): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = clientID
  work(doc)
  return Y.encodeStateAsUpdate(doc)
}

/** An update written by hand, byte by byte. */
function bytes(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

/** One run of client 7 whose single struct is written by hand. */
function struct(write: (encoder: encoding.Encoder) => void): Uint8Array {
  return bytes((encoder) => {
    for (const number of [1, 1, 7, 0]) encoding.writeVarUint(encoder, number)
    write(encoder)
    encoding.writeVarUint(encoder, 0)
  })
}

/** A sound struct around one record that is written by hand. */
function record(write: (encoder: encoding.Encoder) => void): Uint8Array {
  return struct((encoder) => {
    encoding.writeUint8Array(encoder, Uint8Array.from([0x28, 1]))
    encoding.writeVarString(encoder, 'events')
    encoding.writeVarString(encoder, 'e-1')
    encoding.writeVarUint(encoder, 1)
    write(encoder)
  })
}

function refused(update: Uint8Array) {
  const parsed = parseWorkUpdate(update)
  return parsed.ok ? 'accepted' : parsed.code
}

test('SY-03 an event as Yjs writes it is read with its place and its bytes', () => {
  const sent = update((doc) => doc.getMap('events').set('e-1', event))
  expect(parseWorkUpdate(sent)).toEqual({
    ok: true,
    structs: [{ client: 7, clock: 0, key: 'e-1', event, encoded: encodeStruct(event) }],
  })
})

test('SY-03 an update without structs is legal and says nothing', () => {
  expect(parseWorkUpdate(Y.encodeStateAsUpdate(new Y.Doc()))).toEqual({ ok: true, structs: [] })
})

const sound = update((doc) => doc.getMap('events').set('e-1', event))

test.each<[string, Uint8Array]>([
  ['nothing at all', new Uint8Array()],
  [
    'an overwritten key: Yjs marks the older value deleted',
    update((doc) => {
      doc.getMap('events').set('e-1', event)
      doc.getMap('events').set('e-1', { ...event, qty: 9_000_000 })
    }),
  ],
  [
    'a second value that names the first as its origin',
    (() => {
      const doc = new Y.Doc()
      doc.getMap('events').set('e-1', event)
      const before = Y.encodeStateVector(doc)
      doc.getMap('events').set('e-1', event)
      return Y.encodeStateAsUpdate(doc, before)
    })(),
  ],
  [
    'a deleted key',
    update((doc) => {
      doc.getMap('events').set('e-1', event)
      doc.getMap('events').delete('e-1')
    }),
  ],
  ['a delete set alone', bytes((e) => [0, 1, 7, 1, 0, 3].forEach((n) => void encoding.writeVarUint(e, n)))],
  [
    'a GC struct, which would mute a client for ever',
    struct((e) => {
      encoding.writeUint8(e, 0)
      encoding.writeVarUint(e, 1)
    }),
  ],
  [
    'a Skip struct',
    struct((e) => {
      encoding.writeUint8(e, 10)
      encoding.writeVarUint(e, 2 ** 40)
    }),
  ],
  [
    'a GC of 2^40 clocks',
    struct((e) => {
      encoding.writeUint8(e, 0)
      encoding.writeVarUint(e, 2 ** 40)
    }),
  ],
  ['2^40 runs', bytes((e) => encoding.writeVarUint(e, 2 ** 40))],
  [
    'a clock so high that the next one is no integer',
    bytes((e) => {
      for (const n of [1, 1, 7, Number.MAX_SAFE_INTEGER]) encoding.writeVarUint(e, n)
      encoding.writeUint8Array(e, encodeStruct(event))
      encoding.writeVarUint(e, 0)
    }),
  ],
  [
    'a string of 2^40 bytes',
    record((e) => {
      encoding.writeUint8(e, 118)
      encoding.writeVarUint(e, 1)
      encoding.writeVarUint(e, 2 ** 40)
    }),
  ],
  [
    'an object of 2^40 fields',
    record((e) => {
      encoding.writeUint8(e, 118)
      encoding.writeVarUint(e, 2 ** 40)
    }),
  ],
  [
    'two values in one struct',
    struct((e) => {
      encoding.writeUint8Array(e, Uint8Array.from([0x28, 1]))
      encoding.writeVarString(e, 'events')
      encoding.writeVarString(e, 'e-1')
      encoding.writeVarUint(e, 2)
      encoding.writeAny(e, event)
      encoding.writeAny(e, event)
    }),
  ],
  [
    'V2 bytes',
    (() => {
      const doc = new Y.Doc()
      doc.getMap('events').set('e-1', event)
      return Y.encodeStateAsUpdateV2(doc)
    })(),
  ],
  ['bytes after the end', Uint8Array.from([...sound, 0])],
  ['a cut end', sound.slice(0, -1)],
  ['another root', update((doc) => doc.getMap('picks').set('e-1', event))],
  ['a text', update((doc) => doc.getText('events').insert(0, 'hello'))],
  ['a list', update((doc) => doc.getArray('events').push([event]))],
  ['a nested type', update((doc) => doc.getMap('events').set('e-1', new Y.Map()))],
  ['a sub-document', update((doc) => doc.getMap('events').set('e-1', new Y.Doc()))],
  ['bytes as a value', update((doc) => doc.getMap('events').set('e-1', Uint8Array.of(1)))],
  [
    'two runs of one client, of which Yjs keeps one',
    bytes((e) => {
      encoding.writeVarUint(e, 2)
      for (const clock of [0, 1]) {
        for (const n of [1, 7, clock]) encoding.writeVarUint(e, n)
        encoding.writeUint8Array(e, encodeStruct({ ...event, id: `e-${clock}` }))
      }
      encoding.writeVarUint(e, 0)
    }),
  ],
  [
    'a client without structs',
    bytes((e) => [1, 0, 7, 0, 0].forEach((n) => void encoding.writeVarUint(e, n))),
  ],
  ['an overlong number', Uint8Array.from([0x81, 0x00, ...sound.slice(1)])],
  [
    'a text that is not UTF-8',
    record((e) => {
      encoding.writeUint8Array(e, Uint8Array.from([118, 1, 1, 0xff, 120]))
    }),
  ],
])('SY-03 refused: %s', (_name, update) => {
  expect(refused(update)).toBe('update_malformed')
})

test.each<[string, unknown]>([
  ['a big integer', { qty: 5n }],
  ['NaN', { qty: Number.NaN }],
  ['infinity', { qty: Number.POSITIVE_INFINITY }],
  ['a fraction', { qty: 1.5 }],
  ['minus zero', { qty: -0 }],
  ['an integer that doubles cannot tell from its neighbour', { qty: 2 ** 60 }],
  ['null', { qty: null }],
  ['undefined', { qty: undefined }],
  ['a list', { qty: [1] }],
  ['a nested object', { qty: { units: 1 } }],
  ['bytes', { qty: Uint8Array.of(1) }],
  ['no object', 'picked'],
  ['a field named like the prototype', JSON.parse('{"__proto__":1}')],
  ['a field with a blank name', { '': 1 }],
  ['a field that JavaScript would reorder', { 1: 1 }],
  ['33 fields', Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`f${i}`, i]))],
])('SY-03 refused as a value: %s', (_name, value) => {
  expect(refused(record((encoder) => encoding.writeAny(encoder, value as never)))).toBe('update_malformed')
})

test.each<[string, number[]]>([
  ['an integer written as float32', [124, 0x3f, 0x80, 0, 0]],
  ['an integer written as float64', [123, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0]],
  ['an integer with a superfluous byte', [125, 0x81, 0x00]],
])('SY-03 refused as a number: %s', (_name, value) => {
  const one = record((encoder) => {
    encoding.writeUint8Array(encoder, Uint8Array.from([118, 1]))
    encoding.writeVarString(encoder, 'qty')
    encoding.writeUint8Array(encoder, Uint8Array.from(value))
  })
  expect(refused(one)).toBe('update_malformed')
})

test('SY-03 a field twice is refused, because readers disagree which one counts', () => {
  const twice = record((encoder) => {
    encoding.writeUint8Array(encoder, Uint8Array.from([118, 2]))
    for (const qty of [1000, 9000]) {
      encoding.writeVarString(encoder, 'qty')
      encoding.writeAny(encoder, qty)
    }
  })
  expect(refused(twice)).toBe('update_malformed')
})

test('SY-03 a refusal names the byte it was met at', () => {
  const broken = sound.slice()
  broken[4] = 0x29
  expect(parseWorkUpdate(broken)).toMatchObject({ ok: false, code: 'update_malformed', offset: 5 })
})

test('SY-06 64 KiB and 512 structs are the most a frame carries', () => {
  const many = (count: number) =>
    encodeWorkUpdate(
      7,
      0,
      Array.from({ length: count }, (_, index) => ({ id: `e-${index}` })),
    )
  expect(refused(many(MAX_UPDATE_STRUCTS))).toBe('accepted')
  expect(refused(many(MAX_UPDATE_STRUCTS + 1))).toBe('update_too_large')
  const wide = (length: number) => encodeWorkUpdate(7, 0, [{ id: 'e', text: 'x'.repeat(length) }])
  const room = MAX_UPDATE_BYTES - wide(60_000).length + 60_000
  expect(refused(wide(room))).toBe('accepted')
  expect(refused(wide(room + 1))).toBe('update_too_large')
})
