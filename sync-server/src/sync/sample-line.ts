import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { decodeServerMessage, encodeControl } from 'shared-schema/protocol/control.ts'
import { decodeFrame, encodeFrame } from 'shared-schema/protocol/frame.ts'
import type { ServerMessage } from 'shared-schema/protocol/server-message.ts'
import { PROTOCOL_VERSION } from 'shared-schema/protocol/version.ts'
import { WebSocket } from 'ws'
import { makeMetrics } from '../observability/metrics.ts'
import type { Store } from '../storage/store.ts'
import type { Credentials } from './credentials-port.ts'
import { makeDeviceReports } from './device-reports.ts'
import { makeSockets } from './make-sockets.ts'
import { furnish, openWarehouse } from './sample-warehouse.ts'
import { readStreamMessage, writeSyncMessage } from './stream-message.ts'

/** The socket side of a server on a port of its own. A device's credential is its name, a supervisor's `sef`. */
export async function openSockets(store: Store, log?: Logger) {
  await furnish(store)
  const warehouse = { ...openWarehouse(store), ...(log && { log }) }
  const revoked = new Set<string>()
  const credentials: Credentials = {
    identify: (token) => {
      if (token === 'sef')
        return Promise.resolve({ ok: true, value: { kind: 'person', person: 'p-sef', role: 'SEF' } })
      const code = revoked.has(token) ? 'device_revoked' : 'token_invalid'
      const known = ['ana', 'luka', 'jelena'].includes(token) && !revoked.has(token)
      return Promise.resolve(
        known
          ? { ok: true, value: { kind: 'device', device: `d-${token}`, deviceKind: 'handheld' } }
          : { ok: false, failure: { code, detail: '' } },
      )
    },
  }
  const reports = makeDeviceReports(store, warehouse.log)
  const sockets = makeSockets({ ...warehouse, metrics: makeMetrics(), credentials, reports, now: Date.now })
  const http = createServer()
  http.on('upgrade', sockets.upgrade)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = `ws://127.0.0.1:${(http.address() as AddressInfo).port}`
  const opened: WebSocket[] = []
  return {
    ...warehouse,
    sockets,
    reports,
    revoked,
    address,
    opened,
    close: async () => {
      for (const socket of opened) socket.terminate()
      sockets.close()
      http.close()
      await reports.flush()
      await store.close()
    },
  }
}

/** A line as a handheld has it, with everything it hears kept until somebody waits for it. */
export async function openLine(
  house: { address: string; opened: WebSocket[] },
  options: { autoPong?: boolean } = {},
) {
  const socket = new WebSocket(`${house.address}/sync`, options)
  house.opened.push(socket)
  const heard: { channel: number; message?: ServerMessage; payload: Uint8Array }[] = []
  const waiting: (() => void)[] = []
  socket.on('message', (data: Buffer) => {
    const frame = decodeFrame(data)
    if (frame === undefined) return
    const message = frame.channel === 0 ? decodeServerMessage(frame.payload) : undefined
    heard.push({ ...frame, ...(message && { message }) })
    for (const look of waiting.splice(0)) look()
  })
  const closed = once(socket, 'close').then(([code, reason]) => ({
    code: code as number,
    reason: String(reason),
  }))
  await once(socket, 'open')

  /** Takes the first thing heard that fits, as soon as it is there. */
  async function take<T>(fits: (each: (typeof heard)[number]) => T | undefined): Promise<T> {
    for (;;) {
      for (const [index, each] of heard.entries()) {
        const found = fits(each)
        if (found === undefined) continue
        heard.splice(index, 1)
        return found
      }
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
  }
  const say = (message: Parameters<typeof encodeControl>[0]) => socket.send(encodeControl(message))
  return {
    socket,
    closed,
    say,
    hears: <Type extends ServerMessage['type']>(type: Type) =>
      take((each) =>
        each.message?.type === type ? (each.message as Extract<ServerMessage, { type: Type }>) : undefined,
      ),
    hearsUpdate: (channel: number) =>
      take((each) => {
        if (each.channel !== channel) return undefined
        const message = readStreamMessage(each.payload)
        return message.kind === 'update' ? message.update : undefined
      }),
    hello: (token: string, protocol = PROTOCOL_VERSION) =>
      say({ type: 'hello', protocol, app: '1.0', token }),
    send: (channel: number, bytes: Uint8Array) =>
      socket.send(encodeFrame(channel, writeSyncMessage('update', bytes))),
    sendRaw: (channel: number, payload: Uint8Array) => socket.send(encodeFrame(channel, payload)),
  }
}
