import { once } from 'node:events'
import { closeCodes } from 'shared-schema/protocol/close-codes.ts'
import { PROTOCOL_VERSION } from 'shared-schema/protocol/version.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { cancelTask } from '../storage/task-plans.ts'
import { openLine, openSockets } from './sample-line.ts'
import { pick, update } from './sample-warehouse.ts'
import { writeSyncMessage } from './stream-message.ts'

let house: Awaited<ReturnType<typeof openSockets>>
beforeEach(async () => {
  house = await openSockets(await openSqliteStore(':memory:'))
})
afterEach(async () => {
  vi.useRealTimers()
  await house.close()
})

const line = (options = {}) => openLine(house, options)

/** A line that said hello and opened task `t-1` on channel 1. */
async function lineOf(name: string) {
  const opened = await line()
  opened.hello(name)
  await opened.hears('welcome')
  opened.say({ type: 'open', channel: 1, document: 'task/t-1' })
  await opened.hears('opened')
  return opened
}

test('SY-08 SY-09 Ana’s pick is acknowledged to her, and Luka’s phone has it', async () => {
  const [ana, luka] = [await lineOf('ana'), await lineOf('luka')]
  const scan = pick('ana', 'pillow', 1)
  ana.send(1, update(7, 0, scan))
  expect(await ana.hears('acknowledged')).toEqual({
    ...{ type: 'acknowledged', document: 'task/t-1', epoch: house.store.epoch() },
    ...{ events: [scan.id], held: [] },
  })
  const doc = new Y.Doc()
  Y.applyUpdate(doc, await luka.hearsUpdate(1))
  expect(doc.getMap('events').toJSON()).toEqual({ [scan.id]: scan })
})

test('SY-17 the hello comes first, and only a device that is enrolled gets a welcome', async () => {
  const eager = await line()
  eager.say({ type: 'open', channel: 1, document: 'task/t-1' })
  expect(await eager.closed).toMatchObject({ code: 4401 })
  for (const [token, reason] of [
    ['nobody', 'token_invalid'],
    ['', 'token_invalid'],
  ] as const) {
    const stranger = await line()
    stranger.hello(token)
    expect(await stranger.closed).toEqual({ code: 4401, reason })
  }
  const desk = await line()
  desk.hello('sef')
  expect(await desk.closed).toMatchObject({ code: 4403 })
})

test('SY-17 who says nothing for five seconds is asked to come back', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const silent = await line()
  await vi.advanceTimersByTimeAsync(5_000)
  expect((await silent.closed).code).toBe(4508)
})

test.each<[string, (opened: Awaited<ReturnType<typeof line>>) => void]>([
  ['text', ({ socket }) => socket.send('hello')],
  ['nothing', ({ socket }) => socket.send(new Uint8Array())],
  [
    'a control message nobody knows',
    ({ sendRaw }) => sendRaw(0, new TextEncoder().encode('{"type":"shout"}')),
  ],
  ['a second hello', ({ hello }) => hello('ana')],
])('SY-17 4400 for what is no message of the protocol: %s', async (_name, send) => {
  const ana = await lineOf('ana')
  send(ana)
  expect(await ana.closed).toMatchObject({ code: 4400 })
})

test('SY-17 a broken message of a stream ends its channel and not the line', async () => {
  const ana = await lineOf('ana')
  ana.sendRaw(1, Uint8Array.of(0, 9))
  expect(await ana.hears('refused')).toMatchObject({ channel: 1, closeCode: 4400, code: 'frame_malformed' })
  ana.say({ type: 'ping', sent: 5 })
  expect(await ana.hears('pong')).toMatchObject({ sent: 5 })
})

test('SY-01 an app too old or too new is told so', async () => {
  for (const [protocol, reason] of [
    [0, 'protocol_too_old'],
    [PROTOCOL_VERSION + 1, 'protocol_too_new'],
  ] as const) {
    const other = await line()
    other.hello('ana', protocol)
    expect(await other.closed).toEqual({ code: 4426, reason })
  }
})

