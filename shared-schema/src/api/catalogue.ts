import * as z from 'zod'
import { thousandths } from './quantity.ts'

export const article = z.object({
  ident: z.string(),
  name: z.string(),
  unit: z.string(),
  active: z.boolean(),
  location: z.string().nullable(),
  barcodes: z.array(z.object({ code: z.string(), factor: thousandths })),
})
/** GET /api/catalog/articles?search=&offset=&limit= */
export const articleList = z.object({ items: z.array(article), total: z.int() })
/** GET /api/catalog/lookup?code= */
export const lookupResponse = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('article'), article, factor: thousandths, check_digit_wrong: z.boolean() }),
  z.object({ kind: z.literal('ambiguous'), candidates: z.array(article) }),
  z.object({ kind: z.literal('location'), location: z.string() }),
  z.object({ kind: z.literal('bad_check_digit') }),
  z.object({ kind: z.literal('unknown') }),
])
