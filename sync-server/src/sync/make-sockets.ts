import type { IncomingMessage } from 'node:http'
import { taskOfDocument } from 'shared-schema/documents/document-name.ts'
import { may } from 'shared-schema/domain/people.ts'
import { MAX_FRAME_BYTES } from 'shared-schema/protocol/frame.ts'
import { type WebSocket, WebSocketServer } from 'ws'
import { deviceMayOpen, taskExists } from '../storage/document-access.ts'
import { startChangeNotices } from './change-notices.ts'
import type { Caller } from './credentials-port.ts'
import { type LineDeps, type LineSession, serveLine } from './line-session.ts'
import { servePlainStream } from './plain-session.ts'
import type { Sockets } from './sockets.ts'

/** Where the multiplexed line of a device is served; below it, every document is served as a plain y-websocket stream. */
const LINE_PATH = '/sync'

/** Makes the WebSocket side of the server. Who is refused gets a close code after the upgrade, as a browser sees no HTTP status. */
export function makeSockets(deps: LineDeps): Sockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    // A long absence travels as one large frame; small frames are not worth the processor time.
    perMessageDeflate: { threshold: 4096, concurrencyLimit: 4 },
  })
  const lines = new Map<string, Set<LineSession>>()
  const register = {
    joined: (session: LineSession) => {
      const sessions = lines.get(session.device) ?? new Set()
      lines.set(session.device, sessions)
      sessions.add(session)
    },
    left: (session: LineSession) => {
      const sessions = lines.get(session.device)
      sessions?.delete(session)
      if (sessions?.size === 0) lines.delete(session.device)
    },
  }
  const stopNotices = startChangeNotices(
    deps.store,
    {
      toDevice: (device, collections) => {
        for (const session of lines.get(device) ?? [])
          session.send({ type: 'changed', collections: [...collections] })
      },
      toAll: (collections) => {
        for (const session of [...lines.values()].flatMap((sessions) => [...sessions])) {
          session.send({ type: 'changed', collections: [...collections] })
        }
      },
      idle: () => lines.size === 0,
    },
    deps.log,
  )

  function accept(socket: WebSocket, request: IncomingMessage): void {
    const url = new URL(request.url ?? '/', 'http://server')
    if (url.pathname === LINE_PATH) {
      serveLine(socket, deps, register)
      return
    }
    const document = decodePath(url.pathname.slice(LINE_PATH.length + 1))
    acceptPlain(socket, document, url.searchParams.get('token')).catch((error: unknown) => {
      deps.log.error({ err: error }, 'a plain stream was not opened')
      socket.close(4500, 'internal')
    })
  }

  async function acceptPlain(socket: WebSocket, document: string, token: string | null): Promise<void> {
    // What arrives while the credential is checked must not be lost: y-websocket speaks first.
    const early: { data: Buffer; binary: boolean }[] = []
    const keep = (data: Buffer, binary: boolean) => {
      if (early.length < 64) early.push({ data, binary })
    }
    socket.on('message', keep)
    const caller = token ? await deps.credentials.identify(token) : undefined
    if (caller === undefined) return socket.close(4401, 'token_missing')
    if (!caller.ok) return socket.close(4401, caller.failure.code)
    const task = taskOfDocument(document)
    if (task === undefined || !(await taskExists(deps.store.sql, task)))
      return socket.close(4404, 'document_unknown')
    if (!(await visibleTo(caller.value, task))) return socket.close(4403, 'forbidden')
    socket.off('message', keep)
    const device = caller.value.kind === 'device' ? { device: caller.value.device } : {}
    servePlainStream(socket, {
      task,
      documents: deps.documents,
      hub: deps.hub,
      ingest: deps.ingest,
      ...device,
    })
    for (const { data, binary } of early) socket.emit('message', data, binary)
  }

  async function visibleTo(caller: Caller, task: string): Promise<boolean> {
    if (caller.kind === 'device') return deviceMayOpen(deps.store.sql, caller.device, task)
    return may(caller.role, 'task.read_all')
  }

  return {
    upgrade: (request, socket, head) => {
      const path = new URL(request.url ?? '/', 'http://server').pathname
      if (path !== LINE_PATH && !path.startsWith(`${LINE_PATH}/`)) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, (opened) => accept(opened, request))
    },
    sessions: {
      online: () => new Set(lines.keys()),
      count: () => server.clients.size,
      revoke: (device) => {
        for (const session of lines.get(device) ?? []) session.end(4401, 'device_revoked')
      },
    },
    close: () => {
      stopNotices()
      for (const client of server.clients) client.close(4500, 'restarting')
      server.close()
    },
  }
}

/** @returns the decoded path; the path itself where its escapes are broken, which then names no document */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
