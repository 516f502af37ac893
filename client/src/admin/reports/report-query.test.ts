import { expect, test } from 'vitest'
import { lastDays, reportQuery } from './report-query.ts'

test('the week of a Sunday at 00:30 in Podgorica begins on Monday, whatever UTC says', () => {
  const now = Date.UTC(2025, 9, 4, 22, 30)
  expect(lastDays(7, now, 'Europe/Belgrade')).toEqual({ from: '2025-09-29', to: '2025-10-05' })
  expect(lastDays(1, now, 'Europe/Belgrade')).toEqual({ from: '2025-10-05', to: '2025-10-05' })
})

test('the change to winter time does not lose a day', () => {
  const now = Date.UTC(2025, 9, 27, 10)
  expect(lastDays(3, now, 'Europe/Belgrade').from).toBe('2025-10-25')
})

test('a mistyped day is left out of the question to the server', () => {
  expect(reportQuery({ from: '2025-10-01', to: '5.10.2025' })).toBe('?from=2025-10-01')
  expect(reportQuery({})).toBe('')
  expect(reportQuery({}, { format: 'csv', lang: 'sr' })).toBe('?format=csv&lang=sr')
})
