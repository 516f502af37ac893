import type { ClientMessage } from 'shared-schema/protocol/client-message.ts'
import { decodeServerMessage, encodeControl } from 'shared-schema/protocol/control.ts'
import { CONTROL_CHANNEL, decodeFrame } from 'shared-schema/protocol/frame.ts'
import type { ServerMessage } from 'shared-schema/protocol/server-message.ts'
import { reconnectDelay } from '../../live/reconnect-delay.ts'
import type { Platform } from '../platform.ts'
import type { Connection, Watched } from '../replica.ts'
import { createSource } from '../watched.ts'
import { BLOCKED_RETRY_MS, blockedBy } from './blocked.ts'
import { type Channels, createChannels } from './channels.ts'
import { betterSample, measureOffset, type OffsetSample } from './clock-offset.ts'
import { judgeLiveness, LOOK_EVERY_MS, PROBE_WITHIN_MS } from './liveness.ts'

export type Line = {
  readonly connection: Watched<Connection>
  readonly channels: Channels
  readonly start: () => void
  /** Sends a control message; false when the line is down, and then nothing is queued. */
  readonly send: (message: ClientMessage) => boolean
  readonly stop: () => void
}

export type LineOptions = {
  /** e.g. `wss://host/sync` */
  readonly url: string
  readonly platform: Platform
  readonly hello: () => Extract<ClientMessage, { type: 'hello' }>
  /** What the last session measured; used until something better is known, ms. */
  readonly offset?: number
  /** The server is there, and no document is open yet: the moment to react to a new epoch. */
  readonly onWelcome: (welcome: Extract<ServerMessage, { type: 'welcome' }>) => void
  readonly onMessage: (message: ServerMessage) => void
  /** The connection ended. */
  readonly onClosed: (closeCode: number) => void
}

/** A change of the offset below this is noise and would only wake the screens, ms. */
const OFFSET_NOISE_MS = 25

/** The one connection of a device: keeps it up, measures the server's clock, carries the channels. */
export function createLine(options: LineOptions): Line {
  const { platform } = options
  const connection = createSource<Connection>({
    state: 'connecting',
    ...(options.offset !== undefined && { offset: options.offset }),
  })
  const channels = createChannels(transmit)
  let socket: WebSocket | undefined
  let welcomed = false
  let openedAt = 0
  let lastHeard = 0
  let lastPing = 0
  let framesHeard = 0
  let failures = 0
  let stopped = true
  let best: OffsetSample | undefined
  let cancelWait = () => {}
  let cancelLook = () => {}
  let stopReturn = () => {}

  function transmit(frame: Uint8Array<ArrayBuffer>): boolean {
    if (!welcomed || socket?.readyState !== 1) return false
    socket.send(frame)
    return true
  }

  function change(next: Partial<Connection>): void {
    const { blocked: _, ...before } = connection.get()
    connection.set({ ...before, ...next })
  }

  function connect(): void {
    cancelWait()
    if (stopped || socket !== undefined) return
    openedAt = platform.monotonic()
    lastHeard = openedAt
    let own: WebSocket
    try {
      own = platform.openSocket(options.url)
    } catch {
      // A malformed address or a page being torn down: the next attempt will tell.
      lost(1006, '')
      return
    }
    socket = own
    own.binaryType = 'arraybuffer'
    own.onopen = () => own.send(encodeControl(options.hello()))
    own.onmessage = (event) => {
      if (socket === own && event.data instanceof ArrayBuffer) heard(new Uint8Array(event.data))
    }
    own.onclose = (event) => {
      if (socket === own) lost(event.code, event.reason)
    }
    // `close` always follows and tells more.
    own.onerror = () => {}
    look()
  }

  function look(): void {
    cancelLook = platform.after(LOOK_EVERY_MS, () => {
      const verdict = judgeLiveness({ welcomed, openedAt, lastHeard, lastPing }, platform.monotonic())
      if (verdict === 'drop') return drop()
      if (verdict === 'ping') ping()
      look()
    })
  }

  function ping(): void {
    lastPing = platform.monotonic()
    transmit(encodeControl({ type: 'ping', sent: lastPing }))
  }

  /** Gives the socket up without waiting for its close event, which a half-open one sends minutes later. */
  function drop(): void {
    socket?.close()
    lost(1006, '')
  }

  function lost(code: number, reason: string): void {
    const wasOnline = welcomed
    if (socket) socket.onmessage = socket.onclose = socket.onopen = null
    socket = undefined
    welcomed = false
    cancelLook()
    channels.lineDown()
    if (stopped) return
    const blocked = blockedBy(code, reason)
    change({
      state: wasOnline && blocked === undefined ? 'connecting' : 'offline',
      ...(blocked !== undefined && { blocked }),
      ...(wasOnline && { lastOnlineAt: platform.wall() }),
    })
    options.onClosed(code)
    const delay = reconnectDelay(failures, platform.random())
    failures += 1
    cancelWait = platform.after(blocked === undefined ? delay : BLOCKED_RETRY_MS + delay, connect)
  }

  function heard(bytes: Uint8Array): void {
    lastHeard = platform.monotonic()
    framesHeard += 1
    const frame = decodeFrame(bytes)
    if (frame === undefined) return
    if (frame.channel !== CONTROL_CHANNEL) {
      channels.received(frame.channel, frame.payload)
      return
    }
    const message = decodeServerMessage(frame.payload)
    if (message !== undefined) obey(message)
  }

  function obey(message: ServerMessage): void {
    if (message.type === 'welcome') {
      measure(openedAt, message.serverTime)
      failures = 0
      options.onWelcome(message)
      welcomed = true
      change({ state: 'online', lastOnlineAt: platform.wall() })
      channels.lineUp()
      ping()
    }
    if (message.type === 'pong') measure(message.sent, message.serverTime)
    if (message.type === 'opened') channels.opened(message.channel)
    if (message.type === 'refused') channels.ended(message.channel, message.closeCode, message.code)
    options.onMessage(message)
  }

  function measure(asked: number, serverTime: number): void {
    best = betterSample(best, measureOffset(asked, platform.monotonic(), serverTime, platform.wall()))
    const { offset } = connection.get()
    if (offset === undefined || Math.abs(offset - best.offset) > OFFSET_NOISE_MS) {
      change({ ...connection.get(), offset: best.offset })
    }
  }

  function wake(): void {
    if (socket === undefined) connect()
    if (!welcomed) return
    const probed = socket
    const before = framesHeard
    ping()
    platform.after(PROBE_WITHIN_MS, () => {
      if (socket === probed && framesHeard === before) drop()
    })
  }

  return {
    connection,
    channels,
    send: (message) => transmit(encodeControl(message)),
    start: () => {
      if (!stopped) return
      stopped = false
      stopReturn = platform.onReturn(wake)
      connect()
    },
    stop: () => {
      stopped = true
      stopReturn()
      cancelWait()
      cancelLook()
      const open = socket
      lost(1000, '')
      open?.close()
    },
  }
}
