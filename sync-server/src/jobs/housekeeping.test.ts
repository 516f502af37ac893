import { expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { giveTask } from '../testing/task.ts'
import { openWarehouse } from '../testing/warehouse.ts'
import { tidyUp } from './housekeeping.ts'

const DAY = 86_400_000

test('what nobody can use any more goes; the work, the audit and live logins stay', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { store, clock, as } = warehouse
  const milena = await as('sef')
  const { task, lines } = await giveTask(milena, [['200431', '2']], { workers: ['p-ana'] })
  await milena.post('/api/devices/enrolments', { kind: 'tv' })
  const body = { operation_id: 'o', code: '200431' }
  const first = await (await as('ana')).post(`/api/worker/tasks/${lines['200431']}/pick-by-code`, body)
  expect(await tidyUp(store)).toEqual({ changes: 0, operations: 0, refreshTokens: 0, enrolments: 0 })

  clock.now += 100 * DAY
  const removed = await tidyUp(store)
  expect(removed).toMatchObject({ operations: 1, refreshTokens: 2, enrolments: 1 })
  expect(removed.changes).toBeGreaterThan(0)
  const admin = await as('admin')
  expect((await admin.get(`/api/zaduznice/${task}`)).body).toMatchObject({ picked: 1000 })
  expect((await admin.get('/api/audit')).body.total).toBeGreaterThan(3)
  // The event's id derives from the operation, so even now the replay counts once.
  const again = await (await as('ana')).post(`/api/worker/tasks/${lines['200431']}/pick-by-code`, body)
  expect(again.body.events).toEqual(first.body.events)
  expect((await admin.get(`/api/zaduznice/${task}`)).body).toMatchObject({ picked: 1000 })
})
