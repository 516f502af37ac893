import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Sessions } from './sessions-port.ts'

/** The WebSocket side of the server. */
export type Sockets = {
  readonly sessions: Sessions
  /** Takes over an HTTP connection that asks to become a WebSocket. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Tells every device to come back later (4500) and stops accepting. */
  readonly close: () => void
}
