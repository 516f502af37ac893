import type { Kysely } from 'kysely'
import type { bridgeArticles, bridgeArticlesAnswer } from 'shared-schema/api/bridge.ts'
import type * as z from 'zod'
import { upsertArticles } from './catalogue.ts'
import type { Schema } from './schema.ts'
import { slices } from './slices.ts'
import type { Write } from './store.ts'

type Incoming = z.infer<typeof bridgeArticles>['articles'][number]
type Counts = Omit<z.infer<typeof bridgeArticlesAnswer>, 'lines_recognized'>
type Known = {
  readonly ident: string
  readonly name: string
  readonly unit: string
  readonly active: number
  readonly location: string | null
  readonly barcodes: { code: string; factor: number; source: string }[]
}

/** Barcodes of the ERP stand for one base unit; packs are the warehouse's own. */
const ONE_UNIT = 1000

/**
 * Takes a page of the ERP's catalogue. Only what differs is written, for every written article sends its whole chunk to every device. Where an
 * article lies, and what it is packed in, the warehouse knows better and keeps.
 */
export async function importErpArticles(tx: Write, incoming: readonly Incoming[]): Promise<Counts> {
  // An ident twice in one page: the later one counts, as in the next page.
  const page = new Map(incoming.map((article) => [article.ident, article]))
  const known = await knownArticles(tx, [...page.keys()])
  const counts: Counts = { added: 0, changed: 0, deactivated: 0, unchanged: 0 }
  const written = [...page.values()].flatMap((article) => {
    const before = known.get(article.ident)
    const codes = [...new Set(article.barcodes.map((code) => code.trim()))].filter((code) => code !== '')
    if (before !== undefined && isSame(before, article, codes)) {
      counts.unchanged += 1
      return []
    }
    if (before === undefined) counts.added += 1
    else if (before.active === 1 && !article.active) counts.deactivated += 1
    else counts.changed += 1
    const own = (before?.barcodes ?? []).filter(({ source }) => source === 'own')
    const taken = new Set(own.map(({ code }) => code))
    return {
      ...{ ident: article.ident, name: nameOf(article), unit: article.unit, active: article.active },
      location: before?.location ?? undefined,
      barcodes: [
        ...own.map(({ code, factor }) => ({ code, factor, source: 'own' as const })),
        ...codes
          .filter((code) => !taken.has(code))
          .map((code) => ({ code, factor: ONE_UNIT, source: 'erp' as const })),
      ],
    }
  })
  if (written.length > 0) await upsertArticles(tx, written)
  return counts
}

/**
 * Notes which articles a complete list of the ERP does not name. They stay as they are: goods on a shelf do not vanish because a list was short.
 * @returns how many active ones there are now
 */
export async function noteMissingInErp(tx: Write, idents: readonly string[]): Promise<number> {
  const listed = new Set(idents)
  const rows = await tx.sql.selectFrom('articles').select(['ident', 'active', 'not_in_erp']).execute()
  const missing = rows.filter(({ ident }) => !listed.has(ident))
  const set = async (bit: 0 | 1, which: readonly { ident: string; not_in_erp: number }[]) => {
    const changed = which.filter((row) => row.not_in_erp !== bit).map((row) => row.ident)
    for (const slice of slices(changed))
      await tx.sql.updateTable('articles').set({ not_in_erp: bit }).where('ident', 'in', slice).execute()
    return changed.length
  }
  const changed =
    (await set(1, missing)) +
    (await set(
      0,
      rows.filter(({ ident }) => listed.has(ident)),
    ))
  if (changed > 0) tx.changed('pantheon', 'articles')
  return missing.filter(({ active }) => active === 1).length
}

/** Active articles that the ERP's last complete list did not name. */
export async function missingInErp(sql: Kysely<Schema>): Promise<{ ident: string; name: string }[]> {
  return sql
    .selectFrom('articles')
    .select(['ident', 'name'])
    .where('not_in_erp', '=', 1)
    .where('active', '=', 1)
    .orderBy('ident')
    .execute()
}

export async function countMissingInErp(sql: Kysely<Schema>): Promise<number> {
  const { count } = await sql
    .selectFrom('articles')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('not_in_erp', '=', 1)
    .where('active', '=', 1)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Idents of kept lines that nobody knows, with the documents that name them. */
export async function unknownArticles(
  sql: Kysely<Schema>,
): Promise<{ ident: string; name: string; documents: string[] }[]> {
  const rows = await sql
    .selectFrom('requisition_lines')
    .innerJoin('requisitions', 'requisitions.id', 'requisition_lines.requisition')
    .select(['requisition_lines.ident', 'requisition_lines.name', 'requisitions.number'])
    .where('requisition_lines.unknown_article', '=', 1)
    .where('requisitions.status', '!=', 'cancelled')
    .orderBy('requisition_lines.ident')
    .orderBy('requisitions.number')
    .execute()
  return [...Map.groupBy(rows, (row) => row.ident)].map(([ident, named]) => ({
    ...{ ident, name: named[0]?.name ?? ident },
    documents: [...new Set(named.map(({ number }) => number))],
  }))
}

async function knownArticles(tx: Write, idents: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  const known = new Map<string, Known>()
  for (const slice of slices(idents)) {
    const rows = await tx.sql
      .selectFrom('articles')
      .select(['ident', 'name', 'unit', 'active', 'location'])
      .where('ident', 'in', slice)
      .execute()
    for (const row of rows) known.set(row.ident, { ...row, barcodes: [] })
    const barcodes = await tx.sql.selectFrom('barcodes').selectAll().where('ident', 'in', slice).execute()
    for (const { ident, ...barcode } of barcodes) known.get(ident)?.barcodes.push(barcode)
  }
  return known
}

function isSame(before: Known, article: Incoming, codes: readonly string[]): boolean {
  if (before.name !== nameOf(article) || before.unit !== article.unit) return false
  if ((before.active === 1) !== article.active) return false
  const all = new Set(before.barcodes.map(({ code }) => code))
  const listed = new Set(codes)
  return (
    codes.every((code) => all.has(code)) &&
    before.barcodes.every(({ code, source }) => source === 'own' || listed.has(code))
  )
}

/** People must be able to tell it from others; the ERP has articles without a name. */
function nameOf({ name, ident }: Incoming): string {
  return name.trim() === '' ? ident : name
}
