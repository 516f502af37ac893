import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatQuantity, MAX_QUANTITY, parseQuantity, settledDecimal, toThousandths } from './quantity.ts'

const quantities = fc.integer({ min: 0, max: MAX_QUANTITY })

test('IM-10 a quantity is read with a decimal comma or a decimal point, in thousandths', () => {
  expect(parseQuantity('24')).toEqual({ ok: true, value: 24_000 })
  expect(parseQuantity(' 12,3 ')).toEqual({ ok: true, value: 12_300 })
  expect(parseQuantity('12.3')).toEqual({ ok: true, value: 12_300 })
  expect(parseQuantity('0.125')).toEqual({ ok: true, value: 125 })
  expect(parseQuantity('24,000')).toEqual({ ok: true, value: 24_000 })
  expect(parseQuantity('1234.500')).toEqual({ ok: true, value: 1_234_500 })
  expect(parseQuantity('007')).toEqual({ ok: true, value: 7_000 })
})

test('IM-10 what is not a number, too precise or too large is refused with its own code', () => {
  expect(parseQuantity('  ')).toEqual({ ok: false, code: 'quantity_empty' })
  for (const text of ['-3', '+3', '1e3', 'deset', '12,', ',5', '1,2,3', '12 kom', '0x10', '1.23.456']) {
    expect(parseQuantity(text), text).toEqual({ ok: false, code: 'quantity_not_a_number' })
  }
  expect(parseQuantity('1,2345')).toEqual({ ok: false, code: 'quantity_too_precise' })
  expect(parseQuantity('1,50000')).toEqual({ ok: true, value: 1_500 })
  expect(parseQuantity('10000000000')).toEqual({ ok: false, code: 'quantity_too_large' })
  expect(parseQuantity('9'.repeat(400))).toEqual({ ok: false, code: 'quantity_too_large' })
})

test('IM-11 thousands may be grouped where only one reading exists; 1.234 alone is refused, not guessed', () => {
  expect(parseQuantity('1.234,5')).toEqual({ ok: true, value: 1_234_500 })
  expect(parseQuantity('1,234.5')).toEqual({ ok: true, value: 1_234_500 })
  expect(parseQuantity('1.234.567')).toEqual({ ok: true, value: 1_234_567_000 })
  expect(parseQuantity('1 234,5')).toEqual({ ok: true, value: 1_234_500 })
  expect(parseQuantity('1.234')).toEqual({ ok: false, code: 'quantity_grouping_ambiguous' })
  expect(parseQuantity('1.234', '.')).toEqual({ ok: true, value: 1_234 })
  expect(parseQuantity('1.234', ',')).toEqual({ ok: true, value: 1_234_000 })
})

test('IM-11 a column settles its separator when one of its cells has only one reading', () => {
  expect(settledDecimal(['1.234', '2,5'])).toBe(',')
  expect(settledDecimal(['1.234', '2.5'])).toBe('.')
  expect(settledDecimal(['1.234.567', '1.234'])).toBe(',')
  expect(settledDecimal(['1.234', '7'])).toBeUndefined()
  expect(settledDecimal(['2,5', '2.5'])).toBeUndefined()
})

test('IM-10 every quantity survives being written and read again, in both languages', () => {
  fc.assert(
    fc.property(quantities, (value) => {
      expect(parseQuantity(formatQuantity(value, 'sr'))).toEqual({ ok: true, value })
      expect(parseQuantity(formatQuantity(value, 'en'), '.')).toEqual({ ok: true, value })
    }),
  )
})

test('IM-10 no text makes the reader throw or return anything but a safe, non-negative integer', () => {
  const numberLike = fc.string({ unit: fc.constantFrom(...'0123456789.,- \u00a0'), maxLength: 24 })
  fc.assert(
    fc.property(fc.oneof(numberLike, fc.string()), fc.constantFrom(undefined, ',', '.'), (text, decimal) => {
      const parsed = parseQuantity(text, decimal as ',' | '.' | undefined)
      if (parsed.ok) expect(Number.isSafeInteger(parsed.value) && parsed.value >= 0).toBe(true)
    }),
  )
})

test('IM-10 a quantity is shown without trailing zeros, with the separator of the language', () => {
  expect(formatQuantity(12_300, 'sr')).toBe('12,3')
  expect(formatQuantity(12_300, 'en')).toBe('12.3')
  expect(formatQuantity(24_000, 'sr')).toBe('24')
  expect(formatQuantity(5, 'sr')).toBe('0,005')
  expect(formatQuantity(-1_500, 'en')).toBe('-1.5')
})

test('IM-10 units become thousandths, and nonsense is a bug', () => {
  expect(toThousandths(12)).toBe(12_000)
  expect(toThousandths(1.005)).toBe(1_005)
  expect(() => toThousandths(Number.NaN)).toThrow(RangeError)
  expect(() => toThousandths(1e15)).toThrow(RangeError)
})
