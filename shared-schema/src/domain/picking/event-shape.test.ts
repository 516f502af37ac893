import fc from 'fast-check'
import { expect, test } from 'vitest'
import { may, roles } from '../people.ts'
import { arbitraryEvents, sampleEventId } from './arbitrary-events.ts'
import { canonicalEvent } from './canonical.ts'
import { readEventShape } from './event-shape.ts'
import { compareHappened, nextReading } from './hybrid-clock.ts'

const pick = {
  ...{ v: 1, id: sampleEventId(1), type: 'picked', task: 't-1', by: 'p-ana', device: 'd-1', seq: 1 },
  ...{ at: 1_760_000_000_000, tick: 0, mac: 'A'.repeat(43), line: 'l-1', qty: 1000, way: 'trigger' },
}

test('PK-01 every event that a device records has its legal shape', () => {
  fc.assert(
    fc.property(arbitraryEvents(), (events) => {
      for (const event of events) expect(readEventShape({ ...event })).toEqual({ kind: 'event', event })
    }),
  )
})

test.each<[string, object]>([
  ['a field more', { price: 5 }],
  ['a field of another type of event', { undoes: sampleEventId(2) }],
  ['no quantity', { qty: undefined }],
  ['nothing picked', { qty: 0 }],
  ['a negative pick', { qty: -1000 }],
  ['a barcode for a quantity', { qty: 5_901_234_123_457_000 }],
  ['half a thousandth', { qty: 0.5 }],
  ['minus zero as time', { at: -0 }],
  ['a time that is no date', { at: 8.64e15 }],
  ['an offset that makes it none', { offset: Number.MAX_SAFE_INTEGER }],
  ['an id of another form', { id: 'pick-1' }],
  ['an id of version 4', { id: '01900000-0000-4000-8000-000000000001' }],
  ['no author', { by: '' }],
  ['a task id of 65 letters', { task: 't'.repeat(65) }],
  ['a way nobody scans in', { way: 'telepathy' }],
  ['a short code of authenticity', { mac: 'A'.repeat(42) }],
  ['the number of an event as text', { seq: '1' }],
])('PK-01 malformed: %s', (_name, change) => {
  expect(readEventShape({ ...pick, ...change }).kind).toBe('malformed')
})

test('PK-01 what is damaged may name a photo by its SHA-256, and by nothing else', () => {
  const { way: _, ...rest } = pick
  const damaged = { ...rest, type: 'damaged', text: 'Iscurilo', photo: '0a'.repeat(32) }
  expect(readEventShape(damaged)).toEqual({ kind: 'event', event: damaged })
  const closed = { ...rest, type: 'line_closed', reason: 'damaged', seen: 0, photo: '0a'.repeat(32) }
  const { qty: __, ...closing } = closed
  expect(readEventShape(closing).kind).toBe('event')
  for (const photo of ['', 'slika.jpg', '0A'.repeat(32), '0a'.repeat(31)])
    expect(readEventShape({ ...damaged, photo }).kind).toBe('malformed')
  expect(readEventShape({ ...damaged, qty: 0 }).kind).toBe('malformed')
})

test('PK-01 a field of the prototype is not taken for one of the event', () => {
  const { line: _, ...rest } = pick
  expect(readEventShape(Object.assign(Object.create({ line: 'l-1' }), rest)).kind).toBe('malformed')
})

test('SY-12 a later version and an unknown type are told apart from nonsense', () => {
  expect(readEventShape({ ...pick, v: 2, colour: 'red' })).toMatchObject({ kind: 'newer', by: 'p-ana' })
  expect(readEventShape({ ...pick, type: 'weighed' })).toMatchObject({ kind: 'newer', device: 'd-1' })
  expect(readEventShape({ ...pick, v: 2, by: '' }).kind).toBe('malformed')
})

test('SY-04 the canonical text knows no order of fields and leaves the code itself out', () => {
  const text = canonicalEvent(pick)
  expect(canonicalEvent(Object.fromEntries(Object.entries(pick).reverse()))).toBe(text)
  expect(canonicalEvent({ ...pick, mac: 'other' })).toBe(text)
  expect(text.startsWith('{"at":1760000000000,"by":"p-ana"')).toBe(true)
  expect(canonicalEvent({ ...pick, qty: 1001 })).not.toBe(text)
})

test('SY-04 half a surrogate pair means the same before and after the wire', () => {
  const wire = new TextDecoder().decode(new TextEncoder().encode('a\ud800b'))
  expect(canonicalEvent({ text: 'a\ud800b' })).toBe(canonicalEvent({ text: wire }))
})

test('PK-13 the clock follows the wall, and a wall set back by a day does not turn it back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2_000_000_000_000 })), (walls) => {
      let last = nextReading(undefined, 5)
      for (const wall of walls) {
        const next = nextReading(last, wall)
        expect(compareHappened({ ...last, id: 'a' }, { ...next, id: 'a' })).toBeLessThan(0)
        expect(next.at).toBeGreaterThanOrEqual(wall)
        last = next
      }
    }),
  )
})

test('PK-30 only workers and administrators pick; only supervisors decide; sales reads', () => {
  expect(roles.filter((role) => may(role, 'task.pick'))).toEqual(['ADMIN', 'MAGACIONER'])
  expect(roles.filter((role) => may(role, 'exception.decide'))).toEqual(['ADMIN', 'MENADZER', 'SEF'])
  expect(roles.filter((role) => may(role, 'people.manage'))).toEqual(['ADMIN'])
  expect(may('KOMERCIJALISTA', 'report.read') && !may('KOMERCIJALISTA', 'requisition.assign')).toBe(true)
})
