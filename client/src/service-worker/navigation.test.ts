import { expect, test } from 'vitest'
import { entryFor } from '../entry.ts'
import { isOffice, neverAnswered } from './navigation.ts'

test('what belongs to the server is never answered from the device', () => {
  for (const path of [
    '/api/auth/login',
    '/sync/task/T1',
    '/sync?x=1',
    '/docs',
    '/health',
    '/metrics',
    '/openapi.json',
  ]) {
    expect(neverAnswered.test(path), path).toBe(true)
  }
  for (const path of ['/', '/task/T1', '/admin', '/tv', '/docsis', '/apiary']) {
    expect(neverAnswered.test(path), path).toBe(false)
  }
})

test('every address belongs to one role', () => {
  expect(['/', '/tasks', '/admin', '/admin/tasks', '/tv', '/tvx', '/administration'].map(entryFor)).toEqual([
    'worker',
    'worker',
    'admin',
    'admin',
    'tv',
    'worker',
    'worker',
  ])
  expect(isOffice('/admin/tasks')).toBe(true)
  expect(isOffice('/')).toBe(false)
})
