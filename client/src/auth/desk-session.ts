import type { Session } from 'shared-schema/api/auth.ts'
import type { Permission } from 'shared-schema/domain/people.ts'
import type { Platform } from '../replica/platform.ts'
import type { Watched } from '../replica/replica.ts'
import { createSource, until } from '../replica/watched.ts'
import { type Answer, readAnswer, unreachable } from './answer.ts'

/** A token this near its end is renewed before it is used, ms. */
const RENEW_BEFORE_MS = 30_000
/** The refresh token rotates and its reuse ends every session, so only one tab may use it at a time. */
const REFRESH_LOCK = 'magacin-desk-refresh'

export type DeskState =
  | { readonly state: 'starting' }
  | { readonly state: 'signed_out' }
  | {
      readonly state: 'signed_in'
      readonly person: Session['person']
      readonly permissions: ReadonlySet<Permission>
      /** IANA name of the zone of the warehouse. */
      readonly timeZone: string
    }
  /** The session ended while somebody worked: the page stays, asks for the password again, and goes on. */
  | { readonly state: 'lapsed'; readonly person: Session['person'] }

export type DeskSession = {
  readonly state: Watched<DeskState>
  /** Tries the refresh cookie; called once when the page opens. */
  readonly resume: () => Promise<void>
  readonly signIn: (username: string, password: string) => Promise<Answer<Session>>
  readonly signOut: () => Promise<void>
  /** The access token for streams; `rejected` asks for a fresh one. Undefined when nobody is signed in. */
  readonly token: (rejected?: boolean) => Promise<string | undefined>
  /**
   * Sends a request as the signed-in person. Renews the token when needed, once. When the session has lapsed the
   * request waits until somebody signed in again: nothing a person filled in is lost. Throws only when aborted.
   */
  readonly fetch: (path: string, init?: RequestInit) => Promise<Answer<Response>>
  /** As `fetch`, with a JSON body and a JSON answer. */
  readonly json: <T>(path: string, init?: JsonInit) => Promise<Answer<T>>
}
export type JsonInit = {
  readonly method?: string
  readonly body?: unknown
  readonly signal?: AbortSignal
}

type Options = {
  /** Origin of the server, or empty for the page's own. */
  readonly baseUrl: string
  readonly platform: Pick<Platform, 'fetch' | 'wall' | 'locks'>
}

/** Who works at this desk. The access token lives in memory only; the refresh token in a cookie no script can read. */
export function createDeskSession({ baseUrl, platform }: Options): DeskSession {
  const state = createSource<DeskState>({ state: 'starting' })
  let current: Session | undefined
  let refreshing: Promise<'renewed' | 'refused' | 'unreachable'> | undefined

  async function post<T>(path: string, body: unknown): Promise<Answer<T>> {
    try {
      const response = await platform.fetch(`${baseUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        credentials: 'same-origin',
      })
      return await readAnswer<T>(response)
    } catch (error) {
      return { ok: false, failure: unreachable(error) }
    }
  }

  function enter(session: Session): void {
    current = session
    state.set({
      state: 'signed_in',
      person: session.person,
      permissions: new Set(session.permissions),
      timeZone: session.time_zone,
    })
  }

  function lapse(): void {
    const before = state.get()
    current = undefined
    state.set(
      before.state === 'signed_in' ? { state: 'lapsed', person: before.person } : { state: 'signed_out' },
    )
  }

  async function refreshNow(): Promise<'renewed' | 'refused' | 'unreachable'> {
    const answer = await post<Session>('/api/auth/refresh', {})
    if (answer.ok) {
      enter(answer.value)
      return 'renewed'
    }
    if (answer.failure.status < 400 || answer.failure.status >= 500) return 'unreachable'
    if (state.get().state !== 'lapsed') lapse()
    return 'refused'
  }

  function refresh(): Promise<'renewed' | 'refused' | 'unreachable'> {
    refreshing ??= Promise.resolve(
      platform.locks ? platform.locks.request(REFRESH_LOCK, refreshNow) : refreshNow(),
    ).finally(() => {
      refreshing = undefined
    })
    return refreshing
  }

  async function token(rejected = false): Promise<string | undefined> {
    const endsSoon = current && current.expires_at - platform.wall() < RENEW_BEFORE_MS
    if (current === undefined && state.get().state !== 'signed_in') return undefined
    if (rejected || endsSoon || current === undefined) await refresh()
    return current?.access_token
  }

  async function send(path: string, init: RequestInit, rejected: boolean): Promise<Response | undefined> {
    const bearer = await token(rejected)
    if (bearer === undefined) return undefined
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${bearer}`)
    return platform.fetch(`${baseUrl}${path}`, { ...init, headers, credentials: 'same-origin' })
  }

  async function deskFetch(path: string, init: RequestInit = {}): Promise<Answer<Response>> {
    const asked = personOf(state.get())
    for (;;) {
      const signal = init.signal ?? undefined
      const now = await until(state, ({ state }) => state === 'signed_in' || state === 'signed_out', signal)
      // What one person filled in is never sent as another one who took the desk over.
      if (now.state !== 'signed_in' || (asked !== undefined && now.person.id !== asked)) {
        return { ok: false, failure: notSignedIn }
      }
      try {
        let response = await send(path, init, false)
        if (response?.status === 401) response = await send(path, init, true)
        if (response !== undefined && response.status !== 401) return { ok: true, value: response }
        if (response?.status === 401 && state.get().state === 'signed_in') lapse()
      } catch (error) {
        if (signal?.aborted) throw error
        return { ok: false, failure: unreachable(error) }
      }
    }
  }

  return {
    state,
    token,
    fetch: deskFetch,
    resume: async () => {
      const outcome = await refresh()
      if (outcome !== 'renewed') state.set({ state: 'signed_out' })
    },
    signIn: async (username, password) => {
      const answer = await post<Session>('/api/auth/login', { username, password, refresh: 'cookie' })
      if (answer.ok) enter(answer.value)
      return answer
    },
    signOut: async () => {
      current = undefined
      state.set({ state: 'signed_out' })
      await post('/api/auth/logout', {})
    },
    json: async <T>(path: string, { method, body, signal }: JsonInit = {}) => {
      const answer = await deskFetch(path, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        ...(body !== undefined && {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
        ...(signal !== undefined && { signal }),
      })
      return answer.ok ? readAnswer<T>(answer.value) : answer
    },
  }
}

function personOf(state: DeskState): string | undefined {
  return 'person' in state ? state.person.id : undefined
}

const notSignedIn = { code: 'token_missing', detail: 'Nobody is signed in.', status: 401 } as const
