import { expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { giveTask } from '../testing/task.ts'
import { openWarehouse } from '../testing/warehouse.ts'

type Exceptions = { id: string; fact: number; open: boolean }[]

async function overPicked() {
  const warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  const given = await giveTask(milena, [['200431', '10']], { team: 't-1' })
  const pick = async (username: string, operation_id: string, quantity: number) =>
    (await warehouse.as(username)).post(`/api/worker/tasks/${given.lines['200431']}/pick-by-code`, {
      ...{ operation_id, quantity },
      code: '200431',
      confirm_over: true,
    })
  await pick('ana', 'a', 6000)
  warehouse.clock.now += 60_000
  await pick('luka', 'l', 6000)
  const list = (await milena.get('/api/exceptions')).body.items as Exceptions
  const [exception] = list
  if (!exception) throw new Error('12 of 10 made no exception')
  const resolve = (body: Record<string, unknown>, id = encodeURIComponent(exception.id)) =>
    milena.post(`/api/exceptions/${id}/resolve`, body)
  return { ...{ warehouse, milena, exception, pick, resolve }, ...given }
}

test('Ana picks 6 of 10, Luka 6 of the same 10: the exception names both with their times', async () => {
  const { warehouse, exception } = await overPicked()
  await using _ = warehouse
  const at = warehouse.clock.now
  expect(exception).toMatchObject({
    ...{ kind: 'over_pick', fact: 2000, open: true, number: '25-20CT-000279' },
    ...{ ident: '200431', name: 'Jastuk KING', requested: 10_000, picked: 12_000 },
    sides: [
      { role: 'picked', worker_name: 'Ana Kovačević', qty: 6000, first_at: at - 60_000 },
      { role: 'picked', worker_name: 'Luka Perović', qty: 6000, first_at: at },
    ],
  })
})

test('Milena corrects the count; the same decision again is the same decision', async () => {
  const { warehouse, milena, exception, resolve, task } = await overPicked()
  await using _ = warehouse
  const body = {
    operation_id: 'd',
    decision: 'corrected',
    seen: 2000,
    qty: -2000,
    text: 'Dva vraćena na policu',
  }
  const decided = await resolve(body)
  expect(decided.body).toMatchObject({
    ...{ id: exception.id, open: false, picked: 10_000 },
    decisions: [{ by_name: 'Milena Đurović', decision: 'corrected', qty: -2000, stale: false }],
  })
  expect((await resolve(body, exception.id)).body).toEqual(decided.body)
  expect((await milena.get(`/api/zaduznice/${task}`)).body).toMatchObject({ picked: 10_000, over: 0 })
  expect((await milena.get('/api/exceptions')).body.total).toBe(0)
  expect((await milena.get('/api/exceptions?status=settled')).body.total).toBe(1)
  const audit = await (await warehouse.as('admin')).get('/api/audit')
  expect(audit.body.items).toContainEqual(
    expect.objectContaining({ action: 'corrected', subject: exception.id }),
  )
})

test('a decision on what was true a minute ago is refused, and late work opens a settled exception again', async () => {
  const { warehouse, milena, pick, resolve } = await overPicked()
  await using _ = warehouse
  const accept = {
    operation_id: 'one',
    decision: 'accepted',
    seen: 2000,
    text: 'Uzeto s narednog trebovanja',
  }
  await pick('luka', 'l2', 1000)
  const stale = await resolve(accept)
  expect([stale.status, stale.body.code]).toEqual([409, 'exception_stale'])
  expect(stale.body.details).toEqual([{ seen: 2000, now: 3000 }])
  expect((await resolve({ ...accept, seen: 3000 })).body).toMatchObject({ open: false })
  await pick('ana', 'a2', 1000)
  expect((await milena.get('/api/exceptions')).body.items).toMatchObject([
    { open: true, fact: 4000, decisions: [{ decision: 'accepted', stale: true }] },
  ])
})

test('a correction without a quantity changes nothing, and nobody without the right decides', async () => {
  const { warehouse, exception, resolve } = await overPicked()
  await using _ = warehouse
  const body = { operation_id: 'd', decision: 'corrected', seen: 2000, text: 'x' }
  expect((await resolve(body)).body.code).toBe('body_invalid')
  expect((await resolve({ ...body, operation_id: 'e' }, 'nothing')).status).toBe(404)
  const goran = await warehouse.as('prodaja')
  const path = `/api/exceptions/${encodeURIComponent(exception.id)}`
  expect((await goran.get(path)).body.id).toBe(exception.id)
  expect((await goran.post(`${path}/resolve`, body)).status).toBe(403)
})
