import { expect, test } from 'vitest'
import { nextRow } from './next-row.ts'

test('arrows walk through the list and stop at its ends', () => {
  expect(nextRow('ArrowDown', -1, 3, 10)).toBe(0)
  expect(nextRow('ArrowDown', 2, 3, 10)).toBe(2)
  expect(nextRow('ArrowUp', 0, 3, 10)).toBe(0)
  expect(nextRow('ArrowUp', -1, 3, 10)).toBe(2)
})

test('pages and ends jump', () => {
  expect(nextRow('PageDown', 5, 100, 20)).toBe(25)
  expect(nextRow('PageUp', 5, 100, 20)).toBe(0)
  expect(nextRow('End', 5, 100, 20)).toBe(99)
})

test('an empty list and other keys lead nowhere', () => {
  expect(nextRow('ArrowDown', -1, 0, 10)).toBeUndefined()
  expect(nextRow('a', 1, 3, 10)).toBeUndefined()
})
