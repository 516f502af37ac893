import fc from 'fast-check'
import { expect, test } from 'vitest'
import { posting } from '../testing/posting.ts'
import { compareStock } from './compare-stock.ts'

const stock = (qty: number, site = 'VELEPRODAJNI MAGACIN') => [{ ident: '001', sites: [{ site, qty }] }]
const before = [{ ident: '001', site: 'Veleprodajni Magacin ', qty: 100_000 }]
const issued = { posting: posting(1, [[1, 10_000]]), direction: 'out' as const }

test('RC-27 what was posted since is expected, under any spelling of the site', () => {
  expect(compareStock(before, [issued], stock(90_000), new Map())).toEqual([])
  expect(compareStock(before, [{ ...issued, direction: 'in' }], stock(110_000), new Map())).toEqual([])
  const back = { ...issued, posting: posting(2, [[1, 2_000]], { kind: 'correction' }) }
  expect(compareStock(before, [issued, back], stock(92_000), new Map())).toEqual([])
})

test('RC-27 another figure is drift with both sides; a posting nobody confirmed moves nothing', () => {
  const lost = { ...issued, posting: posting(1, [[1, 10_000]], { state: 'unknown' }) }
  expect(compareStock(before, [lost], stock(90_000), new Map([['001', 'Jastuk']]))).toMatchObject([
    { class: 'stock_drift', ident: '001', name: 'Jastuk', stock_ours: 100_000, stock_erp: 90_000 },
  ])
  expect(compareStock(before, [], [], new Map())).toMatchObject([{ stock_ours: 100_000, stock_erp: 0 }])
})

test('RC-27 the first night has nothing to compare with', () => {
  expect(compareStock([], [issued], stock(5), new Map())).toEqual([])
})

test('RC-27 drift is shown exactly where a figure is another one than expected', () => {
  const quantity = fc.integer({ min: 0, max: 1_000_000 })
  fc.assert(
    fc.property(
      quantity,
      fc.array(fc.integer({ min: 1, max: 9_000 })),
      fc.integer(),
      (first, posted, drift) => {
        const moved = posted.map((qty, index) => ({ ...issued, posting: posting(index + 1, [[1, qty]]) }))
        const now = first - posted.reduce((sum, qty) => sum + qty, 0) + drift
        const found = compareStock(
          [{ ident: '001', site: 'Veleprodajni Magacin', qty: first }],
          moved,
          stock(now),
          new Map(),
        )
        expect(found.length).toBe(drift === 0 ? 0 : 1)
      },
    ),
  )
})
