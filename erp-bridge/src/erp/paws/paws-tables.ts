import { type ErpResult, failed } from '../erp-port.ts'
import { wordsOf } from '../http-call.ts'
import type { Session } from '../http-session.ts'
import { type PagedRead, readPages } from '../read-pages.ts'

export type PawsRow = Readonly<Record<string, unknown>>
export type PawsSelect = {
  readonly table: string
  readonly fields: readonly string[]
  /** `column op @n` joined by `and`; @n is the n-th parameter. Values never stand in the text. */
  readonly condition?: string
  readonly params?: readonly string[]
  readonly sort: string
}

/** Reads rows of a table through POST /api/DBObjects/selecttables. */
export async function selectRows(
  session: Session,
  select: PawsSelect,
  start: number,
  length: number,
): Promise<ErpResult<readonly PawsRow[]>> {
  const { table, fields, condition, params = [], sort } = select
  const answer = await session.ask('/api/DBObjects/selecttables', {
    start,
    length,
    fieldsToReturn: fields.join(','),
    ...(condition !== undefined && { customConditions: { condition, params } }),
    sortColumn: sort,
    sortOrder: 'asc',
    masterTable: { table, alias: 'm' },
  })
  return answer.ok ? rowsIn(answer.value, table) : answer
}

/** A list is an answer with an array, bare or under `data`. */
export function rowsIn(
  { status, body }: { readonly status: number; readonly body: unknown },
  what: string,
): ErpResult<readonly PawsRow[]> {
  if (status === 204) return { ok: true, value: [] }
  if (status !== 200) return failed('refused', `${what} answered ${status}: ${wordsOf(body)}`)
  const rows = typeof body === 'object' && body !== null && 'data' in body ? body.data : body
  if (!Array.isArray(rows) || !rows.every((row) => typeof row === 'object' && row !== null))
    return failed('broken', `${what} answered no list`)
  return { ok: true, value: rows }
}

/** The same select as a list that is read in pages. */
export function pagedSelect(
  session: Session,
  select: PawsSelect,
  limit: number,
  keyOf: (row: PawsRow) => string,
): PagedRead<PawsRow> {
  return { limit, keyOf, fetch: (start, length) => selectRows(session, select, start, length) }
}

/** Every row of a select; for lists that belong to what was read before. */
export async function allRows(
  session: Session,
  select: PawsSelect,
  limit: number,
  keyOf: (row: PawsRow) => string,
): Promise<ErpResult<readonly PawsRow[]>> {
  const rows = new Map<string, PawsRow>()
  for await (const page of readPages(pagedSelect(session, select, limit, keyOf))) {
    if (!page.ok) return page
    for (const row of page.value) rows.set(keyOf(row), row)
  }
  return { ok: true, value: [...rows.values()] }
}

export function textOf(row: PawsRow, column: string): string {
  const value = row[column]
  return typeof value === 'string' ? value.trimEnd() : typeof value === 'number' ? String(value) : ''
}
