import * as z from 'zod'
import { identifier, instant, thousandths } from './quantity.ts'

/** The last thing a worker did today, and where it was: as near to "where is everybody" as scans can tell. */
export const whereabouts = z.object({
  worker: identifier,
  name: z.string(),
  task: identifier,
  number: z.string(),
  shop: z.string(),
  location: z.string().nullable(),
  article: z.string().nullable(),
  /** Type of the work event. */
  act: z.string(),
  qty: thousandths.nullable(),
  at: instant,
})
/** GET /api/overview: what the desk's first page shows beside the lists. */
export const overview = z.object({
  at: instant,
  workers: z.array(whereabouts),
  lines_done_today: z.int(),
  /** Lines done per 10 minutes over the last two hours, oldest first. */
  pace: z.array(z.int()),
})
export type Overview = z.infer<typeof overview>
