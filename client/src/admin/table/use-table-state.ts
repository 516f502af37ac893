import { useSearchParams } from '@solidjs/router'
import { type Accessor, createMemo } from 'solid-js'
import {
  clearedParameters,
  filterParameters,
  readTableState,
  searchParameters,
  sortParameters,
  type TableState,
} from './table-address.ts'

export type TableControl = {
  readonly state: Accessor<TableState>
  readonly search: (text: string) => void
  readonly sort: (column: string) => void
  readonly toggle: (column: string, value: string) => void
  readonly clear: () => void
}

/** The state of a table, kept in the address. Every change replaces the address: going back leaves the page. */
export function useTableState(filterable: () => readonly string[]): TableControl {
  const [query, setQuery] = useSearchParams()
  const state = createMemo(() => readTableState({ ...query }, filterable()))
  const change = (parameters: Record<string, string | null>) => setQuery(parameters, { replace: true })
  return {
    state,
    search: (text) => change(searchParameters(text)),
    sort: (column) => change(sortParameters(state(), column)),
    toggle: (column, value) => change(filterParameters(state(), column, value)),
    clear: () => change(clearedParameters(state())),
  }
}
