import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareLocations } from './location-order.ts'

test('IM-18 lines are walked zone by zone, rack by rack, shelf by shelf, numbers by value', () => {
  const walked = [
    'ZA-R01-P01-B01',
    'ZA-R01-P01-B02',
    'ZA-R01-P02-B01',
    'ZA-R2-P01-B01',
    'za-r10-p01-b01',
    'ZB',
    'ZB-R01-P01-B01',
    'ZB-R01-P01-B01-A',
  ]
  expect(walked.toReversed().toSorted(compareLocations)).toEqual(walked)
})

test('IM-18 a line whose location nobody knows comes last', () => {
  expect([undefined, 'ZA-R01', '', 'ZA-R00'].toSorted(compareLocations)).toEqual([
    'ZA-R00',
    'ZA-R01',
    '',
    undefined,
  ])
})

test('IM-18 the order is an order: it does not depend on how the lines came', () => {
  const code = fc.option(
    fc.string({ unit: fc.constantFrom('Z', 'A', 'B', '-', '0', '1', '2'), maxLength: 8 }),
    {
      nil: undefined,
    },
  )
  fc.assert(
    fc.property(code, code, code, (a, b, c) => {
      expect(Math.sign(compareLocations(a, b))).toBe(0 - Math.sign(compareLocations(b, a)))
      if (compareLocations(a, b) <= 0 && compareLocations(b, c) <= 0) {
        expect(compareLocations(a, c)).toBeLessThanOrEqual(0)
      }
    }),
  )
})
