import { type ErpResult, failed } from './erp-port.ts'
import { type PagedRead, readPages } from './read-pages.ts'

/** A row as the bridge knows it, or what is wrong with it. */
export type Mapped<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: string }

/** So many unreadable rows are named; the rest is counted. */
const NAMED = 5

/**
 * Pages of mapped rows. A row that cannot be read holds nobody up: the others are handed on, and at the end a failure names it.
 */
export async function* readMapped<Row, T>(
  read: PagedRead<Row>,
  map: (row: Row) => Mapped<T>,
): AsyncGenerator<ErpResult<readonly T[]>> {
  const bad: string[] = []
  for await (const page of readPages(read)) {
    if (!page.ok) {
      yield page
      return
    }
    const good: T[] = []
    for (const row of page.value) {
      const mapped = map(row)
      if (mapped.ok) good.push(mapped.value)
      else bad.push(mapped.why)
    }
    if (good.length > 0) yield { ok: true, value: good }
  }
  if (bad.length > 0) yield unreadable(bad)
}

export function unreadable(bad: readonly string[]): ReturnType<typeof failed> {
  const more = bad.length > NAMED ? ` and ${bad.length - NAMED} more` : ''
  return failed('broken', `unreadable: ${bad.slice(0, NAMED).join('; ')}${more}`)
}
