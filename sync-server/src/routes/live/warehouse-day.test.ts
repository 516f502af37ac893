import { expect, test } from 'vitest'
import { dayStart, shiftEndsAt } from './warehouse-day.ts'

const zone = 'Europe/Belgrade'
const shifts = [
  { name: 'A', from: '08:00', to: '15:00' },
  { name: 'B', from: '12:00', to: '19:00' },
]
const at = (text: string) => Date.parse(text)

test('a day begins at midnight of the warehouse, also on the days when clocks change', () => {
  expect(dayStart(at('2025-10-03T07:30:00Z'), zone)).toBe(at('2025-10-02T22:00:00Z'))
  expect(dayStart(at('2025-12-31T23:30:00Z'), zone)).toBe(at('2025-12-31T23:00:00Z'))
  expect(dayStart(at('2025-10-26T12:00:00Z'), zone)).toBe(at('2025-10-25T22:00:00Z'))
  expect(dayStart(at('2025-03-30T12:00:00Z'), zone)).toBe(at('2025-03-29T23:00:00Z'))
})

test('shifts overlap: the later end counts while both run', () => {
  expect(shiftEndsAt(at('2025-10-03T07:30:00Z'), shifts, zone)).toBe(at('2025-10-03T13:00:00Z'))
  expect(shiftEndsAt(at('2025-10-03T11:00:00Z'), shifts, zone)).toBe(at('2025-10-03T17:00:00Z'))
  expect(shiftEndsAt(at('2025-10-03T17:00:00Z'), shifts, zone)).toBeUndefined()
})

test('a night shift runs over midnight', () => {
  const night = [{ name: 'N', from: '22:00', to: '06:00' }]
  expect(shiftEndsAt(at('2025-10-03T21:00:00Z'), night, zone)).toBe(at('2025-10-04T04:00:00Z'))
  expect(shiftEndsAt(at('2025-10-04T03:00:00Z'), night, zone)).toBe(at('2025-10-04T04:00:00Z'))
  expect(shiftEndsAt(at('2025-10-04T05:00:00Z'), night, zone)).toBeUndefined()
})
