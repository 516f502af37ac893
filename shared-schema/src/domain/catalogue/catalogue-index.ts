import type { Thousandths } from '../quantity.ts'
import type { Article, ArticleChunk } from './article.ts'

/** One article that a code stands for, with what one scan of that code adds. */
export type CodeMatch = { readonly article: Article; readonly factor: Thousandths }

/** Lookups over the whole catalogue, in memory. Built once per catalogue change, read for every scan. */
export type CatalogueIndex = {
  readonly byIdent: ReadonlyMap<string, Article>
  /** Exact codes as the ERP wrote them, blanks at the ends removed. */
  readonly byCode: ReadonlyMap<string, readonly CodeMatch[]>
}

/**
 * Builds the lookups from the chunks. An ident that appears twice counts once, the later chunk wins;
 * a code of several articles keeps all of them, for only a person can tell which one lies there.
 */
export function buildCatalogueIndex(chunks: Iterable<ArticleChunk>): CatalogueIndex {
  const byIdent = new Map<string, Article>()
  for (const chunk of chunks) {
    for (const article of chunk.articles) byIdent.set(article.ident, article)
  }
  const byCode = new Map<string, CodeMatch[]>()
  for (const article of byIdent.values()) {
    for (const barcode of article.barcodes) {
      const code = barcode.code.trim()
      if (code === '') continue
      const match = { article, factor: barcode.factor }
      const matches = byCode.get(code)
      if (matches === undefined) byCode.set(code, [match])
      else if (!matches.some((other) => other.article === article && other.factor === match.factor))
        matches.push(match)
    }
  }
  return { byIdent, byCode }
}
