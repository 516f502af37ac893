import { expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { kotorCsv } from '../testing/documents.ts'
import { giveTask } from '../testing/task.ts'
import { openWarehouse } from '../testing/warehouse.ts'

type Items = {
  ident: string
  id: string
  assigned: number
  unknown_article: boolean
  name: string
  location: string | null
}[]

test('IM-24 Milena imports a document; the same file, and the same number in another file, are no error', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  const csv = kotorCsv([['200431', '24']])
  const first = await milena.upload('279.csv', csv)
  expect(first.body).toMatchObject({
    status: 'imported',
    documents: [{ number: '25-20CT-000279', fate: 'imported', lines: 1, unknown_articles: 0 }],
    rows: [{ row: 2, fate: 'imported', ident: '200431' }],
  })
  const again = await milena.upload('279 (1).csv', csv)
  expect(again.body).toMatchObject({
    status: 'already_imported',
    documents: [{ number: '25-20CT-000279', fate: 'already_imported' }],
    rows: [{ row: 2, fate: 'already_imported' }],
  })
  const changed = await milena.upload('279b.csv', kotorCsv([['200431', '30']]))
  expect(changed.body.status).toBe('already_imported')
  expect((await milena.get('/api/trebovanja')).body.total).toBe(1)
  const jobs = (await milena.get('/api/import/jobs')).body.jobs as { id: string; rows?: unknown }[]
  expect(jobs).toHaveLength(3)
  expect((await milena.get(`/api/import/jobs/${jobs.at(-1)?.id}`)).body.rows).toHaveLength(1)
})

test('nothing of a file with a bad row is imported, and the row says what was expected', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  const job = await milena.upload(
    'bad.csv',
    `${kotorCsv([
      ['200431', '24'],
      ['200432', '-3'],
    ])}`,
  )
  expect(job.body).toMatchObject({
    status: 'rejected',
    rows: [
      { row: 2, fate: 'held_back' },
      { row: 3, fate: 'error', column: 'Količina', found: '-3' },
    ],
  })
  expect((await milena.get('/api/trebovanja')).body.total).toBe(0)
  const mended = await milena.upload(
    'good.csv',
    kotorCsv([
      ['200431', '24'],
      ['200432', '3'],
    ]),
  )
  expect(mended.body.status).toBe('imported')
})

test('predecessor mistake 11: a line with an unknown article is kept and flagged, and each document goes to its own shop', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  const csv = `${kotorCsv([
    ['200431', '24'],
    ['299999', '3'],
  ])}\n${kotorCsv([['200432', '5']], '25-20CT-000280')
    .split('\n')
    .slice(1)
    .join('\n')
    .replace('Prodavnica - Kotor Centar', ' PRODAVNICA – budva ')}`
  await milena.upload('two.csv', csv)
  const list = (await milena.get('/api/trebovanja?sort=number')).body.items
  expect(list).toMatchObject([
    {
      number: '25-20CT-000279',
      shop: 'Prodavnica - Kotor Centar',
      lines: 2,
      unknown_articles: 1,
      status: 'new',
    },
    { number: '25-20CT-000280', shop: 'Prodavnica - Budva', lines: 1, unknown_articles: 0 },
  ])
  const items = (await milena.get('/api/trebovanja/25-20CT-000279/items')).body.items as Items
  expect(items.map(({ ident, name, unknown_article }) => [ident, name, unknown_article])).toEqual([
    ['200431', 'Jastuk KING', false],
    ['299999', 'Naziv 299999', true],
  ])
  expect(items[0]?.location).toMatch(/^ZA-R11-P0\d-B\d\d$/)
})

test('predecessor mistake 12: a team of two is one task with one quantity, and over-assignment is refused whole', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  const { task, requisition } = await giveTask(
    milena,
    [
      ['200431', '24'],
      ['200432', '10'],
    ],
    { team: 't-1' },
  )
  const given = (await milena.get(`/api/zaduznice/${task}`)).body
  expect(given).toMatchObject({ team: 't-1', workers: ['p-ana', 'p-luka'], requested: 34_000, lines: 2 })
  expect((await milena.get(`/api/trebovanja/${requisition}`)).body).toMatchObject({
    requested: 34_000,
    assigned: 34_000,
    status: 'assigned',
    tasks: [task],
  })
  const again = await milena.post(`/api/trebovanja/${requisition}/assign`, { parts: [{ team: 't-2' }] })
  expect([again.status, again.body.code]).toEqual([422, 'assignment_empty'])
})

