import { expect, test } from 'vitest'
import { fitColumns } from './fit-columns.ts'

const columns = [
  { id: 'number', width: 10, rank: 1 },
  { id: 'date', width: 6, rank: 3 },
  { id: 'shop', width: 12, rank: 2 },
  { id: 'progress', width: 10, rank: 1 },
  { id: 'created', width: 8, rank: 3 },
] as const
const shown = (rem: number) => fitColumns(columns, rem).map((column) => column.id)

test('a wide screen shows all columns', () => {
  expect(shown(60)).toEqual(['number', 'date', 'shop', 'progress', 'created'])
})

test('beside an open sheet the least important columns go, the right ones first', () => {
  expect(shown(40)).toEqual(['number', 'date', 'shop', 'progress'])
  expect(shown(34)).toEqual(['number', 'shop', 'progress'])
})

test('on a phone what identifies a row stays, however narrow it is', () => {
  expect(shown(12)).toEqual(['number', 'progress'])
})
