import { expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { FRIDAY_MORNING, openWarehouse } from '../testing/warehouse.ts'

const MINUTE = 60_000
const sef = { username: 'sef', password: 'magacin-demo' }

test('Milena signs in, is known for 15 minutes, and goes on by her refresh token', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { stranger, clock, holding } = warehouse
  const login = await stranger.post('/api/auth/login', sef)
  expect(login.status).toBe(200)
  expect(login.body.expires_at).toBe(FRIDAY_MORNING + 15 * MINUTE)
  const me = await holding(login.body.access_token as string).get('/api/auth/me')
  expect(me.body).toMatchObject({ person: { id: 'p-sef', name: 'Milena Đurović' } })

  clock.now += 16 * MINUTE
  expect((await holding(login.body.access_token as string).get('/api/auth/me')).body.code).toBe(
    'token_expired',
  )
  const again = await stranger.post('/api/auth/refresh', { refresh_token: login.body.refresh_token })
  expect(again.status).toBe(200)
  expect((await holding(again.body.access_token as string).get('/api/auth/me')).status).toBe(200)
})

test('a wrong password and an unknown name answer the same', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const wrong = await warehouse.stranger.post('/api/auth/login', { ...sef, password: 'guess' })
  const unknown = await warehouse.stranger.post('/api/auth/login', { username: 'nobody', password: 'guess' })
  for (const { status, body } of [wrong, unknown]) {
    expect([status, body.code, body.detail]).toEqual([
      401,
      'credentials_wrong',
      'The name, password or PIN does not match.',
    ])
  }
})

test('a refresh token used twice ends the whole login; two tabs within ten seconds are no theft', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { stranger, clock, as } = warehouse
  const first = (await stranger.post('/api/auth/login', sef)).body.refresh_token
  const refresh = (refresh_token: unknown) => stranger.post('/api/auth/refresh', { refresh_token })
  const left = await refresh(first)
  const right = await refresh(first)
  expect([left.status, right.status]).toEqual([200, 200])

  clock.now += 11_000
  expect((await refresh(first)).body.code).toBe('refresh_reused')
  // Whoever holds a descendant, thief or owner, has to sign in again.
  expect((await refresh(left.body.refresh_token)).body.code).toBe('token_invalid')
  const { access_token } = right.body
  expect((await warehouse.holding(access_token as string).get('/api/auth/me')).body.code).toBe(
    'token_invalid',
  )
  const audit = await (await as('admin')).get('/api/audit')
  expect(audit.text).toContain('refresh_reused')
})

test('a browser keeps its refresh token where no script reads it, and signing out ends it', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { stranger, holding } = warehouse
  const login = await stranger.post('/api/auth/login', { ...sef, refresh: 'cookie' })
  expect(login.body.refresh_token).toBeUndefined()
  const cookie = login.headers.get('Set-Cookie') ?? ''
  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/SameSite=Strict/)
  const Cookie = cookie.split(';')[0] ?? ''
  const renewed = await stranger.post('/api/auth/refresh', {}, { Cookie })
  expect(renewed.status).toBe(200)
  const Next = renewed.headers.get('Set-Cookie')?.split(';')[0] ?? ''
  expect(Next).not.toBe(Cookie)
  expect((await stranger.post('/api/auth/logout', {}, { Cookie: Next })).status).toBe(200)
  expect((await holding(renewed.body.access_token as string).get('/api/auth/me')).body.code).toBe(
    'token_invalid',
  )
  expect((await stranger.post('/api/auth/refresh', {}, { Cookie: Next })).status).toBe(401)
})

test('guessing one account is slowed down, from one address nobody else is', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { stranger } = warehouse
  const guess = () => stranger.post('/api/auth/login', { username: 'ana', pin: '0000' })
  for (let tries = 0; tries < 5; tries += 1) expect((await guess()).status).toBe(401)
  const slowed = await guess()
  expect([slowed.status, slowed.body.code]).toEqual([429, 'login_throttled'])
  expect(slowed.body.retry_after).toBeGreaterThan(0)
  expect(slowed.headers.get('Retry-After')).toBe(String(slowed.body.retry_after))
  // The right PIN has to wait too, but Luka and Milena behind the same address do not.
  expect((await stranger.post('/api/auth/login', { username: 'ana', pin: '1111' })).status).toBe(429)
  expect((await stranger.post('/api/auth/login', { username: 'luka', pin: '2222' })).status).toBe(200)
  expect((await stranger.post('/api/auth/login', sef)).status).toBe(200)
})

