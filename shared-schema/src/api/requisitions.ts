import * as z from 'zod'
import { identifier, instant, positiveThousandths, thousandths } from './quantity.ts'

export const requisitionStatus = z.enum(['new', 'assigned', 'in_progress', 'done', 'cancelled'])
export const lineStatus = z.enum(['open', 'picked', 'short', 'over'])

export const requisitionRow = z.object({
  id: identifier,
  number: z.string(),
  /** yyyy-MM-dd */
  date: z.string(),
  warehouse: z.string(),
  shop: z.string(),
  status: requisitionStatus,
  /** May be closed with lines short. */
  close_incomplete: z.boolean(),
  lines: z.int(),
  lines_done: z.int(),
  unknown_articles: z.int(),
  requested: thousandths,
  assigned: thousandths,
  picked: thousandths,
  open_exceptions: z.int(),
  created_at: instant,
})
export type RequisitionRow = z.infer<typeof requisitionRow>
export const requisitionList = z.object({ items: z.array(requisitionRow), total: z.int() })

export const requisitionLine = z.object({
  id: identifier,
  pos: z.int(),
  ident: z.string(),
  name: z.string(),
  unit: z.string(),
  barcode: z.string().nullable(),
  location: z.string().nullable(),
  unknown_article: z.boolean(),
  requested: thousandths,
  assigned: thousandths,
  picked: thousandths,
  missing: thousandths,
  over: thousandths,
  status: lineStatus,
})
/** GET /api/trebovanja/{id}/items */
export const requisitionItems = z.object({ items: z.array(requisitionLine) })
/** GET /api/trebovanja/{id} */
export const requisition = requisitionRow.extend({
  items: z.array(requisitionLine),
  tasks: z.array(identifier),
})

/** POST /api/trebovanja */
export const createRequisition = z.object({
  number: z.string().regex(/^\d{2}-[0-9A-Z]{4}-\d{6}$/),
  date: z.iso.date(),
  warehouse: z.string().min(1).max(100),
  shop: z.string().min(1).max(100),
  close_incomplete: z.boolean().default(true),
  lines: z
    .array(
      z.object({
        ident: z.string().min(1).max(64),
        name: z.string().max(200).optional(),
        unit: z.string().max(10).optional(),
        barcode: z.string().max(64).optional(),
        quantity: positiveThousandths,
      }),
    )
    .min(1)
    .max(5000),
})

/**
 * POST /api/trebovanja/{id}/assign. Each part becomes one task. A part without `lines` takes all that is not assigned yet.
 * Without `quantity` a line is taken with all that is not assigned yet.
 */
export const assignRequest = z.object({
  parts: z
    .array(
      z.object({
        team: identifier.optional(),
        workers: z.array(identifier).max(10).optional(),
        priority: z.enum(['low', 'normal', 'high']).default('normal'),
        due: instant.optional(),
        lines: z.array(z.object({ line: identifier, quantity: positiveThousandths.optional() })).optional(),
      }),
    )
    .min(1)
    .max(50),
})
export const assignResponse = z.object({ tasks: z.array(identifier) })
/** POST /api/trebovanja/{id}/complete: closes the document; `accept_short` closes it with lines short. */
export const completeRequisition = z.object({ accept_short: z.boolean().default(false) })
