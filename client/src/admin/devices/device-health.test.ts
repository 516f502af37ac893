import { expect, test } from 'vitest'
import {
  concernsOf,
  deviceState,
  knownUnsent,
  mostUrgentFirst,
  oldestAge,
  summaryOf,
} from './device-health.ts'
import type { DeviceRow } from './device-list.ts'

const NOW = Date.UTC(2025, 9, 3, 9, 30)
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Ana's handheld on a good day. */
function device(change: Partial<DeviceRow> = {}): DeviceRow {
  return {
    ...{ id: 'd-1', name: 'Zebra 07', kind: 'handheld', app: '0.1.0', worker: 'p-ana' },
    ...{ enrolled_at: NOW - 90 * HOUR, revoked_at: null, inactive_at: null, last_seen: NOW - MINUTE },
    ...{ online: true, unsent: 0, oldest_unsent: null, persisted: true, storage_used: 12 },
    ...{ clock_offset: 0, battery: 78, held: 0, refused: 0 },
    ...change,
  }
}
const worries = (change: Partial<DeviceRow>) => concernsOf(device(change), NOW, '0.1.0')

test('a device that works worries nobody', () => {
  expect(worries({})).toEqual([])
  expect(worries({ unsent: 3, oldest_unsent: NOW - 20_000 })).toEqual([])
})

test('a device in the aisle that last said "none" is not known to have none', () => {
  expect(knownUnsent(device())).toBe(0)
  expect(knownUnsent(device({ online: false }))).toBeUndefined()
  expect(knownUnsent(device({ unsent: null }))).toBeUndefined()
  expect(knownUnsent(device({ online: false, unsent: 4 }))).toBe(4)
})

test('the oldest pick is as old as the server’s clock says, though the phone lives a day behind', () => {
  const day = 24 * HOUR
  const phone = device({ unsent: 1, oldest_unsent: NOW - HOUR - day, clock_offset: day })
  expect(oldestAge(phone, NOW)).toBe(HOUR)
  expect(oldestAge(device({ oldest_unsent: NOW + HOUR }), NOW)).toBe(0)
})

test('everything a supervisor should look at is named, the most urgent first', () => {
  expect(worries({ online: false, unsent: 2 })).toEqual(['unsentFar'])
  expect(worries({ unsent: 2, oldest_unsent: NOW - 20 * MINUTE })).toEqual(['unsentLong'])
  expect(worries({ persisted: false, storage_used: 85, battery: 12 })).toEqual([
    'notLasting',
    'storageFull',
    'batteryLow',
  ])
  expect(worries({ held: 1, refused: 2, clock_offset: -HOUR, app: '0.0.9' })).toEqual([
    'refused',
    'held',
    'clockWrong',
    'otherVersion',
  ])
})

test('what a device did not tell is no worry, and the battery of a silent one is old news', () => {
  expect(
    worries({ persisted: null, storage_used: null, battery: null, clock_offset: null, app: null }),
  ).toEqual([])
  expect(worries({ online: false, battery: 3 })).toEqual([])
})

test('of a revoked device only what came of its picks still matters', () => {
  const revoked = { revoked_at: NOW - HOUR, online: false, persisted: false, battery: 2, held: 3 }
  expect(worries(revoked)).toEqual(['held'])
  expect(deviceState(device(revoked))).toBe('revoked')
  expect(deviceState(device({ online: false, inactive_at: NOW }))).toBe('inactive')
})

test('the line above the list counts devices in use, and the oldest pick of all', () => {
  const rows = [
    device(),
    device({ id: 'd-2', online: false, unsent: 4, oldest_unsent: NOW - 3 * HOUR }),
    device({ id: 'd-3', unsent: 1, oldest_unsent: NOW - MINUTE }),
    device({ id: 'd-4', revoked_at: NOW, online: false, unsent: 9, oldest_unsent: NOW - 99 * HOUR }),
    device({ id: 'd-5', inactive_at: NOW - HOUR, online: false }),
  ]
  expect(summaryOf(rows, NOW, '0.1.0')).toMatchObject({
    ...{ online: 2, offline: 1, unsent: 5, concerned: 2 },
    oldest: 3 * HOUR,
  })
})

test('those to look at stand on top, the others stay where they were', () => {
  const rows = [
    device({ id: 'well' }),
    device({ id: 'battery', battery: 5 }),
    device({ id: 'also-well' }),
    device({ id: 'refused', refused: 1 }),
  ]
  const order = mostUrgentFirst(rows, NOW, '0.1.0').map(({ id }) => id)
  expect(order).toEqual(['refused', 'battery', 'well', 'also-well'])
})
