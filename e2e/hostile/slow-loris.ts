import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** Connections that say as little as they can, for as long as they may. */
export type SlowLoris = {
  /** How long the server bore with sockets whose first frame never ends, ms. */
  readonly sockets: Promise<number>
  /** How long it bore with requests whose head never ends, ms. */
  readonly requests: Promise<number>
}

const SILENT = 20
const REQUESTS = 200
const TRICKLE_EVERY_MS = 100

const handshake =
  'GET /sync HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n'
/** The head of a binary frame of 60,000 bytes, masked (RFC 6455, 5.2). */
const frameHead = Uint8Array.of(0x82, 0xfe, 0xea, 0x60, 0, 0, 0, 0)

/** Opens them, and trickles until the server has ended every one. */
export function startSlowLoris(port: number): SlowLoris {
  const all = (count: number, start: (socket: Socket) => Promise<Uint8Array>) =>
    Promise.all(Array.from({ length: count }, () => hold(port, start))).then((times) => Math.max(...times))
  return {
    sockets: Promise.all([
      all(SILENT, async (socket) => {
        socket.write(handshake)
        await once(socket, 'data')
        return new Uint8Array()
      }),
      all(SILENT, async (socket) => {
        socket.write(handshake)
        await once(socket, 'data')
        socket.write(frameHead)
        return Uint8Array.of(0)
      }),
    ]).then((times) => Math.max(...times)),
    requests: all(REQUESTS, async (socket) => {
      socket.write('GET /health HTTP/1.1\r\nX-Long: ')
      return new TextEncoder().encode('x')
    }),
  }
}

/** @param start writes the beginning, and returns what is then said over and over */
async function hold(port: number, start: (socket: Socket) => Promise<Uint8Array>): Promise<number> {
  const socket = connect(port, '127.0.0.1')
  // The server may reset what it no longer bears with.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  const began = performance.now()
  const closed = new Promise((resolve) => socket.once('close', resolve))
  const drop = await start(socket)
  socket.resume()
  const trickle = setInterval(() => {
    if (drop.length > 0 && socket.writable) socket.write(drop)
  }, TRICKLE_EVERY_MS)
  await closed
  clearInterval(trickle)
  return performance.now() - began
}
