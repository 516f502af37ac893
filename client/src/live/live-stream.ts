import type { Platform } from '../replica/platform.ts'
import type { Watched } from '../replica/replica.ts'
import { createSource } from '../replica/watched.ts'
import { createEventStreamParser, type StreamEvent } from './event-stream-parser.ts'
import { reconnectDelay } from './reconnect-delay.ts'

/** Nothing heard for so long, not even a heartbeat: the line is dead though the socket looks open, ms. */
const SILENCE_LIMIT_MS = 45_000

/** Desks and TVs are few, people look at them, and nobody may touch a TV to hurry it: they ask again sooner, ms. */
const LONGEST_WAIT_MS = 5_000

export type LiveState = {
  readonly state: 'connecting' | 'live' | 'waiting' | 'refused'
  /** Status of the refusal: 401 and 403 end the stream until `restart`. */
  readonly status?: number
  /** When the stream last carried anything, ms since 1970 by this machine. */
  readonly lastHeardAt?: number
}

export type LiveStream = {
  readonly state: Watched<LiveState>
  /** Connects at once, e.g. after signing in again. */
  readonly restart: () => void
  readonly stop: () => void
}

type Options = {
  /** Path of the stream, e.g. `/api/events/stream`. */
  readonly url: string
  /**
   * The credential to send. `rejected` is true after a 401, so that a fresh one can be fetched; undefined ends the
   * stream as refused.
   */
  readonly token: (rejected: boolean) => Promise<string | undefined>
  readonly onEvent: (event: StreamEvent) => void
  readonly platform: Pick<Platform, 'fetch' | 'random' | 'after' | 'wall' | 'onReturn'>
}

/**
 * Keeps a stream of server-sent events open over cuts, sleeps and restarts. It reads by `fetch` because
 * `EventSource` cannot send an Authorization header; it resumes with `Last-Event-ID`.
 */
export function openLiveStream({ url, token, onEvent, platform }: Options): LiveStream {
  const state = createSource<LiveState>({ state: 'connecting' })
  let attempt = new AbortController()
  let failures = 0
  let lastId: string | undefined
  let stopped = false
  let cancelWait = () => {}

  const heard = (next: LiveState['state']) => state.set({ state: next, lastHeardAt: platform.wall() })
  const keepLast = () => {
    const { lastHeardAt } = state.get()
    return lastHeardAt === undefined ? {} : { lastHeardAt }
  }

  async function request(signal: AbortSignal, rejected: boolean): Promise<Response | undefined> {
    const bearer = await token(rejected)
    if (bearer === undefined) return undefined
    const headers = new Headers({ accept: 'text/event-stream', authorization: `Bearer ${bearer}` })
    if (lastId !== undefined) headers.set('last-event-id', lastId)
    return platform.fetch(url, { headers, signal, cache: 'no-store' })
  }

  async function read(response: Response, controller: AbortController): Promise<void> {
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    if (reader === undefined) return
    const parse = createEventStreamParser()
    let cancelSilence = () => {}
    try {
      for (;;) {
        cancelSilence()
        cancelSilence = platform.after(SILENCE_LIMIT_MS, () => controller.abort())
        const { done, value } = await reader.read()
        if (done) return
        failures = 0
        heard('live')
        for (const event of parse(value)) {
          lastId = event.id ?? lastId
          onEvent(event)
        }
      }
    } finally {
      cancelSilence()
    }
  }

  async function connect(controller: AbortController): Promise<void> {
    const { signal } = controller
    state.set({ state: 'connecting', ...keepLast() })
    try {
      let response = await request(signal, false)
      if (response?.status === 401) response = await request(signal, true)
      if (signal.aborted) return
      if (response === undefined || response.status === 401 || response.status === 403) {
        state.set({ state: 'refused', status: response?.status ?? 401, ...keepLast() })
        return
      }
      if (response.ok) {
        heard('live')
        await read(response, controller)
      }
    } catch {
      // Unreachable, cut or silent: all of them mean to come back.
    }
    if (attempt === controller && !stopped) wait()
  }

  function wait(): void {
    state.set({ state: 'waiting', ...keepLast() })
    cancelWait = platform.after(reconnectDelay(failures, platform.random(), LONGEST_WAIT_MS), restart)
    failures += 1
  }

  function restart(): void {
    if (stopped) return
    cancelWait()
    attempt.abort()
    attempt = new AbortController()
    void connect(attempt)
  }

  const stopReturn = platform.onReturn(() => {
    if (state.get().state === 'waiting') restart()
  })
  restart()
  return {
    state,
    restart,
    stop: () => {
      stopped = true
      stopReturn()
      cancelWait()
      attempt.abort()
    },
  }
}
