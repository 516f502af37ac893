import 'fake-indexeddb/auto'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { expect, test } from 'vitest'
import { openIndexedDbLog } from './indexed-db-log.ts'

let databases = 0
const newName = () => `device-of-ana-${++databases}`

function pick(seq: number, task = 'T1'): WorkEvent {
  const hex = seq.toString(16).padStart(12, '0')
  return {
    v: 1,
    id: `01900000-0000-7000-8000-${hex}`,
    type: 'picked',
    task,
    line: 'L1',
    qty: 1000,
    way: 'trigger',
    by: 'ana',
    device: 'D1',
    seq,
    at: 1_000 + seq,
    tick: 0,
    mac: 'x'.repeat(43),
  }
}

test('DV-01 what Ana recorded is there after the page was reloaded, with its outbox row and the counter', async () => {
  const name = newName()
  const before = openIndexedDbLog(name)
  expect(await before.record([pick(1), pick(2)], { seq: 0 }, 5_000)).toEqual({ ok: true })
  before.close()

  const after = await openIndexedDbLog(name).load()
  expect(after.events.map((each) => [each.event.seq, each.own])).toEqual([
    [1, true],
    [2, true],
  ])
  expect(after.outbox.map((row) => row.state)).toEqual(['here', 'here'])
  expect(after.counter).toEqual({ seq: 2, clock: { at: 1_002, tick: 0 } })
})

test('DV-02 a counter that another tab moved on is told, and nothing is stored', async () => {
  const log = openIndexedDbLog(newName())
  await log.record([pick(1)], { seq: 0 }, 0)
  const late = await log.record([pick(1, 'T2')], { seq: 0 }, 0)
  expect(late).toEqual({
    ok: false,
    failure: { code: 'out_of_step', counter: { seq: 1, clock: { at: 1_001, tick: 0 } } },
  })
  expect((await log.load()).events).toHaveLength(1)
})

test('DV-01 a transaction that fails half way leaves neither event, nor outbox row, nor number', async () => {
  const log = openIndexedDbLog(newName())
  const twice = await log.record([pick(1), pick(1)], { seq: 0 }, 0)
  expect(twice).toMatchObject({ ok: false, failure: { code: 'storage_failed' } })
  const contents = await log.load()
  expect(contents).toEqual({ events: [], outbox: [], counter: { seq: 0 } })
})

test("a teammate's event is kept once, and never replaces an own one", async () => {
  const log = openIndexedDbLog(newName())
  await log.record([pick(1)], { seq: 0 }, 10)
  await log.keep([pick(1), pick(7), pick(7)], 20)
  const { events, outbox } = await log.load()
  expect(events.map((each) => [each.event.seq, each.own])).toEqual([
    [1, true],
    [7, false],
  ])
  expect(outbox).toHaveLength(1)
})

test('acknowledged stays acknowledged when a refusal of an earlier copy arrives late', async () => {
  const log = openIndexedDbLog(newName())
  const event = pick(1)
  await log.record([event], { seq: 0 }, 0)
  await log.settle([{ state: 'acknowledged', events: [event.id], epoch: 'e1', at: 1 }])
  await log.settle([{ state: 'refused', events: [event.id], code: 'mac_invalid', at: 2 }])
  const { events, outbox } = await log.load()
  expect(outbox).toMatchObject([{ state: 'acknowledged', epoch: 'e1' }])
  expect(events[0]?.refused).toBeUndefined()
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

test('DV-09 a log that was closed records nothing more: another tab may have taken over', async () => {
  const log = openIndexedDbLog(newName())
  await log.load()
  log.close()
  expect(await log.record([pick(1)], { seq: 0 }, 0)).toMatchObject({
    ok: false,
    failure: { code: 'storage_failed' },
  })
})
