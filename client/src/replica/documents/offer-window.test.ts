import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { expect, test } from 'vitest'
import { narrower, nextToOffer, WIDEST, weightOf, wider } from './offer-window.ts'
import { isOver, wantedDocuments } from './wanted-documents.ts'

const event = (id: number, text = '') => ({ id: String(id), text }) as unknown as WorkEvent

test('DV-04 a shift without a network goes out in pieces that the server accepts', () => {
  const shift = Array.from({ length: 3_000 }, (_, id) => event(id, 'x'.repeat(id % 300)))
  let waiting: readonly WorkEvent[] = shift
  let rounds = 0
  while (waiting.length > 0) {
    const chosen = nextToOffer(waiting, [], WIDEST)
    expect(chosen.length).toBeLessThanOrEqual(256)
    expect(chosen.reduce((sum, each) => sum + weightOf(each), 0)).toBeLessThanOrEqual(32 * 1024)
    expect(chosen).toEqual(waiting.slice(0, chosen.length))
    waiting = waiting.slice(chosen.length)
    rounds += 1
  }
  expect(rounds).toBeLessThan(60)
})

test('DV-04 what is under way counts, so that a cut in between never makes one frame too many of it', () => {
  expect(nextToOffer([event(1), event(2)], Array(WIDEST - 1).fill(10), WIDEST)).toHaveLength(1)
  expect(nextToOffer([event(1)], Array(WIDEST).fill(10), WIDEST)).toHaveLength(0)
})

test('DV-06 a refusal without a name narrows the window until one event is alone, acknowledgements widen it', () => {
  let width = WIDEST
  for (let refusal = 0; refusal < 10; refusal++) width = narrower(width)
  expect(width).toBe(1)
  expect(nextToOffer([event(1), event(2)], [], width)).toHaveLength(1)
  expect(wider(wider(width))).toBe(4)
  expect(wider(WIDEST)).toBe(WIDEST)
})

test('DV-07 a document is open while somebody works, while work waits here, and until the present server has all of it', () => {
  const wanted = wantedDocuments({
    planned: [
      { task: 'open', over: false },
      { task: 'over', over: true },
    ],
    kept: ['over', 'taken-away', 'restored', 'settled'],
    unsent: (task) => task === 'taken-away',
    synced: (task) => task !== 'restored',
  })
  expect([...wanted].sort()).toEqual(['open', 'restored', 'taken-away'])
})

test('a finished task stays connected for a day, because a teammate may still be in an aisle', () => {
  const day = 24 * 60 * 60_000
  expect(isOver({ status: 'done', lastAt: 0 }, {}, day)).toBe(false)
  expect(isOver({ status: 'done', lastAt: 0 }, {}, day + 1)).toBe(true)
  expect(isOver({ status: 'paused', lastAt: 0 }, {}, 9 * day)).toBe(false)
})

test('a task cancelled before anything of it had arrived here stays connected: what a teammate picked is still to come', () => {
  const day = 24 * 60 * 60_000
  const cancelled = { by: 'p-sef', at: 9 * day, seen: 3000 }
  expect(isOver({ status: 'cancelled' }, { cancelled }, 9 * day + 1)).toBe(false)
  expect(isOver({ status: 'cancelled' }, { cancelled }, 10 * day + 1)).toBe(true)
})
