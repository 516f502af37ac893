import { expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { issueDocument } from '../testing/bridge.ts'
import { openBridgeHouse } from '../testing/bridge-house.ts'

type Plan = {
  cancelled?: { by: string; seen: number }
  lines: { name: string; requested: number; unknownArticle: boolean }[]
}

test('only the bridge is let in, and nobody without the credential of this start', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  expect((await house.milena.get('/api/bridge/site')).status).toBe(403)
  expect((await house.warehouse.stranger.get('/api/bridge/site')).status).toBe(401)
  expect((await house.bridge.get('/api/bridge/site')).body).toMatchObject({
    time_zone: 'Europe/Belgrade',
    articles: 2000,
  })
})

test('RC-36 a document of the ERP becomes a requisition once, under the number people know', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const document = issueDocument([
    [1, '200431', 24],
    [2, '00013', 3],
    [3, '200431', 2],
  ])
  const [first] = await house.hand(document)
  expect(first).toMatchObject({ outcome: 'new', unknown_articles: ['00013'], unmapped: [] })
  const [again] = await house.hand(document)
  expect(again).toMatchObject({ outcome: 'unchanged', requisition: first?.requisition })
  const { body } = await house.milena.get('/api/trebovanja/25-20CT-000279')
  expect(body).toMatchObject({
    ...{ id: first?.requisition, warehouse: 'Veleprodajni Magacin', shop: 'Prodavnica - Kotor Centar' },
    ...{ lines: 3, unknown_articles: 1, requested: 29_000 },
  })
})

test('RC-36 a document that a file brought in before is the same document, and is not picked twice', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const csv =
    'Broj dokumenta,Datum,Izvor,Odredište,Šifra artikla,Naziv artikla,Količina\n25-20CT-000279,03.10.2025,Veleprodajni Magacin,Prodavnica - Kotor Centar,200431,Jastuk KING,24'
  await house.milena.upload('279.csv', csv)
  const [answer] = await house.hand(issueDocument([[10, '200431', 24]]))
  expect(answer?.outcome).toBe('new')
  const list = (await house.milena.get('/api/trebovanja')).body
  expect(list).toMatchObject({ total: 1, items: [{ id: answer?.requisition, lines: 1, requested: 24_000 }] })
})

test('RC-36 one document under two spellings of its number is one requisition, and its changes are heard', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const [first] = await house.hand(issueDocument([[1, '200431', 24]]))
  const [second] = await house.hand(issueDocument([[1, '200431', 20]], { number: '25-20CT-000279' }))
  expect(second).toMatchObject({ outcome: 'changed', requisition: first?.requisition })
  const waits = { number: '25 20CT 280', partner: 'Prodavnica na Mjesecu' }
  await house.hand(issueDocument([[1, '200431', 1]], { ...waits, number: '2520CT000280' }))
  expect(await house.hand(issueDocument([[1, '200431', 1]], waits))).toMatchObject([
    { number: '25 20CT 280', outcome: 'waiting_site' },
  ])
  expect((await house.milena.get('/api/trebovanja')).body).toMatchObject({
    ...{ total: 1, items: [{ number: '25-20CT-000279', requested: 20_000 }] },
  })
  expect((await house.milena.get('/api/dispatches')).body.total).toBe(2)
})

test('RC-36 a file names an article in two rows, the ERP in one: no two lines answer to the same position', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const row = '25-20CT-000279,03.10.2025,Veleprodajni Magacin,Prodavnica - Kotor Centar,200431,Jastuk KING'
  const head = 'Broj dokumenta,Datum,Izvor,Odredište,Šifra artikla,Naziv artikla,Količina'
  await house.milena.upload('279.csv', `${head}\n${row},4\n${row},6`)
  const [answer] = await house.hand(issueDocument([[2, '200431', 10]]))
  const { body } = await house.milena.get(`/api/trebovanja/${answer?.requisition}/items`)
  const keys = (body.items as { pos: number; ident: string }[]).map(({ pos, ident }) => `${pos} ${ident}`)
  expect(new Set(keys).size).toBe(keys.length)
  expect((await house.milena.get(`/api/trebovanja/${answer?.requisition}`)).body).toMatchObject({
    requested: 10_000,
  })
})

test('PK-32 a document that is cancelled is cancelled, also without a receiver, and also one a file brought in', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const [{ requisition } = { requisition: '' }] = await house.hand(issueDocument([[1, '200431', 10]]))
  const cancelled = { cancelled: true, status: 'S', partner: null }
  expect(await house.hand(issueDocument([], cancelled))).toMatchObject([{ outcome: 'cancelled' }])
  expect((await house.milena.get(`/api/trebovanja/${requisition}`)).body).toMatchObject({
    status: 'cancelled',
  })
  const csv =
    'Broj dokumenta,Datum,Izvor,Odredište,Šifra artikla,Naziv artikla,Količina\n25-20CT-000281,03.10.2025,Veleprodajni Magacin,Prodavnica - Kotor Centar,200431,Jastuk KING,24'
  await house.milena.upload('281.csv', csv)
  await house.hand(issueDocument([[1, '200431', 24]], { ...cancelled, number: '2520CT000281' }))
  expect((await house.milena.get('/api/trebovanja/25-20CT-000281')).body).toMatchObject({
    status: 'cancelled',
  })
})

test('RC-37 a site name of nobody keeps the document waiting, and is never guessed', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const document = issueDocument([[1, '200431', 1]], { partner: 'Prodavnica na Mjesecu' })
  for (const _time of [1, 2]) {
    const [answer] = await house.hand(document)
    expect(answer).toMatchObject({
      outcome: 'waiting_site',
      requisition: null,
      unmapped: ['Prodavnica na Mjesecu'],
    })
  }
  expect((await house.milena.get('/api/trebovanja')).body.total).toBe(0)
})

