import { expect, test } from 'vitest'
import { olderBy } from './high-water.ts'

test('RC-11 a time of the ERP is read in every form it has, and a day alone reaches into the day before', () => {
  expect(olderBy('2026-01-31 00:05:00', 15 * 60_000)).toBe('2026-01-30 23:50:00')
  expect(olderBy('2026-01-31T12:00:00', 60_000)).toBe('2026-01-31 11:59:00')
  expect(olderBy('2026-03-01', 1000)).toBe('2026-02-28 23:59:59')
})

test('RC-11 what is no time means everything', () => {
  expect(olderBy('juče', 1000)).toBeUndefined()
})
