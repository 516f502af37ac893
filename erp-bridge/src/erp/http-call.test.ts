import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createPlainServer } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { postJson, readRetryAfter, wordsOf } from './http-call.ts'
import { createManners, politePace } from './manners.ts'

const manners = () => createManners({ ...politePace, gapMs: 0 }, systemClock)

test('Retry-After is read as seconds and as a date; nonsense is none', () => {
  const now = Date.parse('2026-03-10T08:00:00Z')
  expect(readRetryAfter('7', now)).toBe(7000)
  expect(readRetryAfter('Tue, 10 Mar 2026 08:01:00 GMT', now)).toBe(60_000)
  expect(readRetryAfter('Tue, 10 Mar 2026 07:00:00 GMT', now)).toBe(0)
  expect(readRetryAfter('uskoro', now)).toBeUndefined()
  expect(readRetryAfter(null, now)).toBeUndefined()
})

test('a refusal is told in the words of the ERP, shortened', () => {
  expect(wordsOf({ Message: 'Ident ne postoji', code: 3 })).toBe('Ident ne postoji')
  expect(wordsOf('Bad Request')).toBe('Bad Request')
  expect(wordsOf({ code: 3 })).toBe('{"code":3}')
  expect(wordsOf('x'.repeat(1000))).toHaveLength(300)
})

test('an address where nobody listens is "away", also for a posting: nothing left', async () => {
  const server = createPlainServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  const question = { url: `http://127.0.0.1:${port}/get`, body: {}, token: 'tajna' }
  for (const repeating of ['read', 'book'] as const) {
    const answer = await postJson(manners(), { ...question, repeating })
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'away', code: 'erp_away' } })
    expect(JSON.stringify(answer)).not.toContain('tajna')
  }
})

const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version'])
    return true
  } catch {
    return false
  }
})()

test.runIf(hasOpenssl)(
  'a certificate nobody vouches for is told as one, and nothing is sent to it',
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'erp-tls-'))
    const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name)) as [string, string]
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']
    const subject = ['-subj', '/CN=erp', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2']
    execFileSync('openssl', ['req', '-x509', '-nodes', ...curve, ...subject, '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    })
    let asked = 0
    const server = createServer(
      { key: readFileSync(key), cert: readFileSync(cert) },
      (_request, response) => {
        asked += 1
        response.end('{}')
      },
    )
    const { promise, resolve } = Promise.withResolvers<void>()
    server.listen(0, '127.0.0.1', () => resolve())
    await promise
    const { port } = server.address() as AddressInfo
    const answer = await postJson(manners(), {
      url: `https://127.0.0.1:${port}/get`,
      body: {},
      repeating: 'book',
    })
    server.close()
    rmSync(folder, { recursive: true })
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'certificate', code: 'erp_certificate' } })
    expect(asked).toBe(0)
  },
)
