import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Sockets } from './sync/sockets.ts'

/** A listening server. */
export type RunningServer = {
  readonly port: number
  /** Stops taking work, tells sockets to come back, answers what is under way; resolves within 2 s. */
  readonly stop: () => Promise<void>
}

/** After this long, connections still open are cut: whoever stops the server waits for it, ms. */
const STOP_WITHIN_MS = 1_500
const CLOSE_IDLE_EVERY_MS = 20

/** A connection that trickles the head of a request holds its place no longer than this; looked at now and then. */
const slowLoris = { headersTimeout: 8_000, connectionsCheckingInterval: 2_000 }

/**
 * Listens for HTTP and, on the same port, WebSocket upgrades.
 * @param http options of an own Node server, for HTTPS; plain HTTP when absent
 * @throws when the port is taken
 */
export async function startServer(options: {
  readonly app: Hono
  readonly sockets: Sockets
  readonly host: string
  readonly port: number
  readonly tls?: { readonly key: string; readonly cert: string }
}): Promise<RunningServer> {
  const server = await nodeServer(options)
  server.on('upgrade', (request, socket, head) => options.sockets.upgrade(request, socket, head))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      options.sockets.close()
      // Streams end when they hear of the stop; what they leave behind is idle a moment later.
      const idle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS)
      const cut = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS)
      await closed
      clearTimeout(cut)
      clearInterval(idle)
    },
  }
}

async function nodeServer(options: {
  readonly app: Hono
  readonly tls?: { readonly key: string; readonly cert: string }
}): Promise<Server> {
  const { fetch } = options.app
  if (options.tls === undefined) return createAdaptorServer({ fetch, serverOptions: slowLoris }) as Server
  const { createServer } = await import('node:https')
  return createAdaptorServer({
    fetch,
    createServer,
    serverOptions: { ...slowLoris, ...options.tls },
  }) as unknown as Server
}
