import { expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { openLine, openSockets } from '../sync/sample-line.ts'
import { openWarehouse } from '../testing/warehouse.ts'
import { makeLogger } from './log.ts'

/** A log that is kept: every line as text and as what it says. */
function keptLog() {
  const lines: string[] = []
  const log = makeLogger('trace', { write: (line) => lines.push(line) })
  return { log, lines, said: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) }
}

test('a secret that strays into the log is cut out', () => {
  const { log, lines } = keptLog()
  log.info({ body: { pin: '4711', password: 'magacin-demo' }, token: 'abc', device: 'd-1' }, 'login')
  log.info({ request: { headers: { authorization: 'Bearer xyz', host: 'magacin.local' } } }, 'request')
  const text = lines.join('')
  expect(text).not.toMatch(/4711|magacin-demo|abc|xyz/)
  expect(text).toContain('d-1')
  expect(text).toContain('magacin.local')
})

test('every line about a request has its id, which the answer carries too, and who made it', async () => {
  const { log, said } = keptLog()
  await using warehouse = await openWarehouse(openSqliteStore, { log })
  const milena = await warehouse.as('sef')
  const ana = await warehouse.phoneOf('ana')
  const hers = await milena.get('/api/devices', { 'X-Request-Id': 'proxy-7f3a' })
  expect(hers.headers.get('X-Request-Id')).toBe('proxy-7f3a')
  const phones = await ana.get('/api/replication/tasks')
  const nobody = await warehouse.stranger.get('/api/devices', { 'X-Request-Id': 'two words\tand more' })
  expect(nobody.headers.get('X-Request-Id')).toMatch(/^[\w-]{10,}$/)

  const about = (answer: typeof hers) =>
    said().find((line) => line.request === answer.headers.get('X-Request-Id'))
  expect(about(hers)).toMatchObject({ person: 'p-sef', path: '/api/devices', status: 200 })
  expect(about(phones)).toMatchObject({ device: ana.device, status: 200 })
  expect(about(nobody)).toMatchObject({ status: 401 })
  expect(about(nobody)).not.toHaveProperty('person')
  for (const line of said().filter(({ msg }) => msg === 'request')) expect(line.request).toMatch(/./)
})

test('every line about a socket has its connection, and the device once it is known', async () => {
  const { log, said } = keptLog()
  const house = await openSockets(await openSqliteStore(':memory:'), log)
  const ana = await openLine(house)
  ana.hello('ana')
  await ana.hears('welcome')
  const stranger = await openLine(house)
  stranger.hello('somebody')
  expect(await stranger.closed).toMatchObject({ code: 4401 })
  ana.socket.close()
  await ana.closed
  await expect.poll(() => said().filter(({ msg }) => msg === 'a line was closed').length).toBe(2)
  const [opened] = said().filter(({ msg }) => msg === 'a line was opened')
  expect(opened).toMatchObject({ connection: 'line-1', device: 'd-ana', app: '1.0' })
  expect(said()).toContainEqual(expect.objectContaining({ connection: 'line-2', reason: 'token_invalid' }))
  const closed = said().find(({ msg, connection }) => msg === 'a line was closed' && connection === 'line-1')
  expect(closed).toMatchObject({ device: 'd-ana' })
  await house.close()
})

test('no PIN, password, token or key is ever in the log, whatever goes wrong', async () => {
  const { log, lines } = keptLog()
  await using warehouse = await openWarehouse(openSqliteStore, { log })
  const { stranger, as, phoneOf } = warehouse
  const ana = await phoneOf('ana')
  const enrolled = await stranger.post('/api/auth/device-token', { username: 'luka', pin: '2222' })
  const session = await stranger.post('/api/auth/login', { username: 'sef', password: 'magacin-demo' })
  const milena = await as('sef')
  const code = await milena.post('/api/devices/enrolments', { kind: 'handheld' })
  await stranger.post('/api/auth/device-token', { code: code.body.code })
  await stranger.post('/api/auth/login', { username: 'ana', pin: '907351' })
  await stranger.post('/api/auth/login', {
    username: 'sef',
    password: 'hunter-of-lines',
    extra: 'kept-quiet',
  })
  await stranger.post('/api/auth/refresh', { refresh_token: session.body.refresh_token })
  await stranger.raw('/api/auth/login', { method: 'POST', body: '{"pin":"907352"' })
  await warehouse.holding('stolen-credential').get('/api/devices')
  await stranger.get(`/api/events/stream?token=stolen-in-query&since=x`)
  await warehouse.store.close()
  await milena.get('/api/devices')
  await ana.get('/api/replication/tasks')

  const secrets = ['1111', '2222', '907351', '907352', 'magacin-demo', 'hunter-of-lines', 'kept-quiet']
  const tokens = [
    ana.token,
    enrolled.body.token,
    enrolled.body.key,
    code.body.code,
    session.body.access_token,
  ]
  const said = lines.join('')
  expect(said).toContain('request failed')
  for (const secret of [...secrets, ...tokens, session.body.refresh_token, 'stolen-'] as string[]) {
    expect(secret.length, 'a secret to look for').toBeGreaterThan(3)
    expect(said, secret).not.toContain(secret)
  }
})
