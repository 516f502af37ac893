import { createHmac } from 'node:crypto'
import type { FlatRecord } from 'shared-schema/documents/flat-record.ts'
import { encodeWorkUpdate } from 'shared-schema/documents/work-document-encode.ts'
import { againText } from 'shared-schema/domain/connect-again.ts'
import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import { expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { giveTask } from '../testing/task.ts'
import { openWarehouse } from '../testing/warehouse.ts'

const ana = { username: 'ana', pin: '1111' }
const sign = (key: string, text: string) =>
  createHmac('sha256', Buffer.from(key, 'base64url')).update(text).digest('base64url')

/** Ana's phone with one pick that reached the server only after the phone was revoked. */
async function revokedInMidShift() {
  const warehouse = await openWarehouse(openSqliteStore)
  const { stranger, as, ingest } = warehouse
  const milena = await as('sef')
  const { task, lines } = await giveTask(milena, [['200431', '5']], { team: 't-1' })
  const enrolled = await stranger.post('/api/auth/device-token', ana)
  const { device, key, token } = enrolled.body as Record<string, string>
  await stranger.post('/api/auth/login', ana, { 'X-Device-Token': token ?? '' })
  await milena.post(`/api/devices/${device}/revoke`)
  const scan = {
    v: 1,
    id: '01900000-0000-7000-8000-000000000001',
    type: 'picked',
    task,
    line: lines['200431'],
  }
  const made = { ...scan, qty: 2000, way: 'trigger', by: 'p-ana', device, seq: 1, at: 1, tick: 0 }
  const event = { ...made, mac: sign(key ?? '', canonicalEvent(made)) } as unknown as FlatRecord & {
    id: string
  }
  const brought = await ingest.frame({ task, bytes: encodeWorkUpdate(7, 0, [event]), device: 'd-luka' })
  expect(brought).toMatchObject({ kind: 'stored', held: [event.id] })
  const picked = async () => (await milena.get(`/api/zaduznice/${task}`)).body.picked
  const again = (by: string, from = key ?? '') => ({
    device: device ?? '',
    proof: sign(from, againText(device ?? '', by)),
  })
  return { warehouse, milena, stranger, device, key, again, picked }
}

test('SY-24 a phone revoked by mistake is connected again by Milena’s code: it stays itself, and its held pick counts', async () => {
  const { warehouse, milena, stranger, device, key, again, picked } = await revokedInMidShift()
  await using _ = warehouse
  expect(await picked()).toBe(0)
  const { code } = (await milena.post('/api/devices/enrolments', { kind: 'handheld' })).body as {
    code: string
  }
  const back = await stranger.post('/api/auth/device-token', { code, again: again(code) })
  expect(back.body).toMatchObject({ device, key, kind: 'handheld' })
  expect(await picked()).toBe(2000)
  const phone = warehouse.holding(back.body.token as string)
  expect((await phone.get('/api/replication/tasks')).body.documents).toHaveLength(1)
})

test('SY-24 a login does not undo a revocation, and a wrong proof makes a new device', async () => {
  const { warehouse, milena, stranger, device, again, picked } = await revokedInMidShift()
  await using _ = warehouse
  const byLogin = await stranger.post('/api/auth/device-token', { ...ana, again: again('ana') })
  expect(byLogin.status).toBe(201)
  const { code } = (await milena.post('/api/devices/enrolments', { kind: 'handheld' })).body as {
    code: string
  }
  const forged = await stranger.post('/api/auth/device-token', { code, again: again(code, 'AAAA') })
  for (const { body } of [byLogin, forged]) expect(body.device).not.toBe(device)
  expect(await picked()).toBe(0)
})

test('SY-24 a phone that the restored server has forgotten is connected again as itself', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const device = 'd-0123456789ab'
  const key = await warehouse.store.write(async (tx) => tx.deviceKey(device))
  const again = { device, proof: sign(key, againText(device, 'ana')) }
  const back = await warehouse.stranger.post('/api/auth/device-token', { ...ana, again })
  expect(back.body).toMatchObject({ device, key })
})
