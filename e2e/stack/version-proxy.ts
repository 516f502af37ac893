import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { freePort } from './free-port.ts'

/** The mark by which a page of the newer version is told. */
export const NEXT_VERSION = 'next'

/** A door in front of a server that can let a newer version of the app out of the same build. */
export type VersionProxy = AsyncDisposable & {
  readonly url: string
  /** From now on service worker and page are those of a newer version. */
  readonly release: () => void
  /**
   * From now on the server behind the door no longer serves the version of today: its sockets are closed with 4426. A phone that has fetched
   * the released version is let through.
   */
  readonly outdate: () => void
}

/** Opens the door. Everything else, sockets included, goes through untouched. */
export async function openVersionProxy(target: { readonly port: number }): Promise<VersionProxy> {
  const port = await freePort()
  let released = false
  let outdated = false
  let fetched = false
  const server = createServer((incoming, outgoing) => {
    const rewrite = released ? rewriteFor(incoming.url ?? '/') : undefined
    if (rewrite !== undefined && !incoming.url?.startsWith('/service-worker')) fetched = true
    forward(incoming, outgoing, target.port, rewrite)
  })
  const tunnels = new Set<Duplex>()
  const turnedAway = new WebSocketServer({ noServer: true })
  server.on('upgrade', (incoming, socket, head) => {
    if (outdated && !fetched) {
      turnedAway.handleUpgrade(incoming, socket, head, (line) => line.close(4426, 'protocol_too_old'))
      return
    }
    tunnels.add(socket)
    socket.on('close', () => tunnels.delete(socket))
    tunnel(incoming, socket, head, target.port)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${port}`,
    release: () => {
      released = true
    },
    outdate: () => {
      outdated = true
      for (const socket of tunnels) socket.destroy()
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of tunnels) socket.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type Rewrite = (text: string) => string

function rewriteFor(address: string): Rewrite | undefined {
  // Another revision of the page makes the worker fetch it anew, as after a real build.
  if (address.startsWith('/service-worker.js')) {
    return (script) =>
      script
        .replace(/("?revision"?:")[0-9a-f]+(",\s*"?url"?:"index\.html")/, `$1${NEXT_VERSION}$2`)
        .replace(/("?url"?:"index\.html",\s*"?revision"?:")[0-9a-f]+/, `$1${NEXT_VERSION}`)
  }
  if (/^\/(index\.html)?(\?|$)/.test(address)) {
    return (page) => page.replace('<html', `<html data-version="${NEXT_VERSION}"`)
  }
  return undefined
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse, port: number, rewrite?: Rewrite): void {
  const headers = { ...incoming.headers }
  // A page that is to be changed must come as text, and not be answered with "as you have it".
  if (rewrite)
    for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since']) delete headers[name]
  const onward = request(
    { port, host: '127.0.0.1', path: incoming.url, method: incoming.method, headers },
    (answer) => {
      if (rewrite === undefined || answer.statusCode !== 200) {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
        return
      }
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const { 'content-length': _, etag: __, ...kept } = answer.headers
        outgoing.writeHead(200, kept)
        outgoing.end(rewrite(Buffer.concat(parts).toString('utf8')))
      })
    },
  )
  // The server behind the door is killed now and then.
  onward.on('error', () => outgoing.destroy())
  incoming.pipe(onward)
}

function tunnel(incoming: IncomingMessage, socket: Duplex, head: Buffer, port: number): void {
  const onward = connect(port, '127.0.0.1', () => {
    const lines = [`${incoming.method} ${incoming.url} HTTP/1.1`]
    for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
      lines.push(`${incoming.rawHeaders[i]}: ${incoming.rawHeaders[i + 1]}`)
    }
    onward.write(`${lines.join('\r\n')}\r\n\r\n`)
    onward.write(head)
    onward.pipe(socket).pipe(onward)
  })
  onward.on('error', () => socket.destroy())
  socket.on('error', () => onward.destroy())
}
