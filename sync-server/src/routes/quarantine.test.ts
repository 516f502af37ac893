import { encodeWorkUpdate } from 'shared-schema/documents/work-document-encode.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { giveTask } from '../testing/task.ts'
import { openWarehouse, type Warehouse } from '../testing/warehouse.ts'

let warehouse: Warehouse
beforeEach(async () => {
  warehouse = await openWarehouse(openSqliteStore)
})
afterEach(() => warehouse[Symbol.asyncDispose]())

/** Lets the gate refuse a frame of Ana's phone. @returns its id in quarantine */
async function refused(bytes: Uint8Array): Promise<string> {
  const sef = await warehouse.as('sef')
  const { task } = await giveTask(sef, [['200431', '10']], { team: 't-1' })
  const { device } = await warehouse.phoneOf('ana')
  expect(await warehouse.ingest.frame({ task, bytes, device })).toMatchObject({ kind: 'quarantined' })
  const { body } = await sef.get('/api/quarantine')
  return (body.items as { id: string }[])[0]?.id ?? ''
}

test('SY-11 a supervisor looks into a refused frame: what it says, under which key and place, why, and its bytes', async () => {
  const event = { id: '01990000-0000-7000-8000-000000000001', qty: 9_000_000, note: '<script>' }
  const frame = encodeWorkUpdate(7, 3, [event])
  const id = await refused(frame)
  const sef = await warehouse.as('sef')
  const { body, status } = await sef.get(`/api/quarantine/${id}`)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    ...{ code: 'event_malformed', bytes: frame.length, deviation: null, reviewed_by: null },
    entries: [{ client: 7, clock: 3, key: event.id, event }],
  })
  expect(Buffer.from(String(body.content), 'base64').equals(frame)).toBe(true)
  expect((await sef.post(`/api/quarantine/${id}/review`)).body).toMatchObject({ reviewed_by: 'p-sef' })
  expect((await sef.get(`/api/quarantine/${id}`)).body).toMatchObject({ reviewed_by: 'p-sef' })
})

test('SY-11 a frame that is no update is shown as bytes, with the place where it deviates', async () => {
  const id = await refused(Uint8Array.of(1, 1, 7, 0, 0, 5, 0))
  const sef = await warehouse.as('sef')
  const { body } = await sef.get(`/api/quarantine/${id}`)
  expect(body).toMatchObject({ code: 'update_malformed', entries: [], deviation: 5, content: 'AQEHAAAFAA==' })
  expect((await sef.get('/api/quarantine/nothing')).status).toBe(404)
  const ana = await warehouse.phoneOf('ana')
  expect((await ana.get(`/api/quarantine/${id}`)).status).toBe(403)
})
