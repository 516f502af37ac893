import type { Writable } from 'node:stream'
import type { WebSocket } from 'ws'

/** More than this waiting in the socket means that the receiver does not keep up, bytes. */
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024
/** Two missed heartbeats find a half-open socket within 30 s. */
const HEARTBEAT_MS = 12_000

/** A socket that cannot be flooded and cannot be half-open for long. */
export type Transport = {
  /** Sends bytes, or closes with 4508 when the receiver does not keep up. */
  readonly send: (bytes: Uint8Array) => void
  readonly end: (code: number, reason: string) => void
}

/** Guards a socket with bounded buffers and a heartbeat until it closes. */
export function guardSocket(socket: WebSocket): Transport {
  let alive = true
  const heard = () => {
    alive = true
  }
  const heartbeat = setInterval(() => {
    if (!alive) {
      // The other side may be gone for good: a closing handshake would wait for it.
      socket.terminate()
      return
    }
    alive = false
    socket.ping()
  }, HEARTBEAT_MS)
  socket.on('pong', heard)
  socket.on('message', heard)
  socket.on('close', () => clearInterval(heartbeat))
  // A broken frame or a reset line: 'close' follows, and there is nobody to tell.
  socket.on('error', () => undefined)

  const gather = gatherWrites(socket)
  const end = (code: number, reason: string) => {
    // A close frame carries at most 123 bytes of reason.
    if (socket.readyState === socket.OPEN) socket.close(code, reason.slice(0, 100))
  }
  return {
    end,
    send: (bytes) => {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > MAX_BUFFERED_BYTES) return end(4508, 'slow')
      gather()
      socket.send(bytes)
    },
  }
}

/**
 * Lets everything that is sent in one go leave with one call to the system: to a device that opens its tasks, or whose batch was
 * committed, a dozen small frames are due at once, and each call costs more than its bytes.
 */
function gatherWrites(socket: WebSocket): () => void {
  let gathering = false
  return () => {
    // ws keeps it to itself, and offers nothing in its place. A socket that has none, as in a test, sends at once.
    const line = (socket as WebSocket & { readonly _socket?: Writable })._socket
    if (gathering || line === undefined) return
    gathering = true
    line.cork()
    process.nextTick(() => {
      gathering = false
      line.uncork()
    })
  }
}
