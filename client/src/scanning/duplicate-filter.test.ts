import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noteSighting, nothingSeen, SAME_CODE_MS } from './duplicate-filter.ts'
import type { Reading } from './scan.ts'

const pillow: Reading = { code: '8600100200434', symbology: 'ean13' }
const duvet: Reading = { code: '8600100200441', symbology: 'ean13' }
const carton: Reading = { code: '08600100200434', symbology: 'itf' }

type Glimpse = readonly [Reading, number]

/** The times at which a sighting counted. */
function count(glimpses: readonly Glimpse[]): number[] {
  let seen = nothingSeen
  return glimpses.flatMap(([reading, at]) => {
    const noted = noteSighting(seen, reading, at)
    seen = noted.seen
    return noted.isNew ? [at] : []
  })
}

test('Ana holds a pillow before the camera for five seconds: one scan', () => {
  const glimpses = Array.from({ length: 50 }, (_, i) => [pillow, i * 100] as const)
  expect(count(glimpses)).toEqual([0])
})

test('Ana takes it away and shows the next one of the same kind: two scans', () => {
  expect(
    count([
      [pillow, 0],
      [pillow, 80],
      [pillow, 80 + SAME_CODE_MS],
      [pillow, 1_400],
    ]),
  ).toEqual([0, 1_280])
})

test('another article counts at once, and the first one coming back within the pause does not', () => {
  expect(
    count([
      [pillow, 0],
      [duvet, 100],
      [pillow, 200],
      [duvet, 300],
    ]),
  ).toEqual([0, 100])
})

test('a carton code without a check digit counts when it was read twice', () => {
  expect(
    count([
      [carton, 0],
      [carton, 60],
      [carton, 120],
    ]),
  ).toEqual([60])
  expect(
    count([
      [carton, 0],
      [carton, 2_000],
    ]),
  ).toEqual([])
})

test('two counts of one code are never closer than the pause, whatever the camera sees', () => {
  const glimpse = fc.record({
    reading: fc.constantFrom(pillow, duvet, carton),
    gap: fc.integer({ min: 1, max: 2_000 }),
  })
  fc.assert(
    fc.property(fc.array(glimpse, { maxLength: 60 }), (glimpses) => {
      let at = 0
      const timed = glimpses.map(({ reading, gap }) => {
        at += gap
        return [reading, at] as const
      })
      for (const one of [pillow, duvet, carton]) {
        const counted = new Set(count(timed))
        const times = timed
          .filter(([reading, time]) => reading === one && counted.has(time))
          .map(([, time]) => time)
        times.slice(1).forEach((time, i) => {
          expect(time - (times[i] ?? 0)).toBeGreaterThanOrEqual(SAME_CODE_MS)
        })
      }
    }),
  )
})
