import type { ErpResult } from '../erp-port.ts'
import type { Session } from '../http-session.ts'
import { type Mapped, unreadable } from '../mapped-rows.ts'
import { readPages } from '../read-pages.ts'
import { moveFields, moveItemFields } from './paws-rows.ts'
import { allRows, type PawsRow, pagedSelect, selectRows, textOf } from './paws-tables.ts'

/** Headers whose items are read in one question; their lines mostly fit into one page. */
const HEADERS_AT_ONCE = 25
/** One document or one posting is asked for; more rows than this would not be that. */
const FEW = 50

export type Where = { readonly condition: string; readonly params: readonly string[] }
export type PawsMoves = ReturnType<typeof createPawsMoves>

/** Documents and bookings: headers in tHE_Move, lines in tHE_MoveItem. */
export function createPawsMoves(session: Session, pageSize: number) {
  /** Pages of headers, each with its items, mapped. */
  async function* pages<T>(
    where: Where,
    map: (row: PawsRow, items: readonly PawsRow[]) => Mapped<T>,
    wanted: (row: PawsRow) => boolean = () => true,
  ): AsyncGenerator<ErpResult<readonly T[]>> {
    const select = { table: 'tHE_Move', fields: moveFields, sort: 'acKey', ...where }
    const bad: string[] = []
    for await (const page of readPages(
      pagedSelect(session, select, pageSize, (row) => textOf(row, 'acKey')),
    )) {
      if (!page.ok) return yield page
      const rows = page.value.filter(wanted)
      for (let from = 0; from < rows.length; from += HEADERS_AT_ONCE) {
        const headers = rows.slice(from, from + HEADERS_AT_ONCE)
        const items = await itemsOf(headers.map((row) => textOf(row, 'acKey')))
        if (!items.ok) return yield items
        const mapped = headers.map((row) => map(row, items.value.get(textOf(row, 'acKey')) ?? []))
        bad.push(...mapped.flatMap((one) => (one.ok ? [] : [one.why])))
        yield { ok: true, value: mapped.flatMap((one) => (one.ok ? [one.value] : [])) }
      }
    }
    if (bad.length > 0) yield unreadable(bad)
  }

  async function itemsOf(
    keys: readonly string[],
  ): Promise<ErpResult<ReadonlyMap<string, readonly PawsRow[]>>> {
    const condition = `acKey in (${keys.map((_, index) => `@${index + 1}`).join(', ')})`
    const select = {
      table: 'tHE_MoveItem',
      fields: moveItemFields,
      condition,
      params: keys,
      sort: 'acKey, anNo',
    }
    const rows = await allRows(
      session,
      select,
      pageSize,
      (row) => `${textOf(row, 'acKey')} ${textOf(row, 'anNo')}`,
    )
    if (!rows.ok) return rows
    return { ok: true, value: Map.groupBy(rows.value, (row) => textOf(row, 'acKey')) }
  }

  /** The few headers that fit, each with its items. */
  async function few(
    where: Where,
  ): Promise<ErpResult<readonly { readonly row: PawsRow; readonly items: readonly PawsRow[] }[]>> {
    const select = { table: 'tHE_Move', fields: moveFields, sort: 'acKey', ...where }
    const rows = await selectRows(session, select, 0, FEW)
    if (!rows.ok || rows.value.length === 0) return rows.ok ? { ok: true, value: [] } : rows
    const items = await itemsOf(rows.value.map((row) => textOf(row, 'acKey')))
    if (!items.ok) return items
    return {
      ok: true,
      value: rows.value.map((row) => ({ row, items: items.value.get(textOf(row, 'acKey')) ?? [] })),
    }
  }

  return { pages, few }
}
