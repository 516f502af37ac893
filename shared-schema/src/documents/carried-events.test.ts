import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { WorkEvent } from '../domain/picking/event.ts'
import { type CarriedEvents, readCarried, writeCarried } from './carried-events.ts'
import { checksum } from './checksum.ts'

const pick = (seq: number, code: string): WorkEvent => ({
  ...{ v: 1, id: `01900000-0000-7000-8000-${String(seq).padStart(12, '0')}`, type: 'picked', task: 't-1' },
  ...{ line: 't-1-pillow', qty: 1000, way: 'trigger', code, by: 'p-ana', device: 'd-ana', seq },
  ...{ at: 1_760_000_000_000 + seq, tick: 0, mac: 'A'.repeat(43) },
})
const carried = (...events: WorkEvent[]): CarriedEvents => ({
  ...{ device: 'd-ana', name: 'Zebra 07', madeAt: 1_760_000_000_000, events },
})

test('DV-16 what Ana’s phone gives out is read as it was, with every letter of every code', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' })), (codes) => {
      const given = carried(...codes.map((code, index) => pick(index + 1, code)))
      expect(readCarried(writeCarried(given))).toEqual({ ok: true, carried: given })
    }),
    { numRuns: 100 },
  )
})

test('DV-16 a damaged file is refused whole: a letter changed, an event missing, half of it', () => {
  const text = writeCarried(carried(pick(1, '3890000200431'), pick(2, '3890000200431')))
  const damaged = { ok: false, failure: { code: 'carried_damaged' } }
  expect(readCarried(text.replace('"qty":1000', '"qty":9000'))).toEqual(damaged)
  expect(readCarried(text.replace('"mac":"A', '"mac":"B'))).toEqual(damaged)
  const { events, ...rest } = JSON.parse(text) as { events: unknown[] }
  expect(readCarried(JSON.stringify({ ...rest, events: events.slice(1), count: 1 }))).toEqual(damaged)
  expect(readCarried(JSON.stringify({ ...rest, events: [...events, { id: 'x' }], count: 3 }))).toEqual(
    damaged,
  )
  expect(readCarried(text.slice(0, -20))).toEqual({ ok: false, failure: { code: 'carried_foreign' } })
})

test('DV-16 a picture, a list of requisitions, and a file of a newer app are told apart', () => {
  const foreign = { ok: false, failure: { code: 'carried_foreign' } }
  for (const text of ['', '\u0089PNG', '{}', '[]', 'null', '{"format":"other"}']) {
    expect(readCarried(text)).toEqual(foreign)
  }
  const newer = writeCarried(carried()).replace('"version":1', '"version":2')
  expect(readCarried(newer)).toEqual({ ok: false, failure: { code: 'carried_newer' } })
})

test('the checksum is the CRC-32 everybody knows', () => {
  expect(checksum(new TextEncoder().encode('123456789'))).toBe('CBF43926')
})
