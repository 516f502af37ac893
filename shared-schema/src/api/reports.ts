import * as z from 'zod'
import { instant, thousandths } from './quantity.ts'

/** One row of GET /api/reports/shortages?from=&to=&shop=&worker=&status=&format=json|csv */
export const shortageRow = z.object({
  document: z.string(),
  date: z.string(),
  shop: z.string(),
  warehouse: z.string(),
  ident: z.string(),
  name: z.string(),
  unit: z.string(),
  requested: thousandths,
  picked: thousandths,
  missing: thousandths,
  over: thousandths,
  discrepancy: z.enum(['none', 'short_pick', 'not_found', 'damaged', 'wrong_barcode', 'over_pick']),
  reason: z.string().nullable(),
  worker: z.string().nullable(),
  completed_at: instant.nullable(),
  task_status: z.string(),
})
export const shortageReport = z.object({ items: z.array(shortageRow), total: z.int() })
