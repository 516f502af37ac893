import { expect, test } from 'vitest'
import { openTvCredential } from './tv-credential.ts'

/** A TV with its storage, and a server on which every code works once. */
function wall(...codes: string[]) {
  const kept = new Map<string, string>()
  const server = { codes: new Set(codes), up: true }
  const fetch = async (_url: string, init: RequestInit) => {
    if (!server.up) throw new TypeError('fetch failed')
    const { code } = JSON.parse(String(init.body)) as { code: string }
    const known = server.codes.delete(code)
    const body = known
      ? { device: 'd', name: 'TV 1', kind: 'tv', token: `token of ${code}` }
      : { type: '', title: '', status: 422, code: 'enrolment_invalid', detail: 'used' }
    const headers = { 'content-type': 'application/json' }
    return new Response(JSON.stringify(body), { status: known ? 201 : 422, headers })
  }
  const open = (fragment: string) =>
    openTvCredential({
      baseUrl: '',
      platform: { fetch: fetch as typeof globalThis.fetch },
      storage: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
      },
      fragment,
    })
  return { open, server }
}

test('a TV is enrolled by the code in its address, and reloads with the same address without another code', async () => {
  const { open, server } = wall('ABC')
  const first = await open('#ABC')
  expect(first).toEqual({ ok: true, value: { token: 'token of ABC', name: 'TV 1' } })
  server.up = false
  expect(await open('#ABC')).toEqual(first)
  expect(await open('')).toEqual(first)
})

test('a new code replaces what is kept; a used one does not take the picture away', async () => {
  const { open } = wall('ABC', 'DEF')
  await open('#ABC')
  expect(await open('#DEF')).toMatchObject({ value: { token: 'token of DEF' } })
  expect(await open('#ABC')).toMatchObject({ value: { token: 'token of DEF' } })
})

test('an address that carries the token itself works, one without anything asks to be enrolled', async () => {
  const { open, server } = wall()
  expect(await open('#the-token-itself')).toEqual({
    ok: true,
    value: { token: 'the-token-itself', name: '' },
  })
  expect(await open('')).toEqual({ ok: false, failure: { code: 'not_enrolled' } })
  server.up = false
  expect(await open('#ABC')).toMatchObject({ ok: false, failure: { code: 'network_unreachable' } })
})
