import { expect, test } from 'vitest'
import { loadPlan } from '../projections/task-plan.ts'
import { verifyRequisition, verifyTask } from '../projections/verify.ts'
import { insertSite } from '../storage/sites.ts'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import type { Store } from '../storage/store.ts'
import { openLine, openSockets } from '../sync/sample-line.ts'
import { furnish, handheld, openWarehouse, pick } from '../sync/sample-warehouse.ts'
import { issueDocument } from '../testing/bridge.ts'
import { takeDocument } from './take-document.ts'

async function addSites(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await insertSite(tx, { id: 'm-1', name: 'Veleprodajni magacin', kind: 'warehouse', aliases: [] })
    await insertSite(tx, { id: 's-1', name: 'Prodavnica Kotor', kind: 'shop', aliases: [] })
  })
}
const document = (
  pillows: number,
  blankets: number,
  change: Partial<ReturnType<typeof issueDocument>> = {},
) =>
  issueDocument(
    [
      [1, 'pillow', pillows],
      [2, 'blanket', blankets],
    ],
    { partner: 'Prodavnica Kotor', ...change },
  )

test('SY-21 a change of the ERP is at a phone that is connected within two seconds', async () => {
  const house = await openSockets(await openSqliteStore(':memory:'))
  try {
    await addSites(house.store)
    const take = (pillows: number) => house.store.write((tx) => takeDocument(tx, document(pillows, 10)))
    const ana = await openLine(house)
    ana.hello('ana')
    await ana.hears('welcome')
    // The same as the file said: nobody is woken.
    expect(await take(10)).toMatchObject({ outcome: 'new', requisition: 'r-t-1' })
    const started = performance.now()
    await take(7)
    expect((await ana.hears('changed')).collections).toContain('tasks')
    expect(performance.now() - started).toBeLessThan(2000)
    expect((await loadPlan(house.store.sql, 't-1'))?.lines).toMatchObject([
      { ident: 'pillow', requested: 7000, erpChange: { from: 10_000, to: 7000 } },
      { ident: 'blanket', requested: 10_000 },
    ])
  } finally {
    await house.close()
  }
})

/** A seeded stream of numbers below a bound (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

test.each([1, 2, 3, 4, 5, 6])(
  'PK-31 PK-32 versions, picks and cancellations in any order keep every pick and every line (seed %i)',
  async (seed) => {
    const next = numbers(seed)
    const store = await openSqliteStore(':memory:')
    await furnish(store)
    await addSites(store)
    const warehouse = openWarehouse(store)
    const phones = { ana: handheld(warehouse, 'ana'), luka: handheld(warehouse, 'luka') }
    let picked = 0
    let lines = 2
    for (let step = 0; step < 14; step += 1) {
      const what = next(10)
      if (what < 4) {
        const who = next(2) === 0 ? 'ana' : 'luka'
        const units = 1 + next(4)
        await phones[who].put(pick(who, next(2) === 0 ? 'pillow' : 'blanket', units))
        picked += units * 1000
      } else {
        const cancelled = what === 9
        const swapped =
          what === 8 ? { lines: document(1, 1).lines.map((line) => ({ ...line, ident: '00013' })) } : {}
        await store.write((tx) =>
          takeDocument(tx, document(next(13), next(13), { cancelled, note: `v${step}`, ...swapped })),
        )
      }
      const held = await store.sql
        .selectFrom('requisition_lines')
        .select('id')
        .where('requisition', '=', 'r-t-1')
        .execute()
      expect(held.length).toBeGreaterThanOrEqual(lines)
      lines = held.length
      const rows = await store.sql.selectFrom('task_lines').selectAll().where('task', '=', 't-1').execute()
      expect(rows.reduce((sum, row) => sum + row.picked, 0)).toBe(picked)
    }
    await store.write(async (tx) => {
      expect(await verifyTask(tx.sql, 't-1')).toEqual([])
      const requisitions = await tx.sql.selectFrom('requisitions').selectAll().execute()
      for (const row of requisitions) expect(await verifyRequisition(tx.sql, row)).toEqual([])
    })
    await warehouse.ingest.drained()
    await store.close()
  },
)