test('SY-11 a refused update names the refused event, ends its channel only, and delays nobody', async () => {
  const [ana, luka] = [await lineOf('ana'), await lineOf('luka')]
  const [good, forged] = [pick('ana', 'pillow', 1), pick('ana', 'pillow', 1, { change: { qty: 5 } })]
  ana.send(1, update(7, 0, good, forged))
  luka.send(1, update(8, 0, pick('luka', 'pillow', 1)))
  expect(await ana.hears('refused')).toMatchObject({
    ...{ channel: 1, document: 'task/t-1', closeCode: 4409, code: 'mac_invalid', events: [forged.id] },
  })
  await luka.hears('acknowledged')
  // What the device does next, on the same line: a fresh channel, a fresh client id, its good events again.
  ana.say({ type: 'open', channel: 2, document: 'task/t-1' })
  await ana.hears('opened')
  ana.send(2, update(9, 0, good))
  expect(await ana.hears('acknowledged')).toMatchObject({ events: [good.id] })
})

test('SY-07 a gap is answered with resync on the same line', async () => {
  const ana = await lineOf('ana')
  ana.send(1, update(7, 3, pick('ana', 'pillow', 1)))
  expect(await ana.hears('resync')).toEqual({
    type: 'resync',
    channel: 1,
    document: 'task/t-1',
    code: 'clock_gap',
  })
})

test('SY-19 a device opens the tasks of its workers and no others', async () => {
  const jelena = await line()
  jelena.hello('jelena')
  await jelena.hears('welcome')
  for (const [document, closeCode] of [
    ['task/t-1', 4403],
    ['task/t-9', 4404],
    ['people', 4404],
  ] as const) {
    jelena.say({ type: 'open', channel: 1, document })
    expect(await jelena.hears('refused')).toMatchObject({ channel: 1, document, closeCode })
  }
  jelena.say({ type: 'open', channel: 1, document: 'task/t-2' })
  expect(await jelena.hears('opened')).toEqual({ type: 'opened', channel: 1 })
})

test('SY-18 a line that does not answer two heartbeats is cut', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const halfOpen = await line({ autoPong: false })
  const pinged = once(halfOpen.socket, 'ping')
  await vi.advanceTimersByTimeAsync(12_000)
  await pinged
  await vi.advanceTimersByTimeAsync(12_000)
  expect(await halfOpen.closed).toMatchObject({ code: 1006 })
})

test('SY-18 a line that answers stays', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const alive = await lineOf('ana')
  for (let i = 0; i < 5; i++) {
    const pinged = once(alive.socket, 'ping')
    await vi.advanceTimersByTimeAsync(12_000)
    await pinged
    // The pong is on its way before this ping of ours: its answer proves that the server has heard both.
    alive.say({ type: 'ping', sent: i })
    await alive.hears('pong')
  }
  expect(alive.socket.readyState).toBe(WebSocket.OPEN)
})

test('SY-18 a receiver that does not keep up is asked to come back', async () => {
  const slow = await lineOf('ana')
  slow.socket.pause()
  const large = new Uint8Array(1024 * 1024)
  for (let i = 0; i < 64; i++) {
    house.hub.broadcast('t-1', large)
    // Gives the system the chance to fill its own buffers.
    await new Promise((resolve) => setImmediate(resolve))
  }
  slow.socket.resume()
  expect(await slow.closed).toEqual({ code: 4508, reason: 'slow' })
})

test('SY-21 a task given to Ana and a verdict on it wake her phone, and not Jelena’s', async () => {
  const [ana, jelena] = [await lineOf('ana'), await line()]
  jelena.hello('jelena')
  await jelena.hears('welcome')
  await house.store.write((tx) => cancelTask(tx, 't-1', 'p-sef'))
  expect((await ana.hears('changed')).collections).toContain('tasks')
  await house.store.write((tx) => Promise.resolve(tx.changed('catalogue', '200431')))
  expect((await jelena.hears('changed')).collections).toEqual(['articles'])
})

