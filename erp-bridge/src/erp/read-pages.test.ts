import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pagesOf } from './erp-port-contract.ts'
import { readPages } from './read-pages.ts'

type Row = { readonly id: number; readonly qty: number }
const LIMIT = 200
const rowsUpTo = (count: number): Row[] => Array.from({ length: count }, (_, id) => ({ id, qty: 1 }))
const keyOf = (row: Row) => String(row.id)

test('RC-50 every row is read whatever the length, and none twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 1100 }), async (count) => {
      const table = rowsUpTo(count)
      const fetch = async (offset: number, limit: number) => ({
        ok: true as const,
        value: table.slice(offset, offset + limit),
      })
      const pages = await pagesOf(readPages({ fetch, limit: LIMIT, keyOf }))
      expect(pages.flatMap((page) => (page.ok ? page.value : []))).toEqual(table)
    }),
    { numRuns: 60 },
  )
})

test('RC-50 rows that are deleted, added and rewritten between the pages make none of the others go missing', async () => {
  const change = fc.record({ page: fc.integer({ min: 1, max: 6 }), rows: fc.integer({ min: 0, max: 40 }) })
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 300, max: 1100 }),
      fc.array(change, { maxLength: 4 }),
      async (count, changes) => {
        const table = rowsUpTo(count)
        const moved = new Set<number>()
        let asked = 0
        const fetch = async (offset: number, limit: number) => {
          asked += 1
          const [due] = changes.filter(({ page }) => page === asked)
          for (const row of table.splice(0, due?.rows ?? 0)) {
            moved.add(row.id)
            table.push({ ...row, qty: 2 })
          }
          return { ok: true as const, value: table.slice(offset, offset + limit) }
        }
        const pages = await pagesOf(readPages({ fetch, limit: LIMIT, keyOf }))
        const read = new Set(pages.flatMap((page) => (page.ok ? page.value : [])).map(({ id }) => id))
        const missing = rowsUpTo(count).filter(({ id }) => !read.has(id) && !moved.has(id))
        expect(missing).toEqual([])
      },
    ),
    { numRuns: 100 },
  )
})

test('a service that ignores the offset ends in a failure, not in an endless night', async () => {
  const table = rowsUpTo(LIMIT)
  let asked = 0
  const fetch = async () => {
    asked += 1
    return { ok: true as const, value: table }
  }
  const pages = await pagesOf(readPages({ fetch, limit: LIMIT, keyOf }))
  expect(pages.at(-1)).toMatchObject({ ok: false, failure: { kind: 'broken' } })
  expect(asked).toBeLessThan(10)
})

test('a service that gives everything at once is believed', async () => {
  const table = rowsUpTo(LIMIT * 3)
  const fetch = async () => ({ ok: true as const, value: table })
  const pages = await pagesOf(readPages({ fetch, limit: LIMIT, keyOf }))
  expect(pages).toHaveLength(1)
})

test('RC-50 a service that gives fewer rows at once than asked for is read to its end all the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 20, max: 150 }),
      async (count, most) => {
        const table = rowsUpTo(count)
        const fetch = async (offset: number, limit: number) => ({
          ok: true as const,
          value: table.slice(offset, offset + Math.min(limit, most)),
        })
        const pages = await pagesOf(readPages({ fetch, limit: LIMIT, keyOf }))
        expect(pages.flatMap((page) => (page.ok ? page.value : []))).toEqual(table)
      },
    ),
    { numRuns: 60 },
  )
})
