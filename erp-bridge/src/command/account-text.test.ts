import type { BridgeRun } from 'shared-schema/api/bridge.ts'
import { expect, test } from 'vitest'
import { accountText } from './account-text.ts'

const step = { started_at: 0, ended_at: 1500, counts: {} }
const night: BridgeRun = {
  ...{ id: 'night', kind: 'nightly', date: '2025-10-03', dry_run: false, state: 'failed' },
  ...{ started_at: 0, ended_at: 3000 },
  steps: [
    { ...step, name: 'subjects', state: 'done', counts: { read: 12, added: 0 }, failure: null },
    {
      ...step,
      name: 'catalogue',
      state: 'failed',
      failure: { code: 'erp_certificate', detail: '/login: CERT' },
    },
    {
      ...step,
      name: 'dispatches',
      state: 'failed',
      failure: { code: 'erp_certificate', detail: '/get: CERT' },
    },
    { ...step, name: 'posting', state: 'skipped', failure: { code: 'step_needed', detail: 'server' } },
  ],
}

test('an account in a terminal says step by step what happened, and once for each trouble what to do', () => {
  const text = accountText(night)
  expect(text).toContain('nightly 2025-10-03: failed')
  expect(text).toMatch(/✓ subjects +1\.5 s {2}read 12\n/)
  expect(text).toContain('✗ catalogue')
  expect(text).toContain('erp_certificate: /get: CERT')
  expect(text.match(/Have an administrator renew the certificate/g)).toHaveLength(1)
})