test('PK-31 the ERP cuts a line Ana picks: her picks stand, the plan follows, and the exception names both', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const [{ requisition } = { requisition: '' }] = await house.hand(issueDocument([[1, '200431', 10]]))
  const task = await house.give(requisition, 'ana')
  expect((await house.pick('ana', task, '200431', 6)).status).toBe(200)
  const [changed] = await house.hand(issueDocument([[1, '200431', 4]]))
  expect(changed?.outcome).toBe('changed')
  const phone = await house.warehouse.phoneOf('ana')
  const plans = (await phone.get('/api/replication/tasks')).body.documents as Plan[]
  expect(plans[0]?.lines).toMatchObject([{ requested: 6000, erpChange: { from: 10_000, to: 4000 } }])
  const { items } = (await house.milena.get('/api/exceptions')).body as { items: Record<string, unknown>[] }
  expect(items).toMatchObject([
    {
      ...{ kind: 'erp_line_changed', fact: 2, picked: 6000 },
      sides: [
        { role: 'erp', worker_name: 'ERP', before: 10_000, qty: 4000 },
        { role: 'picked', qty: 6000 },
      ],
    },
  ])
  const [grown] = await house.hand(issueDocument([[1, '200431', 15]]))
  expect(grown?.outcome).toBe('changed')
  const { body } = await house.milena.get(`/api/trebovanja/${requisition}`)
  expect(body).toMatchObject({ requested: 15_000, assigned: 6000, picked: 6000 })
})

test('PK-32 the ERP cancels a document Ana has picked for, and takes it back: nothing of it is lost', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const lines = [[1, '200431', 10]] as const
  const [{ requisition } = { requisition: '' }] = await house.hand(issueDocument(lines))
  const task = await house.give(requisition, 'ana')
  await house.pick('ana', task, '200431', 6)
  const [answer] = await house.hand(issueDocument(lines, { cancelled: true, status: 'X' }))
  expect(answer?.outcome).toBe('cancelled')
  const phone = await house.warehouse.phoneOf('ana')
  const plans = (await phone.get('/api/replication/tasks')).body.documents as Plan[]
  expect(plans[0]?.cancelled).toMatchObject({ by: 'erp', seen: 6000 })
  expect((await house.milena.get('/api/exceptions')).body.items).toMatchObject([
    { kind: 'erp_document_cancelled', fact: 6000 },
  ])
  await house.hand(issueDocument(lines, { status: 'N2' }))
  const { body } = await house.milena.get(`/api/trebovanja/${requisition}`)
  expect(body).toMatchObject({ status: 'new', requested: 10_000, assigned: 6000, picked: 6000 })
  const rest = await house.give(requisition, 'luka')
  await house.pick('luka', rest, '200431', 4)
  await house.finish('luka', rest)
  const after = (await house.milena.get(`/api/trebovanja/${requisition}`)).body
  expect(after).toMatchObject({ status: 'done', picked: 10_000 })
})

test('PK-31 what tasks hold of one line beyond the cut does not stand for another line nobody has', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const [{ requisition } = { requisition: '' }] = await house.hand(issueDocument([[1, '200431', 10]]))
  const task = await house.give(requisition, 'ana')
  await house.pick('ana', task, '200431', 10)
  await house.hand(
    issueDocument([
      [1, '200431', 4],
      [2, '200433', 5],
    ]),
  )
  await house.finish('ana', task)
  const { body } = await house.milena.get(`/api/trebovanja/${requisition}`)
  expect(body).toMatchObject({ status: 'in_progress', requested: 9000, picked: 10_000 })
})

test('RC-39 an article that comes later takes the flag from its kept lines, on the phone, too', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const [{ requisition } = { requisition: '' }] = await house.hand(issueDocument([[1, '00013', 3]]))
  await house.give(requisition, 'ana')
  expect((await house.bridge.get('/api/bridge/unknown-articles')).body).toEqual({ idents: ['00013'] })
  const page = {
    articles: [{ ident: '00013', name: 'Vješalica', unit: 'KOM', active: true, barcodes: ['3890000000139'] }],
  }
  expect((await house.bridge.post('/api/bridge/articles', page)).body).toMatchObject({
    added: 1,
    lines_recognized: 1,
  })
  expect((await house.bridge.post('/api/bridge/articles', page)).body).toMatchObject({
    unchanged: 1,
    lines_recognized: 0,
  })
  const phone = await house.warehouse.phoneOf('ana')
  const plans = (await phone.get('/api/replication/tasks')).body.documents as Plan[]
  expect(plans[0]?.lines).toMatchObject([{ name: 'Vješalica', unknownArticle: false }])
  expect((await house.bridge.get('/api/bridge/unknown-articles')).body).toEqual({ idents: [] })
})

test('RC-38 an import takes away only barcodes of the ERP; packs and places of the warehouse stay', async () => {
  await using house = await openBridgeHouse(openSqliteStore)
  const pillow = { ident: '200435', name: 'Jastuk', unit: 'KOM', active: false, barcodes: ['3890002004351'] }
  const before = (await house.milena.get('/api/catalog/articles?search=200435')).body.items as {
    location: string
  }[]
  const { body } = await house.bridge.post('/api/bridge/articles', { articles: [pillow] })
  expect(body).toMatchObject({ added: 0, deactivated: 1 })
  const after = (await house.milena.get('/api/catalog/articles?search=200435')).body.items as Record<
    string,
    unknown
  >[]
  expect(after[0]).toMatchObject({ active: false, name: 'Jastuk', location: before[0]?.location })
  const complete = await house.bridge.post('/api/bridge/articles/complete', { idents: ['200435'] })
  expect(complete.body).toEqual({ not_in_erp: 1999 })
})
