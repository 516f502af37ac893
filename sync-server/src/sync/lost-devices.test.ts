import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyProjections } from '../projections/rebuild-projections.ts'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { authenticationCode } from './event-proof.ts'
import { event, furnish, openWarehouse, pick, update } from './sample-warehouse.ts'

let warehouse: ReturnType<typeof openWarehouse>
let keyOf: (device: string) => string
beforeEach(async () => {
  const store = await openSqliteStore(':memory:')
  await furnish(store)
  warehouse = openWarehouse(store)
  keyOf = await store.write(async (tx) => tx.deviceKey)
})
afterEach(async () => {
  expect((await verifyProjections(warehouse.store)).differences).toEqual([])
  await warehouse.store.close()
})

/** An event of a device this database has no row of, signed with the key that the device got at its enrolment. */
function fromLost(device: string, by: string, units: number, key = keyOf(device)): WorkEvent {
  const { mac: _mac, ...rest } = pick('luka', 'pillow', units, { before: { device: 'd-luka', by } })
  const unsigned = { ...rest, device }
  return { ...unsigned, mac: authenticationCode(canonicalEvent(unsigned), key) } as WorkEvent
}
const bring = (client: number, ...events: readonly WorkEvent[]) =>
  warehouse.ingest.frame({ task: 't-1', bytes: update(client, 0, ...events), device: 'd-ana' })
const picked = async () => {
  const rows = await warehouse.store.sql.selectFrom('task_lines').select(['id', 'picked']).execute()
  return rows.find(({ id }) => id === 't-1-pillow')?.picked
}

test('SY-23 the server was restored; Ana’s phone brings the picks of a phone that was enrolled after the backup, and they count', async () => {
  const scan = fromLost('d-0123456789ab', 'p-luka', 2)
  expect(await bring(7, scan)).toEqual({ kind: 'stored', acknowledged: [scan.id], held: [] })
  const later = fromLost('d-0123456789ab', 'p-jelena', 1)
  expect(await bring(8, later)).toMatchObject({ kind: 'stored', held: [] })
  expect(await picked()).toBe(3000)
})

test('SY-23 an act of the API by an account older than its backup counts as well', async () => {
  const scan = fromLost('api-p-luka', 'p-luka', 4)
  expect(await bring(7, scan)).toMatchObject({ kind: 'stored', held: [] })
  expect(await picked()).toBe(4000)
})

test('SY-23 an author nobody knows any more is held, not refused', async () => {
  const scan = fromLost('d-0123456789ab', 'p-new', 1)
  expect(await bring(7, scan)).toEqual({ kind: 'stored', acknowledged: [scan.id], held: [scan.id] })
})

test('SY-23 a device that never was enrolled proves nothing', async () => {
  const scan = fromLost('d-0123456789ab', 'p-luka', 9, 'AAAA')
  expect(await bring(7, scan)).toMatchObject({ kind: 'quarantined', code: 'device_unknown' })
})

test('SY-15 a decision in the name of a supervisor who never signed in on the phone is a forgery', async () => {
  const decisions: Parameters<typeof event>[1][] = [
    { type: 'corrected', line: 't-1-pillow', qty: -5000, text: 'nothing there' },
    { type: 'accepted', exception: 'over_pick/t-1-pillow', seen: 1, text: 'fine' },
    { type: 'task_completed', scope: 'task', seen: 0 },
  ]
  for (const [index, decision] of decisions.entries()) {
    const forged = event('ana', { ...decision, by: 'p-sef' })
    expect(await bring(20 + index, forged)).toMatchObject({ kind: 'quarantined', code: 'author_forbidden' })
  }
})

test('SY-15 a worker finishes the own part and never the task for all', async () => {
  const forAll = event('ana', { type: 'task_completed', scope: 'task', seen: 0 })
  expect(await bring(7, forAll)).toMatchObject({ kind: 'quarantined', code: 'author_forbidden' })
})
