import { expect, test } from 'vitest'
import { freshness } from './freshness.ts'

test('a picture of half a minute ago on a working line is the present', () => {
  expect(freshness(0, undefined, 30_000)).toEqual({ stale: false, age: 30_000 })
})

test('a cut of four seconds while a handset roams is not shown, a longer one is', () => {
  expect(freshness(0, 1_000, 5_000).stale).toBe(false)
  expect(freshness(0, 1_000, 6_001).stale).toBe(true)
})

test('a line that looks open but brings nothing makes the screen grey', () => {
  expect(freshness(0, undefined, 75_001)).toEqual({ stale: true, age: 75_001 })
})

test('a clock set back shows no negative age', () => {
  expect(freshness(10_000, undefined, 0)).toEqual({ stale: false, age: 0 })
})
