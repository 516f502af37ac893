import { beforeEach, expect, test } from 'vitest'
import { date, dateTime, duration, moment, number, percent, quantity, time } from './format.ts'
import { followHouseZone } from './house-zone.ts'
import { setLanguage } from './language.ts'

const afternoon = Date.UTC(2025, 9, 3, 12, 5, 9)

beforeEach(() => setLanguage('sr'))

test('Serbian: decimal comma, point for thousands, dates as on paper', () => {
  expect(quantity(12_300)).toBe('12,3')
  expect(number(12_345.5)).toBe('12.345,5')
  expect(percent(0.756)).toBe('76\u00a0%')
  expect(date(afternoon)).toBe('03.10.2025')
  expect(dateTime(afternoon)).toBe('03.10.2025 14:05')
})

test('English: decimal point, comma for thousands', () => {
  setLanguage('en')
  expect(quantity(12_300)).toBe('12.3')
  expect(number(12_345.5)).toBe('12,345.5')
  expect(date(afternoon)).toBe('03/10/2025')
})

test('times are those of the house, not of the device', () => {
  expect(time(afternoon)).toBe('14:05')
  expect(time(afternoon, true)).toBe('14:05:09')
  expect(time(Date.UTC(2025, 0, 1, 23, 30))).toBe('00:30')
})

test('a house elsewhere names its own zone; one that no browser knows changes nothing', () => {
  followHouseZone('Europe/London')
  expect(time(afternoon)).toBe('13:05')
  followHouseZone('Atlantis/Harbour')
  expect(time(afternoon)).toBe('13:05')
  followHouseZone('Europe/Belgrade')
  expect(time(afternoon)).toBe('14:05')
})

test('today goes by the time alone', () => {
  expect(moment(afternoon, afternoon + 3_600_000)).toBe('14:05')
  expect(moment(afternoon, afternoon + 86_400_000)).toBe('03.10.2025 14:05')
})

test('an age is told in the unit that matters', () => {
  expect([-5, 4_000, 61_000, 3_600_000, 12_000_000, 40_000_000, 200_000_000].map(duration)).toEqual([
    '0 s',
    '4 s',
    '1 min',
    '1 h',
    '3 h 20 min',
    '11 h',
    '2 d',
  ])
})
