import { expect, test } from 'vitest'
import { openPostgresStore } from '../storage/postgres/postgres-store.ts'
import { freshDatabase } from '../storage/postgres/test-database.ts'
import { makeDeviceReports } from './device-reports.ts'
import { furnish, openWarehouse } from './sample-warehouse.ts'

test('SY-11 a device that says of itself what no database can hold keeps nobody else’s report back', async () => {
  const store = await openPostgresStore(await freshDatabase())
  await furnish(store)
  const reports = makeDeviceReports(store, openWarehouse(store).log)
  reports.report('d-ana', { clock_offset: 1e300 })
  reports.report('d-jelena', { unsent: Number.MAX_SAFE_INTEGER })
  reports.report('d-luka', { unsent: 3 })
  await reports.flush()
  const rows = await store.sql.selectFrom('devices').select(['id', 'unsent']).orderBy('id').execute()
  expect(rows.filter(({ unsent }) => unsent !== null)).toEqual([{ id: 'd-luka', unsent: 3 }])
  await store.close()
})
