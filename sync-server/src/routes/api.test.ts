import { expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { openWarehouse } from '../testing/warehouse.ts'

test('every error is a problem with a code, a request id and nothing of the inside', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  const missing = await milena.get('/api/trebovanja/none', { 'X-Request-Id': 'desk-17' })
  expect(missing.headers.get('Content-Type')).toContain('application/problem+json')
  expect(missing.body).toMatchObject({
    code: 'not_found',
    status: 404,
    request_id: 'desk-17',
    instance: '/api/trebovanja/none',
  })
  expect((await milena.get('/api/nowhere')).body.code).toBe('not_found')
  const invalid = await milena.post('/api/trebovanja', { number: '279' })
  expect([invalid.status, invalid.body.code]).toEqual([400, 'body_invalid'])
  expect(invalid.body.details).toContainEqual(expect.objectContaining({ place: 'body.number' }))
  const garbled = await milena.raw('/api/trebovanja', { method: 'POST', body: '{"number":' })
  expect(garbled.status).toBe(400)
  const large = await milena.raw('/api/trebovanja', { method: 'POST', body: 'x'.repeat(3 * 1024 * 1024) })
  expect(((await large.json()) as { code: string }).code).toBe('body_too_large')
  expect((await warehouse.holding('not-a-token').get('/api/people')).body.code).toBe('device_unknown')
  expect((await warehouse.holding('a.b.c').get('/api/people')).body.code).toBe('token_invalid')
})

test('pages of ours may load nothing from elsewhere', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { headers } = await warehouse.stranger.get('/docs', { Host: 'magacin.local:8123' })
  const policy = headers.get('Content-Security-Policy') ?? ''
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
  expect(policy).toContain("connect-src 'self' ws://magacin.local:8123 wss://magacin.local:8123")
  expect(policy).not.toMatch(/https:|\*/)
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
  const forged = await warehouse.stranger.get('/docs', { Host: "x; script-src 'unsafe-inline'" })
  expect(forged.headers.get('Content-Security-Policy')).toContain("connect-src 'self';")
})

test('the API describes itself, with every route and who may call it, on a page that needs no other server', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { stranger } = warehouse
  const { body } = await stranger.get('/openapi.json')
  const paths = body.paths as Record<string, Record<string, { description: string; requestBody?: unknown }>>
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/api/trebovanja/{id}/assign',
      '/api/worker/tasks/{stavka_id}/pick-by-code',
      '/api/tv/live',
    ]),
  )
  expect(paths['/api/audit']?.get?.description).toBe('Who may: audit.read.')
  expect(paths['/api/trebovanja']?.post?.requestBody).toBeDefined()
  const page = await stranger.get('/docs')
  const used = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '')
  expect(used.length).toBeGreaterThan(2)
  for (const address of used) expect((await stranger.get(address)).status, address).toBe(200)
  expect((await stranger.get('/docs/package.json')).status).toBe(404)
})

test('metrics count requests by route, never by id', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  await milena.get('/api/trebovanja/one-of-thousands')
  const { text } = await warehouse.stranger.get('/metrics')
  expect(text).toContain(
    'http_request_duration_seconds_count{method="GET",route="/api/trebovanja/:id",status="404"} 1',
  )
  expect(text).toContain('refusals_total{code="not_found",at="api"} 1')
  expect(text).toContain('nodejs_eventloop_lag_seconds')
  expect(text).not.toContain('one-of-thousands')
})

test('a field nobody reads is refused by name, so that no slip of a pen counts as one piece', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  const answer = await milena.post('/api/devices/enrolments', { kind: 'handheld', nmae: 'Telefon 7' })
  expect(answer.status).toBe(400)
  expect(answer.body.code).toBe('body_invalid')
  expect(JSON.stringify(answer.body.details)).toContain('nmae')
})
