import fc from 'fast-check'
import { MAX_QUANTITY } from 'shared-schema/domain/quantity.ts'
import { expect, test } from 'vitest'
import {
  canonicalJson,
  readBarcodes,
  readDay,
  readDecimal,
  readFlag,
  readIdent,
  readPositions,
  writeDecimal,
} from './erp-values.ts'

const thousandths = fc.integer({ min: -MAX_QUANTITY, max: MAX_QUANTITY })

test('RC-54 every quantity goes to the ERP as a decimal and comes back exactly, as a number and as text', () => {
  fc.assert(
    fc.property(thousandths, (qty) => {
      const wanted = qty === 0 ? 0 : qty
      expect(readDecimal(JSON.parse(JSON.stringify(writeDecimal(qty))))).toBe(wanted)
      expect(readDecimal(writeDecimal(qty).toFixed(3))).toBe(wanted)
      expect(readDecimal(writeDecimal(qty).toFixed(3).replace('.', ','))).toBe(wanted)
    }),
  )
})

test('sums of binary fractions are read as what they stand for', () => {
  expect(readDecimal(0.1 + 0.2)).toBe(300)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 50 }), (parts) => {
      const sum = parts.reduce((total, part) => total + part / 1000, 0)
      expect(readDecimal(sum)).toBe(parts.reduce((total, part) => total + part, 0))
    }),
  )
})

test('RC-54 a fourth decimal place, text and what nobody counts is no quantity: nothing is rounded in silence', () => {
  for (const value of [
    0.3333,
    1.0005,
    'dvanaest',
    '',
    null,
    undefined,
    Number.NaN,
    Infinity,
    1e15,
    '1,2345',
    {},
  ])
    expect(readDecimal(value)).toBeUndefined()
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 9 }), (qty, fourth) => {
      expect(readDecimal(qty / 1000 + fourth / 10_000)).toBeUndefined()
    }),
  )
})

test('RC-54 a day is read from every form the ERP writes, and a day that does not exist is none', () => {
  const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(days, (at) => {
      const iso = at.toISOString()
      const day = iso.slice(0, 10)
      for (const text of [
        day,
        iso,
        iso.slice(0, 19),
        iso.slice(0, 19).replace('T', ' '),
        ` ${day} 00:00:00 `,
      ])
        expect(readDay(text)).toBe(day)
    }),
  )
  for (const text of ['2026-02-30', '31.01.2026', '2026-1-3', '', 'juče', 20260131, null, '2026-01-31x'])
    expect(readDay(text)).toBeUndefined()
})

test('RC-54 an ident keeps its leading zeros and loses only the blanks around it', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9A-Z][0-9A-Z .-]{0,14}[0-9A-Z]$/), fc.nat(5), (ident, blanks) => {
      expect(readIdent(ident + ' '.repeat(blanks))).toBe(ident)
    }),
  )
  expect(readIdent('00013')).toBe('00013')
  for (const none of ['', '   ', 13, null]) expect(readIdent(none)).toBeUndefined()
})

test('two services that write the same in another order mean the same', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (row) => {
      const turned = Object.fromEntries(Object.entries(row).reverse())
      expect(canonicalJson(turned)).toBe(canonicalJson(row))
    }),
  )
  expect(canonicalJson({ b: 1, a: [{ d: 1, c: 2 }] })).toBe('{"a":[{"c":2,"d":1}],"b":1}')
})

test('letters for yes and no, barcodes once each, positions that can be told apart', () => {
  expect([
    readFlag('T', false),
    readFlag('F', true),
    readFlag(undefined, true),
    readFlag('?', false),
  ]).toEqual([true, false, true, false])
  expect(readBarcodes([' 3890002000013 ', '', null, '3890002000013', '8'])).toEqual(['3890002000013', '8'])
  expect(readPositions([3, 1, 7])).toEqual([3, 1, 7])
  expect(readPositions([1, 1, 2])).toEqual([1, 2, 3])
  expect(readPositions([undefined, 2])).toEqual([1, 2])
})