test('SY-21 a pick that changes the status or makes an exception wakes the team, one that only adds up does not', async () => {
  const [ana, luka] = [await lineOf('ana'), await lineOf('luka')]
  ana.send(1, update(7, 0, pick('ana', 'pillow', 10)))
  expect(await luka.hears('changed')).toEqual({ type: 'changed', collections: ['verdicts'] })
  ana.send(1, update(7, 1, pick('ana', 'blanket', 1)))
  ana.send(1, update(7, 2, pick('ana', 'pillow', 1)))
  expect(await luka.hears('changed')).toEqual({ type: 'changed', collections: ['verdicts'] })
  const { change_seq, verdict_seq } = await house.store.sql
    .selectFrom('tasks')
    .where('id', '=', 't-1')
    .select(['change_seq', 'verdict_seq'])
    .executeTakeFirstOrThrow()
  expect(verdict_seq).toBeGreaterThan(change_seq)
})

test('SY-22 a revoked device is cut off at once, on its line and on plain streams, and stays out', async () => {
  const ana = await lineOf('ana')
  const plain = new WebSocket(`${house.address}/sync/task/t-1?token=ana`)
  house.opened.push(plain)
  const plainClosed = once(plain, 'close')
  plain.on('open', () => plain.send(writeSyncMessage('step1', Y.encodeStateVector(new Y.Doc()))))
  await once(plain, 'message')
  expect([...house.sockets.sessions.online()]).toEqual(['d-ana'])
  house.revoked.add('ana')
  house.sockets.sessions.revoke('d-ana')
  expect(await ana.closed).toEqual({ code: 4401, reason: 'device_revoked' })
  expect((await plainClosed)[0]).toBe(4401)
  const again = await line()
  again.hello('ana')
  expect(await again.closed).toEqual({ code: 4401, reason: 'device_revoked' })
})

test('SY-20 the y-websocket client of npm writes honest events and reads what others did', async () => {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${house.address}/sync`, 'task/t-1', doc, {
    params: { token: 'ana' },
    disableBc: true,
  })
  try {
    await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
    const luka = await lineOf('luka')
    const scan = pick('ana', 'pillow', 1)
    doc.getMap('events').set(scan.id, scan)
    await luka.hearsUpdate(1)
    expect((await house.inLog()).map(({ id }) => id)).toEqual([scan.id])
    const ended = new Promise<number>((resolve) =>
      provider.once('connection-close', (event) => resolve(event?.code ?? 0)),
    )
    doc.getMap('events').delete(scan.id)
    expect(await ended).toBe(4409)
    expect((await house.inLog()).map(({ id }) => id)).toEqual([scan.id])
  } finally {
    provider.destroy()
  }
})

test('what a device says of itself is written for the supervisors, not more than once a second', async () => {
  const ana = await lineOf('ana')
  ana.say({
    type: 'status',
    unsent: 3,
    oldest: 1000,
    persisted: true,
    offset: -12.4,
    battery: 80,
    used: 0.314,
    worker: 'p-ana',
  })
  ana.say({ type: 'ping', sent: 1 })
  await ana.hears('pong')
  await house.reports.flush()
  const device = await house.store.sql
    .selectFrom('devices')
    .selectAll()
    .where('id', '=', 'd-ana')
    .executeTakeFirst()
  expect(device).toMatchObject({
    unsent: 3,
    oldest_unsent: 1000,
    persisted: 1,
    clock_offset: -12,
    battery: 80,
    storage_used: 31,
    app: '1.0',
  })
})

test('a stop tells every line to come back, and an address that is none gets an answer', async () => {
  const ana = await lineOf('ana')
  const nowhere = new WebSocket(`${house.address}//`)
  nowhere.on('error', () => undefined)
  house.opened.push(nowhere)
  await once(nowhere, 'error')
  house.sockets.close()
  expect(await ana.closed).toMatchObject({ code: 4500 })
  expect(closeCodes[4500].name).toBe('restarting')
})
