import type { IncomingMessage } from 'node:http'
import { MAX_FRAME_BYTES } from 'shared-schema/protocol/frame.ts'
import { type WebSocket, WebSocketServer } from 'ws'
import { closeCodeLabel } from '../observability/close-code-label.ts'
import type { Metrics } from '../observability/metrics.ts'
import { makeAttendance } from './attendance.ts'
import type { LineDeps } from './line-session.ts'
import { makeLines } from './lines.ts'
import { acceptPlainStream } from './plain-session.ts'
import type { Sockets } from './sockets.ts'

/** Where the multiplexed line of a device is served; below it, every document is served as a plain y-websocket stream. */
const LINE_PATH = '/sync'
const GOODBYE_WITHIN_MS = 500
/** Who was told to go and does not answer, or answers a byte at a time, is cut off after this. */
const GONE_WITHIN_MS = 4_000

export type SocketDeps = LineDeps & {
  readonly metrics: LineDeps['metrics'] & Pick<Metrics, 'sockets' | 'socketCloses'>
}

/** Makes the WebSocket side of the server. Who is refused gets a close code after the upgrade, as a browser sees no HTTP status. */
export function makeSockets(deps: SocketDeps): Sockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    // The types of ws do not know it yet.
    ...{ closeTimeout: GONE_WITHIN_MS },
    // A long absence travels as one large frame; small frames are not worth the processor time.
    // Each socket keeps its compressor as long as it lives: with these sizes 50 KB instead of 280.
    perMessageDeflate: {
      threshold: 4096,
      concurrencyLimit: 4,
      serverMaxWindowBits: 12,
      zlibDeflateOptions: { memLevel: 5 },
    },
  })
  const lines = makeLines(deps)
  const attendance = makeAttendance(deps.reports, deps.now)
  /** Plain streams of devices, which a revocation ends as well. */
  const plain = new Map<WebSocket, string>()
  let accepted = 0

  function accept(socket: WebSocket, { pathname, searchParams }: URL): void {
    // Until somebody serves it: a broken frame must not become an error nobody listens to.
    socket.on('error', () => undefined)
    const kind = pathname === LINE_PATH ? 'line' : 'plain'
    accepted += 1
    const connection = `${kind}-${accepted}`
    deps.metrics.sockets.inc({ kind })
    socket.on('close', (code: number) => {
      deps.metrics.sockets.dec({ kind })
      deps.metrics.socketCloses.inc({ kind, code: closeCodeLabel(code) })
    })
    if (kind === 'line') {
      lines.accept(socket, connection)
      return
    }
    const document = decodePath(pathname.slice(LINE_PATH.length + 1))
    const opened = (device: string) => {
      deps.log.info({ connection, device, document }, 'a plain stream was opened')
      plain.set(socket, device)
      socket.on('close', (code: number) => {
        plain.delete(socket)
        deps.log.info({ connection, device, code }, 'a plain stream was closed')
      })
    }
    acceptPlainStream(socket, document, searchParams.get('token'), deps, opened).catch((error: unknown) => {
      deps.log.error({ err: error, connection }, 'a plain stream was not opened')
      socket.close(4500, 'internal')
    })
  }

  return {
    upgrade: (request, socket, head) => {
      const url = urlOf(request)
      if (url === undefined || (url.pathname !== LINE_PATH && !url.pathname.startsWith(`${LINE_PATH}/`))) {
        // Whoever resets the connection before the answer arrives needs none.
        socket.on('error', () => undefined)
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, (opened) => accept(opened, url))
    },
    sessions: {
      online: () => new Set([...lines.online(), ...attendance.present()]),
      attend: attendance.attend,
      revoke: (revoked) => {
        lines.revoke(revoked)
        attendance.revoke(revoked)
        for (const [socket, device] of plain) if (device === revoked) socket.close(4401, 'device_revoked')
      },
    },
    close: () => {
      lines.stop()
      for (const client of server.clients) client.close(4500, 'restarting')
      // Who does not answer the goodbye would hold up the stop.
      setTimeout(() => {
        for (const client of server.clients) client.terminate()
      }, GOODBYE_WITHIN_MS).unref()
      server.close()
    },
  }
}

/** @returns the address asked for; undefined for a request line that is none, such as `//` */
function urlOf(request: IncomingMessage): URL | undefined {
  return URL.parse(request.url ?? '/', 'http://server') ?? undefined
}

/** @returns the decoded path; the path itself where its escapes are broken, which then names no document */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
