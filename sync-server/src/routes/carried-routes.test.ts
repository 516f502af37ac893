import { createHmac } from 'node:crypto'
import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import { expect, test } from 'vitest'
import { verifyProjections } from '../projections/rebuild-projections.ts'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { giveTask } from '../testing/task.ts'
import { openWarehouse } from '../testing/warehouse.ts'

/** Ana's phone, which cannot send: what it signs leaves it by hand only. Luka and Jelena have phones that can. */
async function phoneWithoutRadio() {
  const warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  const { task, lines } = await giveTask(milena, [['200431', '50']], { team: 't-1' })
  const login = { username: 'ana', pin: '1111' }
  const enrolled = await warehouse.stranger.post('/api/auth/device-token', login)
  const { device = '', key = '', token = '' } = enrolled.body as Record<string, string>
  await warehouse.stranger.post('/api/auth/login', login, { 'X-Device-Token': token })
  let seq = 0
  const pick = (change: Record<string, unknown> = {}) => {
    seq += 1
    const made = {
      ...{ v: 1, id: `01900000-0000-7000-8000-${String(seq).padStart(12, '0')}`, type: 'picked', task },
      ...{
        line: lines['200431'] ?? '',
        qty: 1000,
        way: 'trigger',
        by: 'p-ana',
        device,
        seq,
        at: seq,
        tick: 0,
      },
      ...change,
    }
    const mac = createHmac('sha256', Buffer.from(key, 'base64url')).update(canonicalEvent(made))
    return { ...made, mac: mac.digest('base64url') }
  }
  const picked = async () => (await milena.get(`/api/zaduznice/${task}`)).body.picked
  const close = async () => {
    expect((await verifyProjections(warehouse.store)).differences).toEqual([])
    await warehouse[Symbol.asyncDispose]()
  }
  return { warehouse, milena, task, device, pick, picked, close, [Symbol.asyncDispose]: close }
}

test('SY-25 Luka’s phone brings Ana’s picks: they count once, whoever brings them again', async () => {
  await using house = await phoneWithoutRadio()
  const luka = await house.warehouse.phoneOf('luka')
  const events = [house.pick(), house.pick(), house.pick()]
  const ids = events.map(({ id }) => id)
  const first = await luka.post('/api/devices/events', { events })
  expect(first.body).toEqual({
    ...{ acknowledged: ids, held: [], refused: [] },
    epoch: house.warehouse.store.epoch(),
  })
  expect(await house.picked()).toBe(3000)

  const again = await house.milena.post('/api/devices/events', {
    events: [...events, house.pick(), ...events],
  })
  expect(new Set(again.body.acknowledged as string[]).size).toBe(4)
  expect(again.body.refused).toEqual([])
  expect(await house.picked()).toBe(4000)
})

test('SY-25 a phone that has nothing to do with the task may bring them, too', async () => {
  await using house = await phoneWithoutRadio()
  const jelena = await house.warehouse.phoneOf('jelena')
  expect((await jelena.post('/api/devices/events', { events: [house.pick()] })).status).toBe(200)
  expect(await house.picked()).toBe(1000)
})

test('SY-25 a thousand picks of a long outage come in one request, in frames that fit', async () => {
  await using house = await phoneWithoutRadio()
  const events = Array.from({ length: 1000 }, () => house.pick())
  const brought = await house.milena.post('/api/devices/events', { events })
  expect((brought.body.acknowledged as string[]).length).toBe(1000)
  expect(await house.picked()).toBe(1_000_000)
})

test('SY-25 what the bringer changed is refused by name and kept for the supervisor; the rest counts', async () => {
  await using house = await phoneWithoutRadio()
  const good = [house.pick(), house.pick()]
  const forged = { ...house.pick(), qty: 9000 }
  const lost = house.pick({ task: 'no-such-task' })
  const broken = { id: 'x', qty: 1 }
  const brought = await house.milena.post('/api/devices/events', {
    events: [forged, ...good, lost, broken],
  })
  expect(new Set(brought.body.acknowledged as string[])).toEqual(new Set(good.map(({ id }) => id)))
  expect(brought.body.refused).toEqual(
    expect.arrayContaining([
      { id: forged.id, code: 'mac_invalid' },
      { id: lost.id, code: 'document_unknown' },
      { id: 'x', code: 'event_malformed' },
    ]),
  )
  expect(await house.picked()).toBe(2000)
  const quarantine = await house.milena.get('/api/quarantine')
  expect(quarantine.body.items).toMatchObject([{ device: 'api-p-sef', code: 'mac_invalid' }])
})

test('SY-22 SY-25 what a revoked phone made is held, not dropped', async () => {
  await using house = await phoneWithoutRadio()
  const event = house.pick()
  await house.milena.post(`/api/devices/${house.device}/revoke`)
  const brought = await house.milena.post('/api/devices/events', { events: [event] })
  expect(brought.body).toMatchObject({ acknowledged: [event.id], held: [event.id], refused: [] })
  expect(await house.picked()).toBe(0)
})

test('SY-25 who may read only brings nothing, nor does a stranger', async () => {
  await using house = await phoneWithoutRadio()
  const events = [house.pick()]
  expect((await house.warehouse.stranger.post('/api/devices/events', { events })).status).toBe(401)
  const ana = await house.warehouse.as('ana')
  expect((await ana.post('/api/devices/events', { events })).status).toBe(403)
  expect(await house.picked()).toBe(0)
})

test('SY-13 Ana’s sign-in was three days ago and every session is long over: her phone is served, and her picks count', async () => {
  await using house = await phoneWithoutRadio()
  const luka = await house.warehouse.phoneOf('luka')
  const before = await house.warehouse.as('ana')
  house.warehouse.clock.now += 3 * 24 * 60 * 60_000
  expect((await before.get('/api/worker/tasks')).body.code).toBe('token_expired')
  const event = house.pick()
  const brought = await luka.post('/api/devices/events', { events: [event] })
  expect(brought.body).toMatchObject({ acknowledged: [event.id], held: [], refused: [] })
  expect((await luka.get('/api/replication/tasks')).body.documents).toHaveLength(1)
})
