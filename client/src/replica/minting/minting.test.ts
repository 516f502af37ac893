import 'fake-indexeddb/auto'
import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import type { WorkAct } from 'shared-schema/domain/picking/event.ts'
import { readEventShape } from 'shared-schema/domain/picking/event-shape.ts'
import { expect, test } from 'vitest'
import { openIndexedDbLog } from '../device-log/indexed-db-log.ts'
import { browserPlatform } from '../platform.ts'
import { fromBase64Url, toBase64Url } from './base64url.ts'
import { eventId } from './event-id.ts'
import { mintEvents } from './mint-events.ts'
import { createRecorder } from './recorder.ts'
import { importSigningKey } from './signing-key.ts'

const pick: WorkAct = { type: 'picked', task: 'T1', line: 'L1', qty: 1000, way: 'trigger' }
const ana = { by: 'ana', device: 'D1' }
const secret = toBase64Url(new Uint8Array(32).fill(7))
const platform = { ...browserPlatform(), subtle: crypto.subtle }

test('an event id carries its time, version 7 and variant 10', () => {
  const id = eventId(0x0123_4567_89ab, new Uint8Array(10).fill(0xff))
  expect(id).toBe('01234567-89ab-7fff-bfff-ffffffffffff')
})

test('DV-02 somebody sets the clock back a day: readings still grow, numbers have no gap', () => {
  const chance = platform.randomBytes
  const noon = mintEvents([pick, pick], ana, { seq: 4 }, 90_000_000, undefined, chance)
  const last = noon[1]
  if (last === undefined) throw new Error('two acts make two events')
  const counter = { seq: last.seq, clock: { at: last.at, tick: last.tick } }
  const [back] = mintEvents([pick], ana, counter, 3_600_000, -120.4, chance)
  expect(noon.map((e) => [e.seq, e.at, e.tick])).toEqual([
    [5, 90_000_000, 0],
    [6, 90_000_000, 1],
  ])
  expect(back).toMatchObject({ seq: 7, at: 90_000_000, tick: 2, offset: -120 })
})

test('a clock that is a hair behind gives the offset zero, not minus zero', () => {
  const [event] = mintEvents([pick], ana, { seq: 0 }, 1, -0.3, platform.randomBytes)
  expect(Object.is(event?.offset, 0)).toBe(true)
})

test('SY-04 a recorded event has the legal shape and verifies with the key of its device', async () => {
  const log = openIndexedDbLog('minting-1')
  const recorder = createRecorder(log, platform, { seq: 0 })
  const key = await importSigningKey(crypto.subtle, secret)
  const recorded = await recorder.record([pick], ana, key, 12)
  if (!recorded.ok) throw new Error(recorded.failure.detail)
  const [event] = recorded.events
  if (event === undefined) throw new Error('one act makes one event')
  expect(readEventShape(event as unknown as Record<string, unknown>).kind).toBe('event')
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const server = await crypto.subtle.importKey('raw', new Uint8Array(32).fill(7), hmac, false, ['verify'])
  const text = new TextEncoder().encode(canonicalEvent(event as unknown as Record<string, unknown>))
  expect(await crypto.subtle.verify('HMAC', server, fromBase64Url(event.mac), text)).toBe(true)
})

test('DV-02 twenty triggers in one breath get twenty numbers in the order of the pulls', async () => {
  const log = openIndexedDbLog('minting-2')
  const recorder = createRecorder(log, platform, { seq: 0 })
  const key = await importSigningKey(crypto.subtle, secret)
  const all = await Promise.all(
    Array.from({ length: 20 }, () => recorder.record([pick], ana, key, undefined)),
  )
  expect(all.map((each) => (each.ok ? each.events[0]?.seq : 'lost'))).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  )
  expect((await log.load()).outbox).toHaveLength(20)
})

test('DV-02 a recorder that starts from an old counter goes on behind what is on the disk', async () => {
  const log = openIndexedDbLog('minting-3')
  const key = await importSigningKey(crypto.subtle, secret)
  await createRecorder(log, platform, { seq: 0 }).record([pick, pick], ana, key, undefined)
  const stale = createRecorder(log, platform, { seq: 0 })
  expect(await stale.record([pick], ana, key, undefined)).toMatchObject({ ok: true, events: [{ seq: 3 }] })
})
