import * as z from 'zod'
import { article } from './catalogue.ts'
import { identifier, instant, thousandths } from './quantity.ts'

/** Collections a device replicates, pull only. */
export const replicatedCollections = ['tasks', 'articles', 'people', 'site', 'verdicts'] as const
export type ReplicatedCollection = (typeof replicatedCollections)[number]

/** A task plan (domain `TaskPlan`) as a document. */
export const taskDocument = z.object({
  id: identifier,
  requisition: identifier,
  kind: z.literal('receive').optional(),
  number: z.string(),
  shop: z.string(),
  warehouse: z.string(),
  priority: z.enum(['low', 'normal', 'high']),
  due: instant.optional(),
  createdAt: instant,
  workers: z.array(identifier),
  formerWorkers: z.array(z.object({ worker: identifier, seen: thousandths })),
  cancelled: z.object({ by: identifier, at: instant, seen: thousandths }).optional(),
  lines: z.array(
    z.object({
      line: identifier,
      pos: z.int(),
      ident: z.string(),
      name: z.string(),
      unit: z.string(),
      requested: thousandths,
      location: z.string().optional(),
      unknownArticle: z.boolean(),
      barcodes: z.array(z.string()),
      erpChange: z.object({ from: thousandths, to: thousandths, version: z.int(), at: instant }).optional(),
    }),
  ),
})
/** About 1,000 articles as one document: 50,000 row-wise writes take 19 s on a device, 50 chunks 0.2 s. */
export const articleChunkDocument = z.object({
  id: z.string(),
  articles: z.array(article.extend({ location: z.string().optional() })),
})
/** Who works here: names for the sign-in screen and for showing a teammate's picks. */
export const personDocument = z.object({
  id: identifier,
  username: z.string(),
  name: z.string(),
  role: z.string(),
  active: z.boolean(),
})
/** Settings of the site: one document with id `site`. */
export const siteDocument = z.object({
  id: z.literal('site'),
  company: z.string(),
  warehouse: z.string(),
  timeZone: z.string(),
  scanLocation: z.boolean(),
  proposeQuantity: z.boolean(),
  scanPrefix: z.string(),
  scanSuffix: z.string(),
  /** Printed codes of all locations, so that a location scan is told from an unknown article. */
  locations: z.array(z.string()),
  variableMeasure: z.array(
    z.object({
      prefix: z.string(),
      itemDigits: z.int(),
      valueDigits: z.int(),
      kind: z.enum(['weight', 'quantity', 'price']),
      decimals: z.int(),
    }),
  ),
})
/** What the server made of events: one document per task, exceptions and held or refused events. */
export const verdictDocument = z.object({
  id: identifier,
  status: z.string(),
  exceptions: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      line: z.string().optional(),
      fact: z.int(),
      open: z.boolean(),
    }),
  ),
  held: z.array(identifier),
})

export type TaskDocument = z.infer<typeof taskDocument>
export type ArticleChunkDocument = z.infer<typeof articleChunkDocument>
export type PersonDocument = z.infer<typeof personDocument>
export type SiteDocument = z.infer<typeof siteDocument>
export type VerdictDocument = z.infer<typeof verdictDocument>

/** GET /api/replication/{collection}?since=&limit= : changes after the sequence, oldest first. */
export const pullResponse = z.object({
  documents: z.array(z.looseObject({ id: z.string(), _deleted: z.boolean() })),
  checkpoint: z.object({ seq: z.int() }),
})
