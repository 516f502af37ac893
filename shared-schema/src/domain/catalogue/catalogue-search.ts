import { foldText } from '../fold-text.ts'
import type { Article } from './article.ts'
import type { CatalogueIndex } from './catalogue-index.ts'

/** Finds articles for a person at a desk. Not for scans: a scan is looked up exactly, by `lookupCode`. */
export type CatalogueSearch = (query: string, limit: number) => Article[]

type Entry = { readonly article: Article; readonly ident: string; readonly words: readonly string[] }

/**
 * Prepares the search by ident and by words of the name, diacritics folded. Every word of the query must begin the
 * ident or a word of the name. Order: the exact ident, then idents that begin so, then names; active articles first.
 */
export function buildCatalogueSearch(catalogue: CatalogueIndex): CatalogueSearch {
  const entries: Entry[] = []
  for (const article of catalogue.byIdent.values()) {
    entries.push({ article, ident: foldText(article.ident), words: wordsOf(article.name) })
  }
  return (query, limit) => {
    const asked = wordsOf(query)
    if (asked.length === 0) return []
    const whole = foldText(query)
    const found: { rank: number; entry: Entry }[] = []
    for (const entry of entries) {
      const rank = rankOf(entry, whole, asked)
      if (rank !== undefined) found.push({ rank, entry })
    }
    return found
      .sort((a, b) => a.rank - b.rank || compareText(a.entry.ident, b.entry.ident))
      .slice(0, limit)
      .map(({ entry }) => entry.article)
  }
}

function rankOf(entry: Entry, whole: string, asked: readonly string[]): number | undefined {
  const retired = entry.article.active ? 0 : 10
  if (entry.ident === whole) return retired
  if (entry.ident.startsWith(whole)) return retired + 1
  const all = asked.every(
    (word) => entry.ident.startsWith(word) || entry.words.some((own) => own.startsWith(word)),
  )
  return all ? retired + 2 : undefined
}

function wordsOf(text: string): string[] {
  return foldText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