test('Milena splits lines between two workers; a part that does not fit leaves nothing behind', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  await milena.upload(
    '279.csv',
    kotorCsv([
      ['200431', '24'],
      ['200432', '10'],
    ]),
  )
  const path = '/api/trebovanja/25-20CT-000279'
  const [pillow, queen] = (await milena.get(`${path}/items`)).body.items as Items
  const tooMuch = await milena.post(`${path}/assign`, {
    parts: [
      { workers: ['p-ana'], lines: [{ line: pillow?.id, quantity: 20_000 }] },
      { workers: ['p-luka'], lines: [{ line: pillow?.id, quantity: 5000 }] },
    ],
  })
  expect([tooMuch.status, tooMuch.body.code]).toEqual([409, 'assignment_exceeds_requested'])
  expect(tooMuch.body.details).toEqual([{ line: pillow?.id, available: 4000 }])
  expect((await milena.get('/api/zaduznice')).body.total).toBe(0)

  const split = await milena.post(`${path}/assign`, {
    parts: [
      { workers: ['p-ana'], lines: [{ line: pillow?.id, quantity: 20_000 }] },
      { workers: ['p-luka'], lines: [{ line: queen?.id }] },
      { workers: ['p-luka'], priority: 'high' },
    ],
  })
  expect(split.status).toBe(201)
  expect((await milena.get('/api/zaduznice?worker=p-luka&sort=-created_at')).body).toMatchObject({ total: 2 })
  const stranger = await milena.post(`${path}/assign`, { parts: [{ workers: ['p-sef'] }] })
  expect(stranger.body.code).toBe('worker_unknown')
})

test('predecessor mistake 14: a finished document can be neither deleted nor cancelled', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  const { requisition, lines } = await giveTask(milena, [['200431', '2']], { workers: ['p-ana'] })
  const ana = await warehouse.as('ana')
  await ana.post(`/api/worker/tasks/${lines['200431']}/pick-by-code`, {
    operation_id: 'all',
    code: '200431',
    quantity: 2000,
  })
  const closed = await milena.post(`/api/trebovanja/${requisition}/complete`, {})
  expect(closed.body).toMatchObject({ status: 'done', lines_done: 1 })
  expect((await milena.send('DELETE', `/api/trebovanja/${requisition}`)).status).toBe(404)
  const cancelled = await milena.post(`/api/trebovanja/${requisition}/cancel`)
  expect([cancelled.status, cancelled.body.code]).toEqual([409, 'status_change_forbidden'])
  expect((await milena.get(`/api/trebovanja/${requisition}`)).body.status).toBe('done')
})

test('a document closes over short lines only when Milena says so, never over open ones', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  const { requisition, task, lines } = await giveTask(
    milena,
    [
      ['200431', '5'],
      ['200432', '5'],
    ],
    { team: 't-1' },
  )
  const ana = await warehouse.as('ana')
  const short = { operation_id: 's', quantity: 3000, reason: 'out_of_stock' }
  await ana.post(`/api/worker/tasks/${lines['200431']}/short-pick`, short)
  const open = await milena.post(`/api/trebovanja/${requisition}/complete`, { accept_short: true })
  expect([open.status, open.body.code]).toEqual([409, 'lines_open'])
  expect(open.body.details).toContainEqual(expect.objectContaining({ ident: '200432', status: 'open' }))

  await ana.post(`/api/worker/tasks/${lines['200432']}/not-found`, { operation_id: 'n' })
  expect((await milena.post(`/api/trebovanja/${requisition}/complete`, {})).body.code).toBe('lines_open')
  const closed = await milena.post(`/api/trebovanja/${requisition}/complete`, { accept_short: true })
  expect(closed.body).toMatchObject({ status: 'done', picked: 3000 })
  expect((await milena.get(`/api/zaduznice/${task}`)).body).toMatchObject({
    status: 'done',
    open_exceptions: 0,
  })
})

test('cancelling keeps what was picked and frees the rest; a late pick becomes an exception', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  const { requisition, task, lines } = await giveTask(milena, [['200431', '10']], { workers: ['p-ana'] })
  const ana = await warehouse.as('ana')
  const pick = (operation_id: string) =>
    ana.post(`/api/worker/tasks/${lines['200431']}/pick-by-code`, {
      operation_id,
      code: '200431',
      quantity: 4000,
    })
  await pick('before')
  expect((await milena.post(`/api/zaduznice/${task}/cancel`)).body.status).toBe('cancelled')
  expect((await milena.get(`/api/trebovanja/${requisition}`)).body).toMatchObject({
    status: 'new',
    assigned: 4000,
    picked: 4000,
  })
  expect((await pick('after')).status).toBe(200)
  expect((await milena.get('/api/exceptions')).body.items).toMatchObject([
    {
      kind: 'picked_after_cancellation',
      open: true,
      sides: [
        { role: 'cancelled', qty: 4000 },
        { role: 'picked', qty: 8000 },
      ],
    },
  ])
})

test('a task taken from Ana stays hers for what she had picked; what she picks later is named', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  const { task, lines } = await giveTask(milena, [['200431', '10']], { workers: ['p-ana'] })
  const ana = await warehouse.as('ana')
  const pick = (operation_id: string) =>
    ana.post(`/api/worker/tasks/${lines['200431']}/pick-by-code`, { operation_id, code: '200431' })
  await pick('one')
  const moved = await milena.post(`/api/zaduznice/${task}/reassign`, { workers: ['p-luka'] })
  expect(moved.body).toMatchObject({ workers: ['p-luka'], team: null, picked: 1000, open_exceptions: 0 })
  expect((await ana.get('/api/worker/tasks')).body.total).toBe(0)
  expect((await pick('two')).status).toBe(200)
  expect((await milena.get('/api/exceptions')).body.items).toMatchObject([
    { kind: 'picked_after_reassignment', fact: 2000 },
  ])
})
