import { expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { giveTask } from '../testing/task.ts'
import { openWarehouse } from '../testing/warehouse.ts'

test('Sanja adds a worker, who signs in by PIN and gets work', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { stranger, as } = warehouse
  const sanja = await as('admin')
  const added = await sanja.post('/api/people', {
    username: 'Mirko',
    name: 'Mirko Babović',
    role: 'MAGACIONER',
    pin: '7777',
  })
  expect(added.status).toBe(201)
  expect(added.body).toMatchObject({ username: 'mirko', active: true })
  const again = await sanja.post('/api/people', {
    username: 'MIRKO',
    name: 'M',
    role: 'MAGACIONER',
    pin: '1234',
  })
  expect([again.status, again.body.code]).toEqual([409, 'conflict'])
  expect((await stranger.post('/api/auth/login', { username: 'mirko', pin: '7777' })).status).toBe(200)
  const made = await sanja.post('/api/teams', { name: 'Tim Lovćen', members: [added.body.id, 'p-ana'] })
  const { task } = await giveTask(await as('sef'), [['200431', '2']], { team: made.body.id as string })
  expect((await sanja.get(`/api/zaduznice/${task}`)).body.workers).toEqual([added.body.id, 'p-ana'].sort())
})

test('a closed account is out at once, and its name gets no new work', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { as, stranger } = warehouse
  const [sanja, ana] = [await as('admin'), await as('ana')]
  expect((await ana.get('/api/worker/tasks')).status).toBe(200)
  expect((await sanja.send('PATCH', '/api/people/p-ana', { active: false })).body.active).toBe(false)
  expect((await ana.get('/api/worker/tasks')).body.code).toBe('token_invalid')
  expect((await stranger.post('/api/auth/login', { username: 'ana', pin: '1111' })).status).toBe(401)
  const { task } = await giveTask(await as('sef'), [['200431', '2']], { team: 't-1' })
  expect((await sanja.get(`/api/zaduznice/${task}`)).body.workers).toEqual(['p-luka'])
  expect((await sanja.send('PATCH', '/api/people/p-admin', { active: false })).body.code).toBe('conflict')
})

test('a new password ends the old logins and is never written down in the books', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const { as, stranger } = warehouse
  const [sanja, milena] = [await as('admin'), await as('sef')]
  await sanja.send('PATCH', '/api/people/p-sef', { password: 'jedna-nova-lozinka' })
  expect((await milena.get('/api/trebovanja')).status).toBe(401)
  const login = await stranger.post('/api/auth/login', { username: 'sef', password: 'jedna-nova-lozinka' })
  expect(login.status).toBe(200)
  const audit = await sanja.get('/api/audit')
  expect(audit.body.items).toContainEqual(
    expect.objectContaining({ action: 'person_changed', subject: 'p-sef' }),
  )
  expect(audit.text).not.toContain('jedna-nova-lozinka')
  expect((await sanja.send('PATCH', '/api/people/p-sef', { password: 'short' })).status).toBe(400)
})
