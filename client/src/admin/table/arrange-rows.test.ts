import { expect, test } from 'vitest'
import { arrangeRows, filterOptions } from './arrange-rows.ts'
import type { ColumnData } from './column.ts'
import { readTableState } from './table-address.ts'

type Row = { number: string; shop: string; lines: number; status: string; due: number | null }

const rows: Row[] = [
  { number: '25-20CT-000010', shop: 'Prodavnica - Đenovići', lines: 9, status: 'new', due: null },
  { number: '25-20CT-000002', shop: 'Prodavnica - Kotor', lines: 40, status: 'done', due: 300 },
  { number: '25-20CT-000007', shop: 'Prodavnica - Čanj', lines: 12, status: 'new', due: 100 },
]
const columns: ColumnData<Row>[] = [
  { id: 'number', value: (row) => row.number, text: (row) => row.number },
  {
    id: 'shop',
    value: (row) => row.shop,
    text: (row) => row.shop,
    filter: { values: (row) => [row.shop], name: (value) => value },
  },
  { id: 'lines', value: (row) => row.lines, text: (row) => String(row.lines) },
  { id: 'due', value: (row) => row.due, text: (row) => String(row.due ?? '') },
  {
    id: 'status',
    value: (row) => row.status,
    text: (row) => row.status,
    filter: { values: (row) => [row.status], name: (value) => value.toUpperCase() },
  },
]
const arrange = (query: Record<string, string>) =>
  arrangeRows(rows, columns, readTableState(query, ['shop', 'status']), 'sr-Latn-ME')

test('Milena finds Đenovići without having č ć š ž đ on her keyboard', () => {
  expect(arrange({ q: 'denovici' }).map((row) => row.number)).toEqual(['25-20CT-000010'])
  expect(arrange({ q: 'DJENOVIĆI' })).toHaveLength(1)
  expect(arrange({ q: 'prodavnica 0002' }).map((row) => row.shop)).toEqual(['Prodavnica - Kotor'])
})

test('numbers sort by size and what has no due time stays last both ways', () => {
  expect(arrange({ sort: 'lines' }).map((row) => row.lines)).toEqual([9, 12, 40])
  expect(arrange({ sort: 'due' }).map((row) => row.due)).toEqual([100, 300, null])
  expect(arrange({ sort: '-due' }).map((row) => row.due)).toEqual([300, 100, null])
})

test('shops sort by the Serbian alphabet: Č before Đ before K', () => {
  expect(arrange({ sort: 'shop' }).map((row) => row.shop.slice(13))).toEqual(['Čanj', 'Đenovići', 'Kotor'])
})

test('an unknown sort column changes nothing', () => {
  expect(arrange({ sort: 'colour' })).toEqual(rows)
})

test('a filter counts what each choice would show, and keeps a choice that shows nothing', () => {
  const state = readTableState({ q: 'kotor', status: 'new' }, ['shop', 'status'])
  expect(filterOptions(rows, columns, state, 'status', 'en-GB')).toEqual([
    { value: 'done', name: 'DONE', count: 1 },
    { value: 'new', name: 'NEW', count: 0 },
  ])
})

test('ten thousand rows are searched and sorted the same a second time, from what the first reading kept', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => ({
    number: `25-20CT-${String(i).padStart(6, '0')}`,
    shop: `Prodavnica - ${i % 12}`,
    lines: (i * 7919) % 1000,
    status: i % 3 === 0 ? 'new' : 'done',
    due: i % 5 === 0 ? null : i,
  }))
  const state = readTableState({ q: 'prodavnica 9', sort: '-lines', status: 'new' }, ['status'])
  const haystacks = new WeakMap()
  const first = arrangeRows(many, columns, state, 'sr-Latn-ME', haystacks)
  const found = arrangeRows(many, columns, state, 'sr-Latn-ME', haystacks)
  expect(found).toEqual(first)
  expect(found.length).toBeGreaterThan(100)
})
