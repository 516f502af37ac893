import type { Kysely } from 'kysely'
import type { Article, ArticleBarcode } from 'shared-schema/domain/catalogue/article.ts'
import type { Schema } from './schema.ts'
import { slices } from './slices.ts'
import type { Write } from './store.ts'

/** Articles in one chunk document: 50,000 row-wise writes take a handheld 19 s, 50 chunks 0.2 s. */
export const ARTICLES_PER_CHUNK = 1000

/** Articles in order of ident. */
export async function listArticles(
  sql: Kysely<Schema>,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ items: Article[]; total: number }> {
  const rows = await sql
    .selectFrom('articles')
    .selectAll()
    .orderBy('ident')
    .offset(offset)
    .limit(limit)
    .execute()
  const { total } = await sql
    .selectFrom('articles')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { items: await withBarcodes(sql, rows), total: Number(total) }
}

export async function findArticles(
  sql: Kysely<Schema>,
  idents: readonly string[],
): Promise<ReadonlyMap<string, Article>> {
  const found = new Map<string, Article>()
  for (const slice of slices([...new Set(idents)])) {
    const rows = await sql.selectFrom('articles').selectAll().where('ident', 'in', slice).execute()
    for (const article of await withBarcodes(sql, rows)) found.set(article.ident, article)
  }
  return found
}

/** Every article; for indexes in memory. */
export async function allArticles(sql: Kysely<Schema>): Promise<Article[]> {
  const rows = await sql.selectFrom('articles').selectAll().orderBy('ident').execute()
  const barcodes = await sql.selectFrom('barcodes').selectAll().orderBy('code').execute()
  return joined(rows, barcodes)
}

/** Articles of some chunks, by chunk. */
export async function articlesOfChunks(
  sql: Kysely<Schema>,
  chunks: readonly number[],
): Promise<ReadonlyMap<number, Article[]>> {
  const byChunk = new Map<number, Article[]>()
  for (const chunk of chunks) {
    const rows = await sql
      .selectFrom('articles')
      .selectAll()
      .where('chunk', '=', chunk)
      .orderBy('ident')
      .execute()
    byChunk.set(chunk, await withBarcodes(sql, rows))
  }
  return byChunk
}

/** Changes with every write to the catalogue; lets an index in memory know that it is out of date. */
export async function catalogueSeq(sql: Kysely<Schema>): Promise<number> {
  const row = await sql
    .selectFrom('articles')
    .select((eb) => eb.fn.max('change_seq').as('seq'))
    .executeTakeFirst()
  return Number(row?.seq ?? 0)
}

export async function listLocations(sql: Kysely<Schema>): Promise<string[]> {
  const rows = await sql.selectFrom('locations').select('code').orderBy('code').execute()
  return rows.map((row) => row.code)
}

/** An article to be written; a barcode without a source is the warehouse's own. */
export type WrittenArticle = Omit<Article, 'barcodes'> & {
  readonly barcodes: readonly (ArticleBarcode & { readonly source?: BarcodeSource })[]
}
/** Who says that a code stands for an article: an import of the ERP takes away only what the ERP said. */
export type BarcodeSource = 'erp' | 'own'

/**
 * Writes articles with their barcodes; what an article had before is replaced. New articles fill the chunks up in the
 * order they come.
 */
export async function upsertArticles(tx: Write, articles: readonly WrittenArticle[]): Promise<void> {
  const chunks = await chunksFor(
    tx,
    articles.map(({ ident }) => ident),
  )
  const rows = articles.map(({ ident, name, unit, active, location }) => {
    const bit = active ? (1 as const) : (0 as const)
    const chunk = chunks.get(ident) ?? 0
    return { ident, name, unit, active: bit, location: location ?? null, chunk, change_seq: tx.seq }
  })
  for (const slice of slices(rows)) {
    await tx.sql
      .insertInto('articles')
      .values(slice)
      .onConflict((conflict) =>
        conflict.column('ident').doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          unit: eb.ref('excluded.unit'),
          active: eb.ref('excluded.active'),
          location: eb.ref('excluded.location'),
          change_seq: eb.ref('excluded.change_seq'),
        })),
      )
      .execute()
    await tx.sql
      .deleteFrom('barcodes')
      .where(
        'ident',
        'in',
        slice.map((row) => row.ident),
      )
      .execute()
  }
  const barcodes = articles.flatMap(({ ident, barcodes }) =>
    barcodes.map(({ code, factor, source }) => ({
      ...{ code: code.trim(), ident, factor },
      source: source ?? 'own',
    })),
  )
  for (const slice of slices(barcodes)) {
    await tx.sql
      .insertInto('barcodes')
      .values(slice)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  tx.changed('catalogue', 'articles')
}

/** The chunk of each of these articles: the one it has, or for a new one the next with room. */
async function chunksFor(tx: Write, idents: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const chunks = new Map<string, number>()
  for (const slice of slices(idents)) {
    const rows = await tx.sql
      .selectFrom('articles')
      .select(['ident', 'chunk'])
      .where('ident', 'in', slice)
      .execute()
    for (const { ident, chunk } of rows) chunks.set(ident, chunk)
  }
  if (idents.every((ident) => chunks.has(ident))) return chunks
  let next = await countArticles(tx.sql)
  for (const ident of idents) {
    if (!chunks.has(ident)) chunks.set(ident, Math.floor(next++ / ARTICLES_PER_CHUNK))
  }
  return chunks
}

export async function countArticles(sql: Kysely<Schema>): Promise<number> {
  const { total } = await sql
    .selectFrom('articles')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}

export async function insertLocations(tx: Write, codes: Iterable<string>): Promise<void> {
  const rows = [...new Set(codes)].map((code) => ({ code }))
  for (const slice of slices(rows)) {
    await tx.sql
      .insertInto('locations')
      .values(slice)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

type ArticleRow = { ident: string; name: string; unit: string; active: number; location: string | null }
type BarcodeRow = ArticleBarcode & { ident: string }

async function withBarcodes(sql: Kysely<Schema>, rows: readonly ArticleRow[]): Promise<Article[]> {
  const barcodes: BarcodeRow[] = []
  for (const slice of slices(rows.map((row) => row.ident))) {
    barcodes.push(
      ...(await sql.selectFrom('barcodes').selectAll().where('ident', 'in', slice).orderBy('code').execute()),
    )
  }
  return joined(rows, barcodes)
}

function joined(rows: readonly ArticleRow[], barcodes: readonly BarcodeRow[]): Article[] {
  const byIdent = Map.groupBy(barcodes, (barcode) => barcode.ident)
  return rows.map(({ ident, name, unit, active, location }) => ({
    ident,
    name,
    unit,
    active: active === 1,
    barcodes: (byIdent.get(ident) ?? []).map(({ code, factor }) => ({ code, factor })),
    ...(location !== null && { location }),
  }))
}
