import { expect, test } from 'vitest'
import type { Connection, StorageHealth, UnsentSummary } from '../../replica/replica.ts'
import {
  blockedReason,
  clockError,
  connectionWord,
  deviceNotices,
  mendedByConnecting,
  unsentTone,
} from './device-state.ts'

const online: Connection = { state: 'online' }
const healthy: StorageHealth = { persisted: true, used: 0.2, otherTab: false }
const app = { updateAvailable: false, kept: 'kept' as const }
const newer = { ...app, updateAvailable: true }
const nothing: UnsentSummary = { count: 0, refused: 0 }

test('being offline is calm, being blocked is not', () => {
  expect(connectionWord({ state: 'offline' })).toEqual({ word: 'offline', tone: 'stale' })
  expect(connectionWord({ state: 'offline', blocked: 'protocol_too_old' })).toEqual({
    word: 'blocked',
    tone: 'attention',
  })
})

test('unsent work is work in progress, and asks for a look after an hour', () => {
  expect(unsentTone(nothing, 0)).toBe('ok')
  expect(unsentTone({ count: 3, oldestAt: 0, refused: 0 }, 3_600_000)).toBe('busy')
  expect(unsentTone({ count: 3, oldestAt: 0, refused: 0 }, 3_600_001)).toBe('attention')
  expect(unsentTone({ count: 0, refused: 1 }, 0)).toBe('stop')
})

test('an update is offered outside of a task and never inside', () => {
  expect(deviceNotices(online, healthy, nothing, newer, 'tasks')).toEqual(['update'])
  expect(deviceNotices(online, healthy, nothing, newer, 'task')).toEqual([])
})

test('a storage the browser may clear is told before work is at risk, and in a task once it is', () => {
  const loose = { ...healthy, persisted: false }
  expect(deviceNotices(online, loose, nothing, app, 'tasks')).toEqual(['not_persisted'])
  expect(deviceNotices(online, loose, nothing, app, 'task')).toEqual([])
  expect(deviceNotices(online, loose, { count: 1, oldestAt: 0, refused: 0 }, app, 'task')).toEqual([
    'not_persisted',
  ])
})

test('the most urgent comes first', () => {
  const worst = { persisted: false, used: 0.95, otherTab: false }
  const blocked: Connection = { state: 'offline', blocked: 'device_revoked' }
  expect(deviceNotices(blocked, worst, { count: 2, oldestAt: 0, refused: 1 }, newer, 'tasks')).toEqual([
    'blocked',
    'refused',
    'nearly_full',
    'not_persisted',
    'update',
  ])
})

test('a phone the server does not know, or that was switched off, is mended by connecting it again', () => {
  expect(mendedByConnecting(blockedReason('token_invalid'))).toBe(true)
  expect(mendedByConnecting(blockedReason('device_revoked'))).toBe(true)
  expect(mendedByConnecting(blockedReason('protocol_too_old'))).toBe(false)
})

test('a clock that is wrong by a day is told, outside of a task; a few seconds are nobody’s business', () => {
  const day = 24 * 60 * 60_000
  const wrong: Connection = { state: 'online', offset: -day }
  expect(clockError(wrong)).toBe(day)
  expect(clockError({ state: 'online', offset: 4_000 })).toBeUndefined()
  expect(deviceNotices(wrong, healthy, nothing, app, 'tasks')).toEqual(['clock_wrong'])
  expect(deviceNotices(wrong, healthy, nothing, app, 'task')).toEqual([])
})

test('an app that the browser did not keep, and the work of others, are told where there is time to read', () => {
  const carried = { count: 4, refused: 1, from: ['Zebra 07'] }
  const notKept = { ...app, kept: 'failed' as const }
  expect(deviceNotices(online, healthy, nothing, notKept, 'tasks', carried)).toEqual([
    'not_kept',
    'carried_refused',
    'carried',
  ])
  expect(deviceNotices(online, healthy, nothing, notKept, 'task', carried)).toEqual([])
})
