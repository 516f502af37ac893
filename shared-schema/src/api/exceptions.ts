import * as z from 'zod'
import { exceptionKinds } from '../domain/picking/exception.ts'
import { identifier, instant, thousandths } from './quantity.ts'

export const exceptionSide = z.object({
  role: z.enum(['picked', 'damaged', 'closed', 'completed', 'cancelled', 'reassigned', 'erp']),
  worker: z.string(),
  worker_name: z.string(),
  device: z.string().optional(),
  device_name: z.string().optional(),
  qty: thousandths,
  /** Of the ERP: what it asked for before; `qty` is what it asks for now. */
  before: thousandths.optional(),
  events: z.int(),
  first_at: instant,
  last_at: instant,
  reason: z.string().optional(),
})
export const exceptionDecision = z.object({
  event: identifier,
  by: z.string(),
  by_name: z.string(),
  at: instant,
  decision: z.enum(['corrected', 'accepted']),
  text: z.string(),
  qty: thousandths.optional(),
  stale: z.boolean(),
})
export const exceptionRow = z.object({
  /** `<task>/<exception id within the task>`; in paths with encodeURIComponent. */
  id: z.string(),
  kind: z.enum(exceptionKinds),
  open: z.boolean(),
  fact: z.int(),
  task: identifier,
  requisition: identifier,
  number: z.string(),
  shop: z.string(),
  line: z.string().nullable(),
  pos: z.int().nullable(),
  ident: z.string().nullable(),
  name: z.string().nullable(),
  unit: z.string().nullable(),
  location: z.string().nullable(),
  requested: thousandths.nullable(),
  picked: thousandths.nullable(),
  sides: z.array(exceptionSide),
  decisions: z.array(exceptionDecision),
  first_seen_at: instant,
})
export type ExceptionRow = z.infer<typeof exceptionRow>
/** GET /api/exceptions?status=open|settled|all */
export const exceptionList = z.object({ items: z.array(exceptionRow), total: z.int() })
/** POST /api/exceptions/{id}/resolve */
export const resolveException = z.object({
  operation_id: z.string().min(1).max(200),
  decision: z.enum(['corrected', 'accepted']),
  /** The fact the person looked at; `exception_stale` when it has changed since. */
  seen: z.int(),
  /** Signed change of the line's count, for `corrected`. */
  qty: thousandths.optional(),
  text: z.string().min(1).max(1000),
})
