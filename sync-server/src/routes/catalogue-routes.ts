import { articleList, lookupResponse } from 'shared-schema/api/catalogue.ts'
import type { Article } from 'shared-schema/domain/catalogue/article.ts'
import * as z from 'zod'
import { findArticles, listArticles } from '../storage/catalogue.ts'
import { permitted } from './access.ts'
import type { CatalogueCache } from './catalogue-cache.ts'
import type { ApiDeps } from './deps.ts'
import { paging } from './list-query.ts'
import { type Route, route } from './route.ts'

export function catalogueRoutes({ store }: ApiDeps, catalogue: CatalogueCache): Route[] {
  const read = permitted('catalogue.read')
  return [
    route({
      method: 'get',
      path: '/api/catalog/lookup',
      summary: 'What a scanned or typed code stands for, by the same rules as on a handheld',
      access: read,
      query: z.object({ code: z.string().min(1).max(512) }),
      answer: lookupResponse,
      handle: async ({ query: { code } }) => {
        const looked = await catalogue.lookup(code)
        if (looked.kind === 'location') return { kind: 'location' as const, location: looked.location }
        if (looked.kind === 'bad_check_digit' || looked.kind === 'unknown') return { kind: looked.kind }
        const idents =
          looked.kind === 'article' ? [looked.ident] : looked.candidates.map((each) => each.ident)
        const articles = await findArticles(store.sql, idents)
        const found = idents.flatMap((ident) => articles.get(ident) ?? []).map(viewArticle)
        const [only] = found
        if (looked.kind === 'ambiguous') return { kind: 'ambiguous' as const, candidates: found }
        if (!only) return { kind: 'unknown' as const }
        return {
          kind: 'article' as const,
          article: only,
          factor: looked.factor,
          check_digit_wrong: looked.checkDigitBad,
        }
      },
    }),
    route({
      method: 'get',
      path: '/api/catalog/articles',
      summary: 'Articles in order of ident, or those a search finds, best first',
      access: read,
      query: z.object({ ...paging, search: z.string().max(100).optional() }),
      answer: articleList,
      handle: async ({ query: { search, offset, limit } }) => {
        const text = search?.trim() ?? ''
        if (text === '') {
          const { items, total } = await listArticles(store.sql, { offset, limit })
          return { items: items.map(viewArticle), total }
        }
        const { byCode } = await catalogue.index()
        const scanned = (byCode.get(text) ?? []).map(({ article }) => article)
        const found =
          scanned.length > 0 ? scanned : (await catalogue.search())(text, Number.POSITIVE_INFINITY)
        return { items: found.slice(offset, offset + limit).map(viewArticle), total: found.length }
      },
    }),
  ]
}

function viewArticle(article: Article) {
  const { ident, name, unit, active, location, barcodes } = article
  return {
    ident,
    name,
    unit,
    active,
    location: location ?? null,
    barcodes: barcodes.map((each) => ({ ...each })),
  }
}
