import { expect, test } from 'vitest'
import {
  DEMO_MISPRINTED_BARCODE,
  DEMO_SHARED_BARCODE,
  demoBarcode,
  demoPackBarcode,
} from '../demo/barcodes.ts'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { giveTask } from '../testing/task.ts'
import { openWarehouse } from '../testing/warehouse.ts'

async function anasTask(lines: readonly (readonly [string, string])[]) {
  const warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  const given = await giveTask(milena, lines, { team: 't-1' })
  const ana = await warehouse.as('ana')
  const pick = (ident: string, body: Record<string, unknown>) =>
    ana.post(`/api/worker/tasks/${given.lines[ident]}/pick-by-code`, body)
  const lineOf = async (ident: string) => {
    const items = (await milena.get(`/api/zaduznice/${given.task}/items`)).body.items as { ident: string }[]
    return items.find((item) => item.ident === ident)
  }
  return { warehouse, milena, ana, pick, lineOf, ...given }
}

test('IM-25 predecessor mistake 1: a replayed operation answers the same and counts once', async () => {
  const { warehouse, pick, lineOf, milena, task } = await anasTask([['200431', '10']])
  await using _ = warehouse
  const body = { operation_id: 'scan 17 at gate B', code: demoBarcode('200431') }
  const first = await pick('200431', body)
  expect(first.status).toBe(200)
  const replays = await Promise.all([pick('200431', body), pick('200431', body), pick('200431', body)])
  for (const replay of replays) expect(replay.body).toEqual(first.body)
  expect(await lineOf('200431')).toMatchObject({ picked: 1000, status: 'open' })
  expect((await milena.get(`/api/zaduznice/${task}`)).body.events).toHaveLength(1)
})

test('IM-25 the same operation with another body is a conflict and changes nothing', async () => {
  const { warehouse, pick, lineOf } = await anasTask([['200431', '10']])
  await using _ = warehouse
  await pick('200431', { operation_id: 'op', code: '200431', quantity: 2000 })
  const other = await pick('200431', { operation_id: 'op', code: '200431', quantity: 3000 })
  expect([other.status, other.body.code]).toEqual([409, 'conflict'])
  expect(await lineOf('200431')).toMatchObject({ picked: 2000 })
})

test('IM-25 two requests of one operation at the same moment count once', async () => {
  const { warehouse, pick, lineOf } = await anasTask([['200431', '10']])
  await using _ = warehouse
  const body = { operation_id: 'double tap', code: '200431', quantity: 3000 }
  const [left, right] = await Promise.all([pick('200431', body), pick('200431', body)])
  expect(left?.body.events).toEqual(right?.body.events)
  expect(await lineOf('200431')).toMatchObject({ picked: 3000 })
})

test('predecessor mistake 6: a quantity is what was picked now, never the new total', async () => {
  const { warehouse, pick, lineOf } = await anasTask([['200431', '10']])
  await using _ = warehouse
  await pick('200431', { operation_id: 'a', code: '200431', quantity: 6000 })
  await pick('200431', { operation_id: 'b', code: '200431', quantity: 3000 })
  expect(await lineOf('200431')).toMatchObject({
    picked: 9000,
    missing: 1000,
    by_worker: [{ worker: 'p-ana', picked: 9000 }],
  })
})

test('IM-26 predecessor mistake 7: a code counts only when it is exactly one of the article of the line', async () => {
  const { warehouse, pick, lineOf } = await anasTask([
    ['200430', '10'],
    ['200431', '10'],
  ])
  await using _ = warehouse
  const refused = async (code: string) => (await pick('200431', { operation_id: code, code })).body.code
  expect(await refused(demoBarcode('200430'))).toBe('article_mismatch')
  expect(await refused('5')).toBe('barcode_unknown')
  expect(await refused('Jastuk')).toBe('barcode_unknown')
  expect(await refused('43')).toBe('barcode_unknown')
  expect(await refused('ZA-R01-P01-B01')).toBe('article_mismatch')
  expect(await lineOf('200431')).toMatchObject({ picked: 0 })
  const pack = demoPackBarcode('200430') ?? ''
  expect(
    (await pick('200430', { operation_id: 'pack', code: pack, confirm_over: true })).body.line,
  ).toMatchObject({
    picked: 12_000,
    over: 2000,
  })
})

test('IM-26 predecessor mistake 8: more than requested is asked about, then recorded in full', async () => {
  const { warehouse, pick, lineOf, milena } = await anasTask([['200431', '10']])
  await using _ = warehouse
  const asked = await pick('200431', { operation_id: 'x', code: '200431', quantity: 12_000 })
  expect([asked.status, asked.body.code]).toEqual([409, 'over_pick_unconfirmed'])
  expect(asked.body.details).toMatchObject([{ requested: 10_000, picked: 0, would_be: 12_000 }])
  const body = { operation_id: 'x', code: '200431', quantity: 12_000, confirm_over: true }
  expect((await pick('200431', body)).status).toBe(200)
  expect(await lineOf('200431')).toMatchObject({ picked: 12_000, over: 2000, status: 'over' })
  expect((await milena.get('/api/exceptions')).body.items).toMatchObject([{ kind: 'over_pick', fact: 2000 }])
})

