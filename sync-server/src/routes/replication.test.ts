import { expect, test } from 'vitest'
import { upsertArticles } from '../storage/catalogue.ts'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import type { Client } from '../testing/client.ts'
import { giveTask } from '../testing/task.ts'
import { openWarehouse } from '../testing/warehouse.ts'

type Page = {
  documents: ({ id: string; _deleted: boolean } & Record<string, unknown>)[]
  checkpoint: { seq: number }
}

async function pull(phone: Client, collection: string, since = 0, limit = 100): Promise<Page> {
  const answer = await phone.get(`/api/replication/${collection}?since=${since}&limit=${limit}`)
  return answer.body as unknown as Page
}

test("IM-28 Ana's phone gets her task as a plan; Nikola's gets nothing of it", async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const [anas, nikolas] = [await warehouse.phoneOf('ana'), await warehouse.phoneOf('nikola')]
  const milena = await warehouse.as('sef')
  const { task, requisition, lines } = await giveTask(
    milena,
    [
      ['200431', '24'],
      ['299999', '1'],
    ],
    { team: 't-1' },
  )
  const { documents, checkpoint } = await pull(anas, 'tasks')
  expect(documents).toMatchObject([
    {
      ...{
        id: task,
        _deleted: false,
        requisition,
        number: '25-20CT-000279',
        shop: 'Prodavnica - Kotor Centar',
      },
      ...{ workers: ['p-ana', 'p-luka'], formerWorkers: [], priority: 'normal' },
      lines: [
        { line: lines['200431'], pos: 1, ident: '200431', requested: 24_000, unknownArticle: false },
        { line: lines['299999'], unknownArticle: true },
      ],
    },
  ])
  expect(await pull(anas, 'tasks', checkpoint.seq)).toEqual({ documents: [], checkpoint })
  expect((await pull(nikolas, 'tasks')).documents).toEqual([])
})

test('IM-28 a task taken from Ana leaves her phone and comes to the phone of Luka', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const [anas, lukas] = [await warehouse.phoneOf('ana'), await warehouse.phoneOf('luka')]
  const milena = await warehouse.as('sef')
  const { task } = await giveTask(milena, [['200431', '24']], { workers: ['p-ana'] })
  const before = await pull(anas, 'tasks')
  await milena.post(`/api/zaduznice/${task}/reassign`, { workers: ['p-luka'] })
  const after = await pull(anas, 'tasks', before.checkpoint.seq)
  expect(after.documents).toEqual([{ id: task, _deleted: true }])
  expect((await pull(anas, 'verdicts', before.checkpoint.seq)).documents).toEqual([
    { id: task, _deleted: true },
  ])
  expect((await pull(lukas, 'tasks')).documents).toMatchObject([
    { id: task, _deleted: false, formerWorkers: [{ worker: 'p-ana', seen: 0 }] },
  ])
})

test('IM-28 a worker who signs in on a phone for the first time brings the tasks along, past its checkpoint too', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  const { task } = await giveTask(milena, [['200431', '24']], { workers: ['p-luka'] })
  const phone = await warehouse.phoneOf('ana')
  await milena.send('PATCH', '/api/settings', { scan_location: true })
  const { checkpoint } = await pull(phone, 'site')
  expect((await pull(phone, 'tasks')).documents).toEqual([])
  const login = { username: 'luka', pin: '2222' }
  await warehouse.stranger.post('/api/auth/login', login, { 'X-Device-Token': phone.token })
  expect((await pull(phone, 'tasks', checkpoint.seq)).documents).toMatchObject([{ id: task }])
})

test('a cancelled task stays on the phone and says so; a verdict names the exception and its fact', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const phone = await warehouse.phoneOf('ana')
  const milena = await warehouse.as('sef')
  const { task, lines } = await giveTask(milena, [['200431', '10']], { workers: ['p-ana'] })
  const ana = await warehouse.as('ana')
  await ana.post(`/api/worker/tasks/${lines['200431']}/pick-by-code`, {
    ...{ operation_id: 'o', code: '200431', quantity: 11_000 },
    confirm_over: true,
  })
  expect((await pull(phone, 'verdicts')).documents).toMatchObject([
    {
      id: task,
      exceptions: [{ id: `over_pick/${lines['200431']}`, kind: 'over_pick', fact: 1000, open: true }],
      held: [],
    },
  ])
  await milena.post(`/api/zaduznice/${task}/cancel`)
  expect((await pull(phone, 'tasks')).documents).toMatchObject([
    { id: task, _deleted: false, cancelled: { by: 'p-sef', seen: 11_000 } },
  ])
})

