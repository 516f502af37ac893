import { expect, test } from 'vitest'
import { insertRequisition } from '../storage/requisitions.ts'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { insertTask } from '../storage/task-plans.ts'
import { openWarehouse, type Warehouse } from '../testing/warehouse.ts'

/** Documents of 200 lines each, all given to Ana and all of them closed short. */
async function fill(warehouse: Warehouse, documents: number): Promise<void> {
  for (let number = 0; number < documents; number += 1) {
    await warehouse.store.write(async (tx) => {
      const lines = Array.from({ length: 200 }, (_, index) => ({
        ...{
          id: `r${number}-${index}`,
          pos: index + 1,
          ident: String(200_001 + index),
          name: `Artikal ${index}`,
        },
        ...{ unit: 'KOM', requested: 5000, barcode: null, location: null, unknown_article: 0 as const },
      }))
      await insertRequisition(tx, {
        ...{ id: `r${number}`, number: `25-20CT-${String(number).padStart(6, '0')}`, date: '2025-10-03' },
        ...{
          warehouse: 'Veleprodajni Magacin',
          shop: 'Prodavnica - Budva',
          closeIncomplete: true,
          importedBy: null,
        },
        lines,
      })
      await insertTask(tx, {
        ...{
          id: `t${number}`,
          requisition: `r${number}`,
          team: null,
          workers: ['p-ana'],
          priority: 'normal',
        },
        ...{ due: null, by: 'p-sef' },
        lines: lines.map((line) => ({ id: `l${line.id}`, requisitionLine: line.id, quantity: 5000 })),
      })
    })
  }
}

test('a shortage report of 10,000 lines is whole, and so are the lists and the TV beside it', async () => {
  await using warehouse = await openWarehouse(openSqliteStore)
  await fill(warehouse, 50)
  await warehouse.store.write((tx) =>
    tx.sql.updateTable('task_lines').set({ status: 'short', reason: 'not_found' }).execute(),
  )
  const milena = await warehouse.as('sef')
  const read = (path: string) => milena.get(path)
  expect((await read('/api/reports/shortages')).body.total).toBe(10_000)
  expect((await read('/api/reports/shortages?format=csv')).text.split('\r\n')).toHaveLength(10_002)
  expect((await read('/api/trebovanja')).body.total).toBe(50)
  expect((await read('/api/zaduznice')).body.total).toBe(50)
  expect((await read('/api/tv/live')).body.queue).toHaveLength(50)
})
