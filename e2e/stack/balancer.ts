import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** The proxy in front of several servers, as devices see it: one address, whoever answers. */
export type Balancer = AsyncDisposable & { readonly url: string }

/**
 * Passes each connection on to the first of these ports that takes it, and breaks it when that server breaks it.
 * @param ports of servers on this machine, the preferred one first
 */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>()
  const server = createServer((from) => {
    open.add(from)
    from.on('close', () => open.delete(from))
    from.on('error', () => from.destroy())
    passOn(from, [...ports])
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function passOn(from: Socket, [port, ...others]: readonly number[]): void {
  if (port === undefined) {
    from.destroy()
    return
  }
  const to = connect(port, '127.0.0.1')
  const next = () => passOn(from, others)
  to.once('error', next)
  to.once('connect', () => {
    to.off('error', next)
    to.on('error', () => from.destroy())
    to.on('close', () => from.destroy())
    from.on('close', () => to.destroy())
    from.pipe(to).pipe(from)
  })
}
