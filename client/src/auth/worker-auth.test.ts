import 'fake-indexeddb/auto'
import type { PersonDocument } from 'shared-schema/api/replication.ts'
import { expect, test } from 'vitest'
import { openIndexedDbLog } from '../replica/device-log/indexed-db-log.ts'
import { toBase64Url } from '../replica/minting/base64url.ts'
import { browserPlatform } from '../replica/platform.ts'
import { createWorkerAuth } from './worker-auth.ts'

const ana: PersonDocument = {
  id: 'p-ana',
  username: 'ana',
  name: 'Ana Kovačević',
  role: 'MAGACIONER',
  active: true,
}
const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } })
const problem = (status: number, code: string, more = {}) =>
  json(status, { type: 'about:blank', title: code, status, code, detail: code, ...more })

/** A handheld and a server that is there, gone, or a hotspot's login page. */
function handheld(name: string, clock = { now: 1_000_000 }, secure = true) {
  const network: { state: 'up' | 'down' | 'hotspot' | 'full disk' | 'restored'; pin: string; asked: number } =
    {
      state: 'up',
      pin: '1111',
      asked: 0,
    }
  const answer = async (path: string, body: { pin?: string }): Promise<Response> => {
    network.asked += 1
    if (network.state === 'down') throw new TypeError('fetch failed')
    if (network.state === 'hotspot') {
      return new Response('<html>Welcome to the hotel</html>', { headers: { 'content-type': 'text/html' } })
    }
    if (network.state === 'full disk') return problem(500, 'internal')
    if (network.state === 'restored') return problem(401, 'device_unknown')
    if (path.endsWith('/device-token')) {
      const key = toBase64Url(new Uint8Array(32))
      return json(201, { device: 'D1', name: 'Handheld 1', kind: 'handheld', token: 'secret', key })
    }
    if (body.pin !== network.pin) return problem(401, 'credentials_wrong')
    return json(200, { access_token: 'a', expires_at: 0, person: ana, permissions: [] })
  }
  const platform = {
    ...browserPlatform(),
    ...(!secure && { subtle: undefined }),
    wall: () => clock.now,
    fetch: ((url: string, init: RequestInit) => answer(url, JSON.parse(String(init.body)))) as typeof fetch,
  }
  const open = async () => {
    const auth = createWorkerAuth({
      baseUrl: 'http://test',
      platform,
      log: openIndexedDbLog(name),
      people: () => [ana],
      iterations: 10,
    })
    await auth.load()
    return auth
  }
  return { open, network, clock }
}

test('a phone that opened the server over plain HTTP is told so, and no device is made for it in vain', async () => {
  const { open, network } = handheld('auth-insecure', undefined, false)
  const auth = await open()
  const outcome = { ok: false, failure: { code: 'origin_insecure' } }
  expect(await auth.enrol({ username: 'ana', pin: '1111' })).toEqual(outcome)
  expect(await auth.signIn('p-ana', '1111')).toEqual(outcome)
  expect(network.asked).toBe(0)
})

test('DV-10 Ana signs in once with a network, and from then on without one, also after a reload', async () => {
  const { open, network } = handheld('auth-1')
  const auth = await open()
  expect(await auth.enrol({ username: 'ana', pin: '1111' })).toEqual({ ok: true })
  expect(await auth.signIn('p-ana', '1111')).toEqual({ ok: true })
  auth.signOut()

  network.state = 'down'
  const reloaded = await open()
  expect(reloaded.device.get()?.device).toBe('D1')
  expect(reloaded.knownWorkers.get()).toEqual(['p-ana'])
  expect(await reloaded.signIn('p-ana', '1111')).toEqual({ ok: true })
  expect(reloaded.signedIn.get()).toMatchObject({ worker: 'p-ana', name: 'Ana Kovačević', online: false })
  expect((await open()).signedIn.get()?.worker).toBe('p-ana')
})

test('DV-10 who never signed in here cannot do so without a network, and is told why', async () => {
  const { open, network } = handheld('auth-2')
  const auth = await open()
  await auth.enrol({ code: 'ABC' })
  network.state = 'down'
  expect(await auth.signIn('p-ana', '1111')).toEqual({
    ok: false,
    failure: { code: 'first_login_needs_network' },
  })
})

test('DV-10 a PIN that the server calls wrong is wrong, though the old one still matches here', async () => {
  const { open, network } = handheld('auth-3')
  const auth = await open()
  await auth.enrol({ code: 'ABC' })
  await auth.signIn('p-ana', '1111')
  auth.signOut()
  network.pin = '9999'
  expect(await auth.signIn('p-ana', '1111')).toMatchObject({ failure: { code: 'credentials_wrong' } })
  expect(auth.signedIn.get()).toBeUndefined()
})

test("DV-10 a hotspot's login page is not an answer: the PIN is checked here", async () => {
  const { open, network } = handheld('auth-4')
  const auth = await open()
  await auth.enrol({ code: 'ABC' })
  await auth.signIn('p-ana', '1111')
  network.state = 'hotspot'
  expect(await auth.signIn('p-ana', '1111')).toEqual({ ok: true })
})

test('DV-10 a server that fails, or has lost its memory of the phone, keeps nobody who worked here from working', async () => {
  const { open, network } = handheld('auth-lost')
  const auth = await open()
  await auth.enrol({ code: 'ABC' })
  await auth.signIn('p-ana', '1111')
  for (const state of ['full disk', 'restored'] as const) {
    network.state = state
    expect(await auth.signIn('p-ana', '1111')).toEqual({ ok: true })
    expect(await auth.signIn('p-ana', '0000')).toMatchObject({ failure: { code: 'credentials_wrong' } })
    expect(await auth.signIn('p-luka', '2222')).toMatchObject({ ok: false })
  }
})

test('DV-11 five wrong PINs, then waits of 1, 5 and 15 minutes that a reload does not shorten', async () => {
  const { open, network, clock } = handheld('auth-5')
  const auth = await open()
  await auth.enrol({ code: 'ABC' })
  await auth.signIn('p-ana', '1111')
  network.state = 'down'
  const left: unknown[] = []
  for (let guess = 0; guess < 4; guess++) left.push(await auth.signIn('p-ana', '0000'))
  expect(left).toMatchObject([4, 3, 2, 1].map((triesLeft) => ({ failure: { triesLeft } })))

  for (const minutes of [1, 5, 15, 15]) {
    const retryAt = clock.now + minutes * 60_000
    expect(await auth.signIn('p-ana', '0000')).toEqual({
      ok: false,
      failure: { code: 'login_throttled', retryAt },
    })
    clock.now = retryAt - 1
    const reloaded = await open()
    expect(await reloaded.signIn('p-ana', '1111')).toMatchObject({ failure: { code: 'login_throttled' } })
    clock.now = retryAt
  }
  expect(await auth.signIn('p-ana', '1111')).toEqual({ ok: true })
})
