import { expect, test } from 'vitest'
import { openCrashHouse } from './crash-house.ts'
import { liveThroughPoints } from './crash-matrix.ts'
import { readPoint, stepPoints } from './crash-points.ts'

/** The calls by which something changes on another side. All of them, under faults: `npm run nights -- --matrix`. */
const calls = ['before erp.post', 'after erp.post', 'after server.documents', 'after server.mirror'].map(
  readPoint,
)

test('RC-01 RC-10 A bridge killed before or after any step of its night is simply started again, and everything is booked once', {
  timeout: 300_000,
}, async () => {
  await using house = await openCrashHouse()
  const { wrong, killed } = await liveThroughPoints(house, [...stepPoints, ...calls])
  expect(wrong).toEqual([])
  expect(killed).toBe(stepPoints.length + calls.length)
})
