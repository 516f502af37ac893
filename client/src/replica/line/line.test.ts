import { decodeClientMessage, encodeControl } from 'shared-schema/protocol/control.ts'
import { decodeFrame, encodeFrame } from 'shared-schema/protocol/frame.ts'
import { expect, test } from 'vitest'
import { browserPlatform, type Platform } from '../platform.ts'
import { betterSample, measureOffset } from './clock-offset.ts'
import { createLine } from './line.ts'
import { judgeLiveness } from './liveness.ts'

/** A server's end of a socket in memory, and a clock that moves when the test says so. */
function stage() {
  let now = 0
  let returned = () => {}
  const timers = new Set<{ at: number; run: () => void }>()
  const sockets: FakeSocket[] = []
  const platform: Platform = {
    ...browserPlatform(),
    wall: () => 1_000_000 + now,
    monotonic: () => now,
    random: () => 0.5,
    after: (ms, run) => {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    onReturn: (listener) => {
      returned = listener
      return () => {}
    },
    openSocket: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket as unknown as WebSocket
    },
  }
  const pass = (ms: number) => {
    const end = now + ms
    for (;;) {
      const [next] = [...timers].filter((each) => each.at <= end).sort((a, b) => a.at - b.at)
      if (next === undefined) break
      timers.delete(next)
      now = next.at
      next.run()
    }
    now = end
  }
  return { platform, sockets, pass, comeBack: () => returned(), socket: () => sockets.at(-1) ?? fail() }
}
function fail(): never {
  throw new Error('no socket was opened')
}

class FakeSocket {
  readyState = 1
  binaryType = ''
  onopen: (() => void) | null = null
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  onerror: (() => void) | null = null
  readonly sent: Uint8Array[] = []
  send(frame: Uint8Array) {
    this.sent.push(frame)
  }
  close() {
    this.readyState = 3
  }
  said() {
    return this.sent.map((frame) => {
      const { channel, payload } = decodeFrame(frame) ?? { channel: -1, payload: frame }
      return channel === 0 ? decodeClientMessage(payload)?.type : `channel ${channel}`
    })
  }
  deliver(frame: Uint8Array<ArrayBuffer>) {
    this.onmessage?.({ data: frame.slice().buffer })
  }
  welcome(serverTime = 1_000_500) {
    this.onopen?.()
    this.deliver(encodeControl({ type: 'welcome', protocol: 1, epoch: 'e1', serverTime }))
  }
}

function line(platform: Platform, closed: number[] = []) {
  return createLine({
    url: 'ws://test/sync',
    platform,
    hello: () => ({ type: 'hello', protocol: 1, app: 'test', token: 't' }),
    onWelcome: () => {},
    onMessage: () => {},
    onClosed: (code) => closed.push(code),
  })
}

test('a document asked for while the network is gone is opened as soon as the server welcomes', () => {
  const { platform, socket } = stage()
  const device = line(platform)
  const heard: string[] = []
  device.channels.open('task/T1', {
    onOpen: () => heard.push('open'),
    onPayload: (payload) => heard.push(`payload ${payload.length}`),
    onClose: (code) => heard.push(`close ${code}`),
  })
  device.start()
  expect(socket().said()).toEqual([])
  socket().welcome()
  expect(socket().said()).toEqual(['hello', 'open', 'ping'])
  socket().deliver(encodeControl({ type: 'opened', channel: 1 }))
  socket().deliver(encodeFrame(1, new Uint8Array([1, 2, 3])))
  socket().onclose?.({ code: 1006, reason: '' })
  expect(heard).toEqual(['open', 'payload 3', 'close 1006'])
})

test('SY-18 a half-open line is given up within thirty seconds and tried again', () => {
  const { platform, socket, sockets, pass } = stage()
  const device = line(platform)
  device.start()
  socket().welcome()
  pass(30_000)
  expect(sockets[0]?.readyState).toBe(3)
  expect(sockets.length).toBeGreaterThan(1)
  expect(device.connection.get().state).not.toBe('online')
})

test('after the radio came back a dead line is found within seconds', () => {
  const { platform, socket, sockets, pass, comeBack } = stage()
  const device = line(platform)
  device.start()
  socket().welcome()
  comeBack()
  pass(6_000)
  expect(sockets[0]?.readyState).toBe(3)
})

test('the screens see one change from online to offline, not a flicker with every attempt', () => {
  const { platform, socket, pass } = stage()
  const device = line(platform)
  device.start()
  socket().welcome()
  const states: string[] = []
  device.connection.subscribe(() => states.push(device.connection.get().state))
  for (let attempt = 0; attempt < 5; attempt++) {
    socket().onclose?.({ code: 1006, reason: '' })
    pass(20_000)
  }
  expect([...new Set(states)]).toEqual(['connecting', 'offline'])
})

test('SY-22 a revoked device is told why, keeps its work, and asks seldom', () => {
  const { platform, socket, sockets, pass } = stage()
  const device = line(platform)
  device.start()
  socket().onopen?.()
  socket().onclose?.({ code: 4401, reason: 'device_revoked' })
  expect(device.connection.get()).toMatchObject({ state: 'offline', blocked: 'device_revoked' })
  pass(59_000)
  expect(sockets).toHaveLength(1)
  pass(2_000)
  expect(sockets).toHaveLength(2)
  socket().welcome()
  expect(device.connection.get().blocked).toBeUndefined()
})

test('the clock offset comes from the shortest round trip, until somebody sets the clock', () => {
  const good = measureOffset(0, 10, 5_000, 1_010)
  expect(good).toEqual({ offset: 3_995, roundTrip: 10, at: 10 })
  const slow = measureOffset(20, 420, 5_400, 1_420)
  expect(betterSample(good, slow)).toBe(good)
  const clockSet = measureOffset(500, 700, 5_600, 86_401_600)
  expect(betterSample(good, clockSet)).toBe(clockSet)
})

test('a server that accepts the socket and never welcomes is left', () => {
  const line = { welcomed: false, openedAt: 0, lastHeard: 9_000, lastPing: 0 }
  expect(judgeLiveness(line, 9_999)).toBe('wait')
  expect(judgeLiveness(line, 10_001)).toBe('drop')
})
