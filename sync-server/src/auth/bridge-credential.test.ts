import { expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { openWarehouse } from '../testing/warehouse.ts'
import { admitBridge, BRIDGE_DEVICE } from './bridge-credential.ts'

test('the bridge gets in by the credential of this start, until a supervisor revokes it or a start has none', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { store } = warehouse
  const [first, second] = ['first'.padEnd(32, '-'), 'second'.padEnd(32, '-')]
  const status = async (token: string) => (await warehouse.holding(token).get('/api/bridge/site')).status
  await admitBridge(store, undefined)
  expect(await status(first)).toBe(401)
  await admitBridge(store, first)
  expect(await status(first)).toBe(200)
  const milena = await warehouse.as('sef')
  await milena.post(`/api/devices/${BRIDGE_DEVICE}/revoke`)
  await admitBridge(store, first)
  expect(await status(first)).toBe(401)
  await admitBridge(store, second)
  expect([await status(first), await status(second)]).toEqual([401, 200])
  await admitBridge(store, undefined)
  expect(await status(second)).toBe(401)
})
