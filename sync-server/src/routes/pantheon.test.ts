import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { issueDocument } from '../testing/bridge.ts'
import { openBridgeHouse, posting } from '../testing/bridge-house.ts'

test('RC-37 the desk says whose a site name is, and documents that waited are taken at once', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const partner = 'PRODAVNICA  KOTOR CENTAR 2'
  const numbers = ['2520CT000279', '2520CT000280']
  await house.hand(...numbers.map((number) => issueDocument([[1, '200431', 1]], { number, partner })))
  const { items } = (await house.milena.get('/api/pantheon/sites')).body as {
    items: { name: string; kind: string; documents: number; similar: { id: string; name: string }[] }[]
  }
  expect(items).toMatchObject([{ name: partner, kind: 'shop', documents: 2 }])
  expect(items[0]?.similar[0]?.name).toBe('Prodavnica - Kotor Centar')
  expect((await house.milena.get('/api/dispatches')).body).toMatchObject({
    items: [
      { state: 'waiting_site', requisition: null, requested: 1000 },
      { state: 'waiting_site', requisition: null },
    ],
  })
  const site = items[0]?.similar[0]?.id
  const mapped = await house.milena.post('/api/pantheon/sites', { name: partner, kind: 'shop', site })
  expect(mapped.body).toEqual({ site, documents_taken: 2 })
  expect((await house.milena.get('/api/trebovanja')).body).toMatchObject({
    total: 2,
    items: [{ shop: 'Prodavnica - Kotor Centar' }, { shop: 'Prodavnica - Kotor Centar' }],
  })
  expect((await house.milena.get('/api/pantheon/sites')).body.items).toEqual([])
  const [later] = await house.hand(issueDocument([[1, '200431', 1]], { number: '2520CT000281', partner }))
  expect(later?.outcome).toBe('new')
})

test('RC-37 a name nobody has becomes a new site, and only for what carries it', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  await house.hand(
    issueDocument([[1, '200431', 1]], { partner: 'Prodavnica - Žabljak' }),
    issueDocument([[1, '200431', 1]], { number: '2520CT000280', partner: 'Prodavnica - Plužine' }),
  )
  const made = await house.milena.post('/api/pantheon/sites', { name: 'Prodavnica - Žabljak', kind: 'shop' })
  expect(made.body).toMatchObject({ documents_taken: 1 })
  expect((await house.milena.get('/api/pantheon/sites')).body).toMatchObject({
    items: [{ name: 'Prodavnica - Plužine', documents: 1 }],
  })
  const nobody = await house.milena.post('/api/pantheon/sites', { name: 'x', kind: 'shop', site: 's-none' })
  expect(nobody.status).toBe(404)
})

test('the full way of a document is on one page: versions, lines, tasks, events, postings, key', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const [{ requisition } = { requisition: '' }] = await house.hand(issueDocument([[1, '200431', 10]]))
  const task = await house.give(requisition, 'ana')
  await house.pick('ana', task, '200431', 6)
  await house.hand(issueDocument([[1, '200431', 8]]))
  await house.finish('ana', task)
  const { documents } = (await house.bridge.get('/api/bridge/work?scope=unposted')).body as {
    documents: { lines: { line: string }[] }[]
  }
  const line = documents[0]?.lines[0]?.line ?? ''
  const confirmed = { state: 'confirmed' as const, ac_key: '25-3000-000017', confirmed_at: 5 }
  const row = posting({ requisition, line, units: 6 }, confirmed)
  await house.bridge.send('PUT', `/api/bridge/fulfilments/${row.id}`, row)
  for (const key of ['2520CT000279', '25-20CT-000279', requisition]) {
    const { body } = await house.milena.get(`/api/pantheon/documents/${key}`)
    expect(body).toMatchObject({
      document: {
        number: '2520CT000279',
        versions: 2,
        picked: 6000,
        posted: 6000,
        ac_keys: ['25-3000-000017'],
      },
      versions: [{ lines: [{ qty: 10_000 }] }, { lines: [{ qty: 8000 }] }],
      lines: [{ requested: 8000, erp_requested: 8000, picked: 6000, posted: 6000, reason: 'not_found' }],
      tasks: [{ id: task, status: 'done', workers: ['Ana Kovačević'], picked: 6000, open_exceptions: 1 }],
      fulfilments: [{ id: row.id, state: 'confirmed' }],
    })
  }
  expect((await house.milena.get('/api/pantheon/documents/PS%2F1')).status).toBe(404)
  const csv = (await house.milena.get('/api/dispatches?format=csv&lang=en')).text
  expect(csv).toContain(
    '2520CT000279;20CT;2025-10-03;VELEPRODAJNI MAGACIN;Prodavnica - Kotor Centar;Milena;N',
  )
})

test('a receipt is counted, not picked, and its sender needs no site', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const receipt = {
    number: '2520B0000007',
    direction: 'in' as const,
    type: '20B0',
    partner: 'Dunav Tekstil d.o.o.',
  }
  const [{ requisition } = { requisition: '' }] = await house.hand(
    issueDocument([[1, '200431', 40]], receipt),
  )
  await house.give(requisition, 'ana')
  const phone = await house.warehouse.phoneOf('ana')
  expect((await phone.get('/api/replication/tasks')).body.documents).toMatchObject([
    { kind: 'receive', number: '25-20B0-000007', shop: 'Dunav Tekstil d.o.o.' },
  ])
  expect((await house.milena.get('/api/receipts')).body).toMatchObject({
    total: 1,
    items: [{ direction: 'in', partner: 'Dunav Tekstil d.o.o.', requisition }],
  })
  expect((await house.milena.get('/api/dispatches')).body.total).toBe(0)
})

