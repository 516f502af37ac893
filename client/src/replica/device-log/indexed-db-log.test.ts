import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { deviceLogContract } from './device-log-contract.ts'
import { openIndexedDbLog } from './indexed-db-log.ts'

let databases = 0
const newName = () => `device-of-ana-${++databases}`

deviceLogContract('IndexedDB', () => {
  const name = newName()
  return () => openIndexedDbLog(name)
})

test('the signing key survives a reload and cannot be read', async () => {
  const name = newName()
  const key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const log = openIndexedDbLog(name)
  await log.remember('device', { device: 'D1', name: 'MC-07', enrolledAt: 0, token: 't', key })
  log.close()
  const kept = await openIndexedDbLog(name).recall('device')
  expect(kept?.key.extractable).toBe(false)
  expect(await crypto.subtle.sign('HMAC', kept?.key ?? key, new Uint8Array(1))).toHaveProperty(
    'byteLength',
    32,
  )
})
