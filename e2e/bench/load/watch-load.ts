import { get } from 'node:http'
import { WebSocket } from 'ws'
import { makeReader } from './bytes.ts'

/** Something a screen received. Times by `Date.now()` with fractions, which all processes of this machine share. */
export type Sighting = {
  readonly at: number
  /** Change of the desk's stream: its sequence. */
  readonly seq?: number
  /** Picture of the wall: when the server took it. */
  readonly taken?: number
  readonly bytes: number
}

export type Watch = {
  /** Everything seen since the last call, by screen. */
  readonly take: () => Sighting[][]
  readonly stop: () => void
}

export type Screen = { readonly path: string; readonly token: string }

/** Follows server-sent events as browsers do, one connection for each screen. Resolves when all are heard. */
export async function watchStreams(url: string, screens: readonly Screen[]): Promise<Watch> {
  let seen = screens.map((): Sighting[] => [])
  const stops: (() => void)[] = []
  await Promise.all(
    screens.map(
      ({ path, token }, index) =>
        new Promise<void>((resolve, reject) => {
          const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' }
          const request = get(`${url}${path}`, { headers, agent: false }, (response) => {
            if (response.statusCode !== 200)
              return reject(new Error(`${path} answered ${response.statusCode}`))
            response.setEncoding('latin1')
            let rest = ''
            response.on('data', (chunk: string) => {
              resolve()
              const at = performance.timeOrigin + performance.now()
              rest += chunk
              for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
                const message = rest.slice(0, end)
                rest = rest.slice(end + 2)
                seen[index]?.push(readMessage(message, at))
              }
            })
          })
          request.on('error', reject)
          stops.push(() => request.destroy())
        }),
    ),
  )
  return {
    take: () => {
      const taken = seen
      seen = screens.map(() => [])
      return taken
    },
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}

function readMessage(message: string, at: number): Sighting {
  const seq = /^data: \{"seq":(\d+),"topic":"tasks"/m.exec(message)?.[1]
  const taken = /^data: \{"at":(\d+)/m.exec(message)?.[1]
  return {
    at,
    bytes: message.length,
    ...(seq !== undefined && { seq: Number(seq) }),
    ...(taken !== undefined && { taken: Number(taken) }),
  }
}

/** Follows the bare broadcast: a WebSocket for each screen, messages of a number and as many bytes as the real server sends. */
export async function watchBare(url: string, paths: readonly string[]): Promise<Watch> {
  let seen = paths.map((): Sighting[] => [])
  const sockets = await Promise.all(
    paths.map(
      (path, index) =>
        new Promise<WebSocket>((resolve, reject) => {
          const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, { perMessageDeflate: false })
          socket.on('open', () => resolve(socket))
          socket.on('error', reject)
          socket.on('message', (data: Buffer) => {
            const at = performance.timeOrigin + performance.now()
            const number = makeReader(data).number()
            const told = path === '/wall' ? { taken: number } : { seq: number }
            seen[index]?.push({ at, bytes: data.length, ...told })
          })
        }),
    ),
  )
  return {
    take: () => {
      const taken = seen
      seen = paths.map(() => [])
      return taken
    },
    stop: () => {
      for (const socket of sockets) socket.terminate()
    },
  }
}
