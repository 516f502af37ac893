import type { ErpArticle, ErpResult } from '../erp-port.ts'
import type { Session } from '../http-session.ts'
import { readMapped } from '../mapped-rows.ts'
import { itemFields, toArticle } from './paws-rows.ts'
import { allRows, type PawsSelect, pagedSelect, textOf } from './paws-tables.ts'

/** So many idents are named one by one; more are asked for as everything between the first and the last. */
const NAMED_IDENTS = 50

export type ArticlesOf = {
  readonly session: Session
  readonly pageSize: number
  readonly barcodeTable: string | undefined
}

/** Articles with their barcodes, in pages. */
export async function* readArticles(
  { session, pageSize, barcodeTable }: ArticlesOf,
  where: Pick<PawsSelect, 'condition' | 'params'>,
): AsyncGenerator<ErpResult<readonly ErpArticle[]>> {
  const select = { table: 'tHE_SetItem', fields: itemFields, sort: 'acIdent', ...where }
  const read = pagedSelect(session, select, pageSize, (row) => textOf(row, 'acIdent'))
  for await (const page of readMapped(read, toArticle)) {
    if (!page.ok) return yield page
    const codes = await barcodesOf(
      { session, pageSize, barcodeTable },
      page.value.map(({ ident }) => ident),
    )
    if (!codes.ok) return yield codes
    yield {
      ok: true,
      value: page.value.map((article) => ({
        ...article,
        barcodes: [...new Set([...article.barcodes, ...(codes.value.get(article.ident) ?? [])])],
      })),
    }
  }
}

async function barcodesOf(
  { session, pageSize, barcodeTable }: ArticlesOf,
  idents: readonly string[],
): Promise<ErpResult<ReadonlyMap<string, string[]>>> {
  const codes = new Map<string, string[]>()
  if (barcodeTable === undefined) return { ok: true, value: codes }
  const sorted = idents.toSorted()
  const few = sorted.length <= NAMED_IDENTS
  const condition = few
    ? `acIdent in (${sorted.map((_, index) => `@${index + 1}`).join(', ')})`
    : 'acIdent >= @1 and acIdent <= @2'
  const params = few ? sorted : [sorted[0] ?? '', sorted.at(-1) ?? '']
  const select = {
    table: barcodeTable,
    fields: ['acIdent', 'acCode'],
    condition,
    params,
    sort: 'acIdent, acCode',
  }
  const rows = await allRows(
    session,
    select,
    pageSize,
    (row) => `${textOf(row, 'acIdent')} ${textOf(row, 'acCode')}`,
  )
  if (!rows.ok) return rows
  for (const row of rows.value) {
    const ident = textOf(row, 'acIdent').trim()
    codes.set(ident, [...(codes.get(ident) ?? []), textOf(row, 'acCode').trim()])
  }
  return { ok: true, value: codes }
}
