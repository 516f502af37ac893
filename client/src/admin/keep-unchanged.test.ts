import { expect, test } from 'vitest'
import { keepUnchanged } from './keep-unchanged.ts'

const before = {
  total: 2,
  items: [
    { id: 'a', picked: 1000, workers: ['ana'] },
    { id: 'b', picked: 0, workers: [] },
  ],
}

test('a list read again without a change is the same object', () => {
  expect(keepUnchanged(before, structuredClone(before))).toBe(before)
})

test('one pick replaces one row and leaves the others alone, also when the order changed', () => {
  const next = {
    total: 2,
    items: [
      { id: 'b', picked: 2000, workers: [] },
      { id: 'a', picked: 1000, workers: ['ana'] },
    ],
  }
  const kept = keepUnchanged(before, next)
  expect(kept).toEqual(next)
  expect(kept.items[1]).toBe(before.items[0])
  expect(kept.items[0]).not.toBe(before.items[1])
  expect(kept.items[0]?.workers).toBe(before.items[1]?.workers)
})

test('a field that came or went is a change', () => {
  expect(keepUnchanged<Record<string, number>>({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 })
  expect(keepUnchanged<unknown>({ a: null }, { a: {} })).toEqual({ a: {} })
})
