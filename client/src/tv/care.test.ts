import { expect, test } from 'vitest'
import { isNight } from './night.ts'
import { pixelShift, SHIFT_PX } from './pixel-shift.ts'
import { PAGE_MS, rotate } from './rotation.ts'

test('in an hour the picture stands in nine places, each within its room', () => {
  const places = Array.from({ length: 60 }, (_, minute) => pixelShift(minute * 60_000))
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(9)
  expect(places.every(({ x, y }) => Math.abs(x) <= SHIFT_PX && Math.abs(y) <= SHIFT_PX)).toBe(true)
})

test('night is the night of the warehouse, not of the TV', () => {
  expect(isNight(Date.UTC(2025, 9, 3, 19, 30), 'Europe/Belgrade')).toBe(true)
  expect(isNight(Date.UTC(2025, 9, 3, 18, 30), 'Europe/Belgrade')).toBe(false)
  expect(isNight(Date.UTC(2025, 9, 4, 3, 59), 'Europe/Belgrade')).toBe(true)
  expect(isNight(Date.UTC(2025, 9, 4, 4, 0), 'Europe/Belgrade')).toBe(false)
})

test('twenty documents take turns on a screen with room for eight, and the last page is full too', () => {
  const rows = Array.from({ length: 20 }, (_, index) => index)
  expect(rotate(rows, 8, 0)).toEqual({ rows: [0, 1, 2, 3, 4, 5, 6, 7], page: 0, pages: 3 })
  expect(rotate(rows, 8, 2 * PAGE_MS).rows).toEqual([12, 13, 14, 15, 16, 17, 18, 19])
  expect(rotate(rows, 8, 3 * PAGE_MS).page).toBe(0)
})

test('what fits stays, and an empty list is one empty page', () => {
  expect(rotate([1, 2], 8, 99 * PAGE_MS)).toEqual({ rows: [1, 2], page: 0, pages: 1 })
  expect(rotate([], 0, 0)).toEqual({ rows: [], page: 0, pages: 1 })
})