test('a stranger guessing at Ana does not lock her out of the phone in her hand', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { stranger } = warehouse
  const enrolled = await stranger.post('/api/auth/device-token', { username: 'ana', pin: '1111' })
  const guess = () => stranger.post('/api/auth/login', { username: 'ana', pin: '0000' })
  for (let tries = 0; tries < 6; tries += 1) await guess()
  const headers = { 'X-Device-Token': enrolled.body.token as string }
  expect((await stranger.post('/api/auth/login', { username: 'ana', pin: '1111' }, headers)).status).toBe(200)
})

test('a code enrols one device, once and for a quarter of an hour', async () => {
  await using warehouse = await openWarehouse(openSqliteStore, { enrolAtLogin: false })
  const { as, stranger, clock, holding } = warehouse
  const milena = await as('sef')
  const made = await milena.post('/api/devices/enrolments', { kind: 'handheld', name: 'Zebra 7' })
  expect(made.status).toBe(201)
  const code = made.body.code as string
  const typed = code.toLowerCase().replace('-', ' ')
  const enrolled = await stranger.post('/api/auth/device-token', { code: typed })
  expect(enrolled.status).toBe(201)
  expect(enrolled.body).toMatchObject({ name: 'Zebra 7', kind: 'handheld' })
  expect(Buffer.from(enrolled.body.key as string, 'base64url')).toHaveLength(32)
  expect((await stranger.post('/api/auth/device-token', { code })).body.code).toBe('enrolment_invalid')

  const late = await milena.post('/api/devices/enrolments', { kind: 'tv' })
  clock.now += 15 * MINUTE
  expect((await stranger.post('/api/auth/device-token', { code: late.body.code })).body.code).toBe(
    'enrolment_invalid',
  )
  const byLogin = await stranger.post('/api/auth/device-token', { username: 'ana', pin: '1111' })
  expect(byLogin.body.code).toBe('enrolment_invalid')
  const phone = holding(enrolled.body.token as string)
  expect((await phone.get('/api/replication/people')).status).toBe(200)
})

test('without an enrolled device a PIN opens nothing where devices are enrolled by code', async () => {
  await using warehouse = await openWarehouse(openSqliteStore, { enrolAtLogin: false })
  const refused = await warehouse.stranger.post('/api/auth/login', { username: 'ana', pin: '1111' })
  expect([refused.status, refused.body.code]).toEqual([401, 'token_missing'])
})

test('a revoked device is refused at once, and the books say who did it', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { as, phoneOf } = warehouse
  const phone = await phoneOf('ana')
  const milena = await as('sef')
  const revoked = await milena.post(`/api/devices/${phone.device}/revoke`)
  expect(revoked.body.revoked_at).toBe(FRIDAY_MORNING)
  expect((await phone.get('/api/replication/tasks')).body.code).toBe('device_revoked')
  const audit = await (await as('menadzer')).get('/api/audit')
  expect(audit.body.items).toContainEqual(
    expect.objectContaining({
      action: 'device_revoked',
      actor_name: 'Milena Đurović',
      subject: phone.device,
    }),
  )
})

test('nothing that anybody may read holds a hash, a PIN or a key', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { as, phoneOf } = warehouse
  const phone = await phoneOf('luka')
  const admin = await as('admin')
  const texts = [
    ...(await Promise.all(['/api/people', '/api/devices', '/api/audit'].map((path) => admin.get(path)))),
    await phone.get('/api/replication/people'),
    await phone.get('/api/replication/site'),
  ].map((answer) => answer.text)
  for (const text of texts)
    expect(text).not.toMatch(/argon2|mac_key|token_hash|pin_hash|password_hash|"2222"/)
})
