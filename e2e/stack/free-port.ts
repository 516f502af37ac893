import { createServer } from 'node:net'

/**
 * Below the range from which systems take the near end of outgoing connections (32768 and up), so that no browser
 * sits on the port while a killed server is away from it.
 */
const FIRST = 20_000
const COUNT = 10_000

/** @returns a port nobody listens on now */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
