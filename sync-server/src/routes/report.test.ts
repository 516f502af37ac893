import { expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { giveTask } from '../testing/task.ts'
import { openWarehouse } from '../testing/warehouse.ts'

async function shortDay() {
  const warehouse = await openWarehouse(openSqliteStore)
  const milena = await warehouse.as('sef')
  const given = await giveTask(
    milena,
    [
      ['200431', '24'],
      ['200432', '10'],
      ['200811', '2,5'],
    ],
    { team: 't-1' },
  )
  const ana = await warehouse.as('ana')
  const act = (ident: string, what: string, body: Record<string, unknown>) =>
    ana.post(`/api/worker/tasks/${given.lines[ident]}/${what}`, { operation_id: `${ident} ${what}`, ...body })
  await act('200431', 'short-pick', { quantity: 20_000, reason: 'damaged' })
  await act('200432', 'pick-by-code', { code: '200432', quantity: 10_000 })
  await act('200811', 'short-pick', { quantity: 1250, reason: 'out_of_stock' })
  await ana.post(`/api/worker/documents/${given.task}/complete`, { operation_id: 'done' })
  return { warehouse, milena, ...given }
}

test('the shortage report lists what is missing, with reason and worker', async () => {
  const { warehouse, milena } = await shortDay()
  await using _ = warehouse
  const report = await milena.get('/api/reports/shortages')
  expect(report.body.total).toBe(2)
  expect(report.body.items).toMatchObject([
    {
      ...{ document: '25-20CT-000279', ident: '200431', requested: 24_000, picked: 20_000, missing: 4000 },
      ...{ discrepancy: 'damaged', reason: 'damaged', worker: 'Ana Kovačević', task_status: 'done' },
      completed_at: warehouse.clock.now,
    },
    { ident: '200811', missing: 1250, discrepancy: 'short_pick', unit: 'M' },
  ])
  const none = await milena.get('/api/reports/shortages?from=2025-10-04')
  expect(none.body).toEqual({ items: [], total: 0 })
  expect((await milena.get('/api/reports/shortages?worker=p-nikola')).body.total).toBe(0)
  expect((await milena.get('/api/reports/shortages?from=4.10.2025')).body.code).toBe('body_invalid')
})

test('as CSV it opens in a spreadsheet here: BOM, semicolons, decimal comma, Serbian headers; English on request', async () => {
  const { warehouse, milena } = await shortDay()
  await using _ = warehouse
  const response = await milena.raw('/api/reports/shortages?format=csv')
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const [header, first, second] = new TextDecoder().decode(bytes).split('\r\n')
  expect(header?.split(';')).toEqual(
    'Dokument;Datum;Radnja;Magacin;Šifra;Artikal;JM;Traženo;Pokupljeno;Fali;Višak;Odstupanje;Razlog;Radnik;Završeno;Status zadužnice'.split(
      ';',
    ),
  )
  expect(first).toContain('25-20CT-000279;03.10.2025;Prodavnica - Kotor Centar;')
  expect(first).toContain(';Ana Kovačević;03.10.2025 09:30;Završeno')
  expect(second).toContain(';2,5;1,25;1,25;0;')
  expect(response.headers.get('Content-Disposition')).toContain('manjkovi.csv')
  const english = await milena.get('/api/reports/shortages?format=csv&lang=en')
  expect(english.text).toContain('Document;Date;Shop;Warehouse;Ident')
  expect(english.text).toContain(';2.5;1.25;1.25;0;Short;Out of stock;')
})
