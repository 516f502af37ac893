import { foldText } from 'shared-schema/domain/fold-text.ts'
import type { ColumnData, SortValue } from './column.ts'
import type { TableState } from './table-address.ts'

/** One choice of a filter and how many rows it would show beside the other filters. */
export type FilterOption = { readonly value: string; readonly name: string; readonly count: number }

/** What a search compares with, folded once per row object: rows are replaced when they change. */
type Haystacks<Row extends object> = WeakMap<Row, string>

/**
 * Arranges rows as a person asked: those that match the search and the filters, sorted.
 * Every word of the search must occur somewhere in the row; case and č ć š ž đ do not matter.
 */
export function arrangeRows<Row extends object>(
  rows: readonly Row[],
  columns: readonly ColumnData<Row>[],
  state: TableState,
  locale: string,
  haystacks: Haystacks<Row> = new WeakMap(),
): Row[] {
  const words = foldText(state.search).split(' ').filter(Boolean)
  const kept = rows.filter((row) => passes(row, columns, state) && matches(row, columns, words, haystacks))
  const sorting = columns.find((column) => column.id === state.sort?.column)
  if (sorting === undefined) return kept
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  const descending = state.sort?.descending === true
  return kept
    .map((row) => ({ row, key: sorting.value(row) }))
    .sort((a, b) => compareKeys(a.key, b.key, descending, compare))
    .map(({ row }) => row)
}

/** The choices of one filter, counted over the rows that pass every other filter and the search. */
export function filterOptions<Row extends object>(
  rows: readonly Row[],
  columns: readonly ColumnData<Row>[],
  state: TableState,
  id: string,
  locale: string,
): FilterOption[] {
  const filter = columns.find((column) => column.id === id)?.filter
  if (filter === undefined) return []
  const others = new Map([...state.filters].filter(([column]) => column !== id))
  const counts = new Map<string, number>((state.filters.get(id) ?? []).map((value) => [value, 0]))
  for (const row of arrangeRows(rows, columns, { ...state, sort: undefined, filters: others }, locale)) {
    for (const value of filter.values(row)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const { compare } = new Intl.Collator(locale, { numeric: true })
  return [...counts]
    .map(([value, count]) => ({ value, count, name: filter.name(value) }))
    .sort((a, b) => compare(a.name, b.name))
}

function passes<Row>(row: Row, columns: readonly ColumnData<Row>[], state: TableState): boolean {
  for (const [id, chosen] of state.filters) {
    const filter = columns.find((column) => column.id === id)?.filter
    if (filter && !filter.values(row).some((value) => chosen.includes(value))) return false
  }
  return true
}

function matches<Row extends object>(
  row: Row,
  columns: readonly ColumnData<Row>[],
  words: readonly string[],
  haystacks: Haystacks<Row>,
): boolean {
  if (words.length === 0) return true
  const haystack = haystacks.get(row) ?? foldText(searchedText(row, columns))
  haystacks.set(row, haystack)
  return words.every((word) => haystack.includes(word))
}

function compareKeys(
  a: SortValue,
  b: SortValue,
  descending: boolean,
  compare: (a: string, b: string) => number,
): number {
  // What is unknown stays at the end whichever way the rest is turned.
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b))
  return descending ? -order : order
}

function searchedText<Row>(row: Row, columns: readonly ColumnData<Row>[]): string {
  return columns
    .filter((column) => column.search !== false)
    .map((column) => column.text(row))
    .join('\n')
}
