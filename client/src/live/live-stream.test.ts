import { expect, onTestFinished, test } from 'vitest'
import { browserPlatform } from '../replica/platform.ts'
import { until } from '../replica/watched.ts'
import type { StreamEvent } from './event-stream-parser.ts'
import { openLiveStream } from './live-stream.ts'

/** A server of streams: every connection is a body that the test writes to and cuts. */
function stage(statuses: number[] = []) {
  const requests: Headers[] = []
  const bodies: ReadableStreamDefaultController<Uint8Array>[] = []
  const events: StreamEvent[] = []
  const fetch = async (_url: string, init: RequestInit) => {
    requests.push(new Headers(init.headers))
    const status = statuses.shift() ?? 200
    if (status !== 200) return new Response('', { status })
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        bodies.push(controller)
        init.signal?.addEventListener('abort', () => controller.error(init.signal?.reason))
      },
    })
    return new Response(body)
  }
  const tokens: boolean[] = []
  const stream = openLiveStream({
    url: '/api/events/stream',
    token: async (rejected) => {
      tokens.push(rejected)
      return rejected ? 'fresh' : 'old'
    },
    onEvent: (event) => events.push(event),
    platform: { ...browserPlatform(), random: () => 0, fetch: fetch as typeof globalThis.fetch },
  })
  onTestFinished(stream.stop)
  const say = (text: string) => bodies.at(-1)?.enqueue(new TextEncoder().encode(text))
  return { stream, requests, bodies, events, tokens, say }
}

test('after a cut the stream goes on behind the last thing it heard', async () => {
  const { stream, requests, bodies, events, say } = stage()
  await until(stream.state, ({ state }) => state === 'live')
  const before = stream.state.get()
  say('id: 41\ndata: a\n\nid: 42\ndata: b\n\n')
  await until(stream.state, (now) => now !== before)
  bodies[0]?.close()
  await until(stream.state, ({ state }) => state !== 'live')
  await until(stream.state, ({ state }) => state === 'live')
  expect(events.map(({ data }) => data)).toEqual(['a', 'b'])
  expect(requests[0]?.get('last-event-id')).toBeNull()
  expect(requests[1]?.get('last-event-id')).toBe('42')
  expect(requests[1]?.get('authorization')).toBe('Bearer old')
})

test('an expired token is changed once; one that stays refused ends the stream until it is restarted', async () => {
  const { stream, requests, tokens } = stage([401, 401])
  await until(stream.state, ({ state }) => state === 'refused')
  expect(tokens).toEqual([false, true])
  expect(requests).toHaveLength(2)
  stream.restart()
  await until(stream.state, ({ state }) => state === 'live')
})

test('a server that is down or overloaded is asked again', async () => {
  const { stream, requests } = stage([503, 502])
  await until(stream.state, ({ state }) => state === 'live')
  expect(requests).toHaveLength(3)
})
