/** What a person chose in a table. It lives in the address, so that it can be bookmarked, sent and gone back to. */
export type TableState = {
  readonly search: string
  readonly sort: { readonly column: string; readonly descending: boolean } | undefined
  /** Chosen values by column; a column without any is absent. */
  readonly filters: ReadonlyMap<string, readonly string[]>
}

type Query = Readonly<Record<string, string | readonly string[] | undefined>>

/** Values are separated by this in one parameter; it never occurs in ids, statuses or site names. */
const SEPARATOR = '~'

/**
 * Reads the state of a table from the parameters of an address: `q`, `sort` (`-` before the column for descending)
 * and one parameter per filtered column. Parameters it does not know are left to others.
 */
export function readTableState(query: Query, filterable: readonly string[]): TableState {
  const sort = text(query.sort)
  const filters = filterable.flatMap((column) => {
    const chosen = text(query[column])
      .split(SEPARATOR)
      .filter((value) => value !== '')
    return chosen.length > 0 ? [[column, chosen] as const] : []
  })
  return {
    search: text(query.q),
    sort: sort === '' ? undefined : { column: sort.replace(/^-/, ''), descending: sort.startsWith('-') },
    filters: new Map(filters),
  }
}

/** The parameters of a changed search; null removes one from the address. */
export function searchParameters(search: string): Record<string, string | null> {
  return { q: search === '' ? null : search }
}

/** The parameters after a press on a column's head: ascending, then descending, then as the table came. */
export function sortParameters(state: TableState, column: string): Record<string, string | null> {
  if (state.sort?.column !== column) return { sort: column }
  return { sort: state.sort.descending ? null : `-${column}` }
}

/** The parameters after switching one value of a filter on or off. */
export function filterParameters(
  state: TableState,
  column: string,
  value: string,
): Record<string, string | null> {
  const chosen = state.filters.get(column) ?? []
  const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]
  return { [column]: next.length === 0 ? null : next.join(SEPARATOR) }
}

/** The parameters that take all filters and the search away. */
export function clearedParameters(state: TableState): Record<string, null> {
  return Object.fromEntries(['q', ...state.filters.keys()].map((name) => [name, null]))
}

function text(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : ''
}