test('picks do not make phones pull the plan again', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const phone = await warehouse.phoneOf('ana')
  const { lines } = await giveTask(await warehouse.as('sef'), [['200431', '10']], { workers: ['p-ana'] })
  const { checkpoint } = await pull(phone, 'tasks')
  const ana = await warehouse.as('ana')
  await ana.post(`/api/worker/tasks/${lines['200431']}/pick-by-code`, { operation_id: 'o', code: '200431' })
  expect((await pull(phone, 'tasks', checkpoint.seq)).documents).toEqual([])
})

test('articles come in chunks; predecessor mistake 10: all of them, and a new barcode of an old one too', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const phone = await warehouse.phoneOf('ana')
  const { documents, checkpoint } = await pull(phone, 'articles', 0, 1)
  const articles = documents.flatMap((chunk) => chunk.articles as { ident: string; active: boolean }[])
  expect(documents.map((chunk) => chunk.id)).toEqual(['chunk-0', 'chunk-1'])
  expect(articles).toHaveLength(2000)
  expect(articles.every((article) => article.active)).toBe(true)

  const changed = {
    ident: '201999',
    name: 'Vješalica',
    unit: 'KOM',
    active: true,
    location: 'ZC-R16-P04-B09',
  }
  const barcodes = [{ code: '4006381333931', factor: 1000 }]
  await warehouse.store.write((tx) => upsertArticles(tx, [{ ...changed, barcodes }]))
  const next = await pull(phone, 'articles', checkpoint.seq)
  expect(next.documents.map((chunk) => chunk.id)).toEqual(['chunk-1'])
  expect(next.documents[0]?.articles).toContainEqual({ ...changed, barcodes })
  const looked = await (await warehouse.as('ana')).get('/api/catalog/lookup?code=4006381333931')
  expect(looked.body).toMatchObject({ kind: 'article', article: { ident: '201999' } })
})

test('IM-28 a page never splits what one write changed, and is short only at the end', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const phone = await warehouse.phoneOf('ana')
  const milena = await warehouse.as('sef')
  for (let number = 1; number <= 5; number += 1) {
    await giveTask(milena, [['200431', '1']], { workers: ['p-ana'] }, `25-20CT-00000${number}`)
  }
  const seen: string[] = []
  let since = 0
  for (;;) {
    const { documents, checkpoint } = await pull(phone, 'tasks', since, 2)
    seen.push(...documents.map((document) => document.id))
    if (documents.length < 2) break
    since = checkpoint.seq
  }
  expect(new Set(seen).size).toBe(5)
  expect(seen).toHaveLength(5)
})

test('the site tells phones how to scan here, and people carry names only', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const phone = await warehouse.phoneOf('ana')
  const { documents } = await pull(phone, 'site')
  expect(documents).toMatchObject([{ id: 'site', timeZone: 'Europe/Belgrade', scanLocation: false }])
  expect(documents[0]?.locations).toHaveLength(2000)
  const people = (await pull(phone, 'people')).documents
  expect(people.find((person) => person.id === 'p-luka')).toEqual({
    ...{ id: 'p-luka', username: 'luka', name: 'Luka Perović', role: 'MAGACIONER', active: true },
    _deleted: false,
  })
})

test('50,000 articles are pulled in chunks, each article once', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const phone = await warehouse.phoneOf('ana')
  const many = Array.from({ length: 50_000 }, (_, index) => ({
    ...{ ident: String(300_000 + index), name: `Artikal ${index}`, unit: 'KOM', active: true },
    barcodes: [{ code: `4${String(index).padStart(12, '0')}`, factor: 1000 }],
  }))
  await warehouse.store.write((tx) => upsertArticles(tx, many))
  const { documents } = await pull(phone, 'articles')
  const idents = documents.flatMap((chunk) =>
    (chunk.articles as { ident: string }[]).map(({ ident }) => ident),
  )
  expect(idents).toHaveLength(52_000)
  expect(new Set(idents).size).toBe(52_000)
})

test('ST-08 a phone that has seen later changes than the database holds shows that it was restored: a new epoch, once', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  const phone = await warehouse.phoneOf('ana')
  const before = warehouse.store.epoch()
  const { checkpoint } = await pull(phone, 'people')
  await pull(phone, 'people', checkpoint.seq)
  expect(warehouse.store.epoch()).toBe(before)
  await pull(phone, 'people', 1_000_000)
  const after = warehouse.store.epoch()
  expect(after).not.toBe(before)
  // Its old store may ask on until the new one is filled.
  await pull(phone, 'people', 1_000_000)
  expect(warehouse.store.epoch()).toBe(after)
})