test('IM-27 predecessor mistake 9: finishing is refused while a line is open, and names the lines', async () => {
  const { warehouse, ana, pick, task, lines, milena } = await anasTask([
    ['200431', '2'],
    ['200432', '5'],
  ])
  await using _ = warehouse
  await pick('200431', { operation_id: 'p', code: '200431', quantity: 2000 })
  const early = await ana.post(`/api/worker/documents/${task}/complete`, { operation_id: 'done' })
  expect([early.status, early.body.code]).toEqual([409, 'lines_open'])
  expect(early.body.details).toMatchObject([{ ident: '200432', line: lines['200432'] }])
  expect((await milena.post(`/api/zaduznice/${task}/complete`)).body.code).toBe('lines_open')
  await ana.post(`/api/worker/tasks/${lines['200432']}/not-found`, { operation_id: 'nf' })
  // Refused before, so the same operation may be tried again.
  const done = await ana.post(`/api/worker/documents/${task}/complete`, { operation_id: 'done' })
  expect(done.body).toMatchObject({ status: 'done', line: null })
})

test('predecessor mistake 15: a bad check digit warns when the code is in the catalogue and is refused otherwise', async () => {
  const { warehouse, ana, pick, lineOf } = await anasTask([['200431', '10']])
  await using _ = warehouse
  const known = await ana.get(`/api/catalog/lookup?code=${DEMO_MISPRINTED_BARCODE}`)
  expect(known.body).toMatchObject({ kind: 'article', article: { ident: '200431' }, check_digit_wrong: true })
  expect((await pick('200431', { operation_id: 'm', code: DEMO_MISPRINTED_BARCODE })).status).toBe(200)
  expect(await lineOf('200431')).toMatchObject({ picked: 1000 })
  const misread = await pick('200431', { operation_id: 'n', code: '3890002004310' })
  expect(misread.body.code).toBe('barcode_check_digit')
})

test('IM-26 a code of two articles is a question; the ident is the answer', async () => {
  const { warehouse, ana, pick } = await anasTask([
    ['200500', '4'],
    ['200501', '4'],
  ])
  await using _ = warehouse
  const asked = await pick('200500', { operation_id: 'q', code: DEMO_SHARED_BARCODE })
  expect([asked.status, asked.body.code]).toEqual([409, 'barcode_ambiguous'])
  expect(asked.body.details).toMatchObject([{ ident: '200500' }, { ident: '200501' }])
  expect((await pick('200500', { operation_id: 'q', code: '200500' })).status).toBe(200)
  const looked = await ana.get(`/api/catalog/lookup?code=${DEMO_SHARED_BARCODE}`)
  expect(looked.body).toMatchObject({
    kind: 'ambiguous',
    candidates: [{ ident: '200500' }, { ident: '200501' }],
  })
})

test('a shortage needs a reason of the list, and "other" needs words', async () => {
  const { warehouse, ana, lines } = await anasTask([['200431', '10']])
  await using _ = warehouse
  const short = (reason: string, text?: string) =>
    ana.post(`/api/worker/tasks/${lines['200431']}/short-pick`, {
      operation_id: 's',
      quantity: 4000,
      reason,
      text,
    })
  expect((await short('lazy')).body.code).toBe('shortage_reason_unknown')
  expect((await short('other')).body.code).toBe('reason_required')
  const done = await short('other', 'Paleta je iza rampe')
  expect(done.body.line).toMatchObject({ status: 'short', picked: 4000, missing: 6000, reason: 'other' })
  expect(done.body.events).toHaveLength(2)
})

test('start, pause and resume show in the status; a repeated command is harmless', async () => {
  const { warehouse, ana, task } = await anasTask([['200431', '10']])
  await using _ = warehouse
  const steer = async (act: string) => (await ana.post(`/api/zaduznice/${task}/${act}`)).body
  expect((await steer('resume')).code).toBe('status_change_forbidden')
  expect((await steer('start')).status).toBe('in_progress')
  warehouse.clock.now += 1000
  expect((await steer('pause')).status).toBe('paused')
  warehouse.clock.now += 1000
  expect((await steer('pause')).status).toBe('paused')
  warehouse.clock.now += 1000
  expect((await steer('resume')).status).toBe('in_progress')
})

test('Nikola sees nothing of a task that was never his', async () => {
  const { warehouse, task, lines } = await anasTask([['200431', '10']])
  await using _ = warehouse
  const nikola = await warehouse.as('nikola')
  expect((await nikola.get('/api/worker/tasks')).body.total).toBe(0)
  expect((await nikola.get(`/api/zaduznice/${task}`)).status).toBe(404)
  expect((await nikola.get(`/api/zaduznice/${task}/items`)).status).toBe(404)
  const body = { operation_id: 'n', code: '200431' }
  expect((await nikola.post(`/api/worker/tasks/${lines['200431']}/pick-by-code`, body)).status).toBe(404)
  expect((await nikola.post(`/api/zaduznice/${task}/start`)).status).toBe(404)
  expect((await nikola.post(`/api/worker/documents/${task}/complete`, { operation_id: 'c' })).status).toBe(
    404,
  )
})
