import { expect, test } from 'vitest'
import { countEn, countSr } from './count.ts'

test('Serbian counts lines the way people say them', () => {
  const lines = (n: number) => countSr(n, 'stavka', 'stavke', 'stavki')
  expect([0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 111, 112, 121].map(lines)).toEqual([
    '0 stavki',
    '1 stavka',
    '2 stavke',
    '4 stavke',
    '5 stavki',
    '11 stavki',
    '12 stavki',
    '14 stavki',
    '21 stavka',
    '22 stavke',
    '25 stavki',
    '111 stavki',
    '112 stavki',
    '121 stavka',
  ])
})

test('English has one and many', () => {
  expect(countEn(1, 'line', 'lines')).toBe('1 line')
  expect(countEn(0, 'line', 'lines')).toBe('0 lines')
})