test('lists are found, filtered and paged', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const lines = [[1, '200431', 1]] as const
  await house.hand(
    issueDocument(lines, { number: '2520CT000001', date: '2025-10-01' }),
    issueDocument(lines, { number: '2520AT000002', type: '20AT', date: '2025-10-02', person: 'Vuk' }),
    issueDocument(lines, { number: '2520CT000003', date: '2025-10-03', cancelled: true }),
  )
  const numbers = async (query: string) => {
    const { body } = await house.milena.get(`/api/dispatches?${query}`)
    return (body.items as { number: string }[]).map(({ number }) => number)
  }
  expect(await numbers('')).toEqual(['2520CT000003', '2520AT000002', '2520CT000001'])
  expect(await numbers('type=20AT')).toEqual(['2520AT000002'])
  expect(await numbers('state=cancelled')).toEqual(['2520CT000003'])
  expect(await numbers('status=new&sort=number')).toEqual(['2520AT000002', '2520CT000001'])
  expect(await numbers('search=vuk')).toEqual(['2520AT000002'])
  expect(await numbers('from=2025-10-02&to=2025-10-02')).toEqual(['2520AT000002'])
  expect(await numbers('limit=1&offset=1')).toEqual(['2520AT000002'])
})

test('articles nobody knows, and those the ERP no longer lists, are questions to the desk', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  await house.hand(issueDocument([[1, '00013', 1]]))
  const all = (await house.milena.get('/api/catalog/articles?limit=5000')).body.items as { ident: string }[]
  const idents = all.map(({ ident }) => ident).filter((ident) => ident !== '200001')
  await house.bridge.post('/api/bridge/articles/complete', { idents })
  expect((await house.milena.get('/api/pantheon/articles/missing')).body).toMatchObject({
    unknown: [{ ident: '00013', name: 'Naziv 00013', documents: ['25-20CT-000279'] }],
    not_in_erp: [{ ident: '200001' }],
  })
  expect((await house.milena.get('/api/pantheon/sync/status')).body).toMatchObject({
    ...{ unknown_articles: 1, not_in_erp: 1, unmapped_sites: 0, waiting_approval: 0 },
  })
})

test('stock and partners of the ERP are kept; names of nobody are named back', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const stock = (at: number, qty: number) =>
    house.bridge.post('/api/bridge/stock', {
      at,
      stock: [
        { ident: '200431', site: 'VELEPRODAJNI MAGACIN ', qty },
        { ident: '200431', site: 'Konsignacija', qty: 1 },
      ],
    })
  expect((await stock(1, 5000)).body).toEqual({ written: 1, unmapped: ['Konsignacija'] })
  await stock(2, 4000)
  await stock(2, 4000)
  expect(await house.warehouse.store.sql.selectFrom('erp_stock').selectAll().execute()).toMatchObject([
    { ident: '200431', qty: 4000, at: 2, previous_qty: 5000, previous_at: 1 },
  ])
  const subject = { id: '17', name: 'Dunav Tekstil', buyer: false, supplier: true }
  const subjects = (name: string) =>
    house.bridge.post('/api/bridge/subjects', { subjects: [{ ...subject, name }] })
  expect((await subjects('Dunav Tekstil')).body).toEqual({ added: 1, changed: 0, unchanged: 0 })
  expect((await subjects('Dunav Tekstil')).body).toEqual({ added: 0, changed: 0, unchanged: 1 })
  expect((await subjects('Dunav Tekstil d.o.o.')).body).toEqual({ added: 0, changed: 1, unchanged: 0 })
})

test('a photo is kept under its hash, once, and nothing else is taken for one', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const phone = await house.warehouse.phoneOf('ana')
  const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...Array.from({ length: 500 }, (_, n) => n % 256)])
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  const put = async (name: string, body: Uint8Array<ArrayBuffer>) =>
    (
      await phone.raw(`/api/photos/${name}`, {
        method: 'PUT',
        body,
        headers: { 'Content-Type': 'image/jpeg' },
      })
    ).status
  const desk = () => house.milena.raw(`/api/photos/${hash(jpeg)}`)
  expect((await desk()).status).toBe(404)
  expect(await put(hash(jpeg), jpeg)).toBe(200)
  expect(await put(hash(jpeg), jpeg)).toBe(200)
  const shown = await desk()
  expect(shown.headers.get('Content-Type')).toBe('image/jpeg')
  expect(new Uint8Array(await shown.arrayBuffer())).toEqual(jpeg)
  const text = new TextEncoder().encode('<svg onload="alert(1)">')
  expect(await put(hash(text), text)).toBe(422)
  expect(await put('0'.repeat(64), jpeg)).toBe(422)
  const large = new Uint8Array(500 * 1024)
  large.set([0xff, 0xd8, 0xff])
  expect(await put(hash(large), large)).toBe(422)
})
