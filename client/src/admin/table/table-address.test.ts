import { expect, test } from 'vitest'
import {
  clearedParameters,
  filterParameters,
  readTableState,
  searchParameters,
  sortParameters,
} from './table-address.ts'

const read = (query: Record<string, string>) => readTableState(query, ['status', 'shop'])

test('Milena sends a colleague the address of what she sees, and he sees the same', () => {
  const state = read({ q: 'kotor', sort: '-date', status: 'new~assigned', tab: 'lines' })
  expect(state.search).toBe('kotor')
  expect(state.sort).toEqual({ column: 'date', descending: true })
  expect([...state.filters]).toEqual([['status', ['new', 'assigned']]])
})

test('a head pressed three times sorts up, down, and lets go', () => {
  expect(sortParameters(read({}), 'date')).toEqual({ sort: 'date' })
  expect(sortParameters(read({ sort: 'date' }), 'date')).toEqual({ sort: '-date' })
  expect(sortParameters(read({ sort: '-date' }), 'date')).toEqual({ sort: null })
  expect(sortParameters(read({ sort: '-date' }), 'shop')).toEqual({ sort: 'shop' })
})

test('a filter takes values in and out, and disappears with its last one', () => {
  expect(filterParameters(read({}), 'status', 'new')).toEqual({ status: 'new' })
  expect(filterParameters(read({ status: 'new' }), 'status', 'done')).toEqual({ status: 'new~done' })
  expect(filterParameters(read({ status: 'new' }), 'status', 'new')).toEqual({ status: null })
})

test('a shop with a comma and blanks in its name survives the address', () => {
  const shop = 'Prodavnica - Kotor, Centar'
  const { shop: parameter } = filterParameters(read({}), 'shop', shop)
  expect(read({ shop: parameter ?? '' }).filters.get('shop')).toEqual([shop])
})

test('clearing leaves the sorting and everything the table does not own', () => {
  expect(clearedParameters(read({ q: 'a', sort: 'date', status: 'new', tab: 'x' }))).toEqual({
    q: null,
    status: null,
  })
  expect(searchParameters('')).toEqual({ q: null })
})
