import { expect, test } from 'vitest'
import { dayOfNight, nightSchedule } from './schedule.ts'

const at = (text: string) => Date.parse(text)
function nights(pattern: string, from: string, to: string): string[] {
  const schedule = nightSchedule(pattern, 'Europe/Belgrade')
  const found: string[] = []
  for (let next = schedule.next(at(from)); next < at(to); next = schedule.next(next))
    found.push(new Date(next).toISOString())
  return found
}

test('RC-29 one night each, also where 02:30 does not exist or comes twice', () => {
  // 2026-03-29: 02:00 becomes 03:00. 2026-10-25: 03:00 becomes 02:00.
  const spring = nights('30 2 * * *', '2026-03-28T12:00:00Z', '2026-03-31T12:00:00Z')
  expect(spring).toHaveLength(3)
  expect(spring[0]?.slice(0, 13)).toBe('2026-03-29T01')
  const autumn = nights('30 2 * * *', '2026-10-24T12:00:00Z', '2026-10-27T12:00:00Z')
  expect(autumn).toEqual([expect.any(String), '2026-10-26T01:30:00.000Z', '2026-10-27T01:30:00.000Z'])
})

test('RC-29 a night that was missed is the last one due', () => {
  const schedule = nightSchedule('15 3 * * *', 'Europe/Belgrade')
  expect(schedule.last(at('2026-10-05T09:00:00Z'))).toBe(at('2026-10-05T01:15:00Z'))
  expect(schedule.last(at('2026-10-05T01:00:00Z'))).toBe(at('2026-10-04T01:15:00Z'))
})

test('a night in the early hours closes the day before, one in the evening its own', () => {
  expect(dayOfNight('Europe/Belgrade', at('2026-10-05T01:15:00Z'))).toBe('2026-10-04')
  expect(dayOfNight('Europe/Belgrade', at('2026-10-05T20:15:00Z'))).toBe('2026-10-05')
})
