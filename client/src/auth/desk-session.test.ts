import type { Session } from 'shared-schema/api/auth.ts'
import { expect, test } from 'vitest'
import { browserPlatform } from '../replica/platform.ts'
import { until } from '../replica/watched.ts'
import { createDeskSession } from './desk-session.ts'

const people = {
  sef: { id: 'p-sef', username: 'sef', name: 'Milena Đurović', role: 'SEF', active: true },
  menadzer: {
    id: 'p-menadzer',
    username: 'menadzer',
    name: 'Petar Knežević',
    role: 'MENADZER',
    active: true,
  },
} as const

/** A server with access tokens that count up and a refresh cookie that rotates. */
function office(clock = { now: 1_000_000 }) {
  const state = { valid: '', refreshes: 0, cookie: true, down: false, requests: [] as string[] }
  const session = (who: keyof typeof people): Session => {
    state.refreshes += 1
    state.valid = `token-${state.refreshes}`
    return {
      access_token: state.valid,
      expires_at: clock.now + 900_000,
      person: people[who],
      permissions: ['requisition.read'],
      time_zone: 'Europe/Belgrade',
    }
  }
  const json = (status: number, body: unknown) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
  const problem = (status: number, code: string) =>
    json(status, { type: 'about:blank', title: code, status, code, detail: code })
  const fetch = async (url: string, init: RequestInit = {}) => {
    if (state.down) throw new TypeError('fetch failed')
    if (url === '/api/auth/login') {
      const { username } = JSON.parse(String(init.body)) as { username: keyof typeof people }
      return json(200, session(username))
    }
    if (url === '/api/auth/refresh') {
      return state.cookie ? json(200, session('sef')) : problem(401, 'token_invalid')
    }
    if (url === '/api/auth/logout') return json(200, { done: true })
    const bearer = new Headers(init.headers).get('authorization')
    if (bearer !== `Bearer ${state.valid}`) return problem(401, 'token_expired')
    state.requests.push(`${init.method} ${url}`)
    return json(200, { url })
  }
  const platform = {
    ...browserPlatform(),
    locks: undefined,
    wall: () => clock.now,
    fetch: fetch as typeof globalThis.fetch,
  }
  return { state, clock, desk: createDeskSession({ baseUrl: '', platform }) }
}

test('a page that opens with a good cookie is signed in without asking', async () => {
  const { desk } = office()
  await desk.resume()
  expect(desk.state.get()).toMatchObject({ state: 'signed_in', person: { name: 'Milena Đurović' } })
})

test('ten requests with an expired token cause one renewal and no error', async () => {
  const { desk, state } = office()
  await desk.signIn('sef', 'x')
  state.valid = 'revoked meanwhile'
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => desk.json(`/api/${index}`)))
  expect(answers.every(({ ok }) => ok)).toBe(true)
  expect(state.refreshes).toBe(2)
})

test('a token near its end is renewed before it is used', async () => {
  const { desk, state, clock } = office()
  await desk.signIn('sef', 'x')
  clock.now += 880_000
  await desk.json('/api/trebovanja')
  expect(state.refreshes).toBe(2)
})

test('the session ends while Milena fills in a form: what she sends waits for her password and then goes', async () => {
  const { desk, state } = office()
  await desk.signIn('sef', 'x')
  state.valid = 'ended'
  state.cookie = false
  const sent = desk.json('/api/zaduznice', { body: { requisition: 'r1' } })
  await until(desk.state, ({ state: now }) => now === 'lapsed')
  expect(state.requests).toEqual([])
  await desk.signIn('sef', 'x')
  expect(await sent).toMatchObject({ ok: true })
  expect(state.requests).toEqual(['POST /api/zaduznice'])
})

test('what Milena had filled in is never sent as Petar, who took over the desk', async () => {
  const { desk, state } = office()
  await desk.signIn('sef', 'x')
  state.valid = 'ended'
  state.cookie = false
  const sent = desk.json('/api/zaduznice', { body: {} })
  await until(desk.state, ({ state: now }) => now === 'lapsed')
  await desk.signIn('menadzer', 'x')
  expect(await sent).toMatchObject({ ok: false, failure: { code: 'token_missing' } })
  expect(state.requests).toEqual([])
})

test('no network is an answer of its own and signs nobody out', async () => {
  const { desk, state } = office()
  await desk.signIn('sef', 'x')
  state.down = true
  expect(await desk.json('/api/today')).toMatchObject({ ok: false, failure: { code: 'network_unreachable' } })
  expect(desk.state.get().state).toBe('signed_in')
})
