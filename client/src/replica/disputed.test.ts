import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { expect, test } from 'vitest'
import { disputedOf } from './disputed.ts'
import { createEventBook } from './event-book.ts'

const event = (id: string, at: number) => ({ id, task: 'T1', seq: at, at, tick: 0 }) as WorkEvent

test('Ana sees what was refused, and what is held as the latest verdict says, the latest pick first', () => {
  const book = createEventBook()
  book.recorded(['a', 'b', 'c', 'd'].map(event), 0)
  book.settled([
    { state: 'refused', events: ['a'], code: 'mac_invalid', at: 1 },
    { state: 'held', events: ['b'], epoch: 'e', at: 1 },
    { state: 'acknowledged', events: ['c'], epoch: 'e', at: 1 },
  ])
  const seen = (held?: string[]) =>
    disputedOf(
      book,
      new Map(held && [['T1', { id: 'T1', status: 'in_progress', exceptions: [], held }]]),
    ).map((each) => [each.event.id, each.state, each.code])
  expect(seen()).toEqual([
    ['b', 'held', undefined],
    ['a', 'refused', 'mac_invalid'],
  ])
  // Applied since, and another one held since.
  expect(seen(['c'])).toEqual([
    ['c', 'held', undefined],
    ['a', 'refused', 'mac_invalid'],
  ])
})
