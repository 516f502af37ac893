import * as z from 'zod'
import { identifier, instant, positiveThousandths, thousandths } from './quantity.ts'
import { lineStatus } from './requisitions.ts'

export const taskStatus = z.enum(['assigned', 'in_progress', 'paused', 'done', 'cancelled'])

export const taskRow = z.object({
  id: identifier,
  requisition: identifier,
  number: z.string(),
  shop: z.string(),
  warehouse: z.string(),
  status: taskStatus,
  priority: z.enum(['low', 'normal', 'high']),
  due: instant.nullable(),
  team: identifier.nullable(),
  workers: z.array(identifier),
  lines: z.int(),
  lines_done: z.int(),
  requested: thousandths,
  picked: thousandths,
  over: thousandths,
  missing: thousandths,
  open_exceptions: z.int(),
  created_at: instant,
  started_at: instant.nullable(),
  last_at: instant.nullable(),
  completed_at: instant.nullable(),
})
export type TaskRow = z.infer<typeof taskRow>
/** GET /api/zaduznice and GET /api/worker/tasks */
export const taskList = z.object({ items: z.array(taskRow), total: z.int() })

export const taskLine = z.object({
  id: identifier,
  pos: z.int(),
  ident: z.string(),
  name: z.string(),
  unit: z.string(),
  location: z.string().nullable(),
  requested: thousandths,
  picked: thousandths,
  missing: thousandths,
  over: thousandths,
  /** Part of what was picked. */
  damaged: thousandths,
  status: lineStatus,
  reason: z.string().nullable(),
  by_worker: z.array(z.object({ worker: identifier, picked: thousandths })),
})
/** GET /api/zaduznice/{id}/items */
export const taskItems = z.object({ items: z.array(taskLine) })

export const eventRow = z.object({
  id: identifier,
  seq: z.int(),
  type: z.string(),
  line: z.string().nullable(),
  qty: thousandths.nullable(),
  by: identifier,
  device: identifier,
  happened_at: instant,
  received_at: instant,
  status: z.enum(['accepted', 'held']),
  body: z.record(z.string(), z.unknown()),
})
/** GET /api/zaduznice/{id} */
export const task = taskRow.extend({ items: z.array(taskLine), events: z.array(eventRow) })

/** POST /api/zaduznice */
export const createTask = z.object({
  requisition: identifier,
  team: identifier.optional(),
  workers: z.array(identifier).max(10).optional(),
  priority: z.enum(['low', 'normal', 'high']).default('normal'),
  due: instant.optional(),
  lines: z.array(z.object({ line: identifier, quantity: positiveThousandths.optional() })).optional(),
})
/** POST /api/zaduznice/{id}/reassign */
export const reassignTask = z.object({
  team: identifier.optional(),
  workers: z.array(identifier).max(10).optional(),
})

/** Any string; the same one again gives the same answer and counts once. */
export const operationId = z.string().min(1).max(200)
/** POST /api/zaduznice/{id}/start|pause|resume|complete|cancel */
export const taskAction = z.object({ operation_id: operationId.optional() })

/** POST /api/worker/tasks/{stavka_id}/pick-by-code */
export const pickByCode = z.object({
  operation_id: operationId,
  code: z.string().min(1).max(512),
  /** Units picked now, never the absolute count; default: one unit, or the pack's content. */
  quantity: positiveThousandths.optional(),
  /** Records more than was requested knowingly. */
  confirm_over: z.boolean().default(false),
})
/** POST /api/worker/tasks/{stavka_id}/short-pick: what was found now, and the rest is missing. */
export const shortPick = z.object({
  operation_id: operationId,
  quantity: positiveThousandths.or(z.literal(0)),
  reason: z.string().min(1).max(64),
  text: z.string().max(1000).optional(),
})
/** POST /api/worker/tasks/{stavka_id}/not-found */
export const notFound = z.object({ operation_id: operationId, text: z.string().max(1000).optional() })
/** POST /api/worker/documents/{id}/complete */
export const completeDocument = z.object({ operation_id: operationId })
/** What an act through the API led to. */
export const actResponse = z.object({
  events: z.array(identifier),
  task: identifier,
  line: taskLine.nullable(),
  status: taskStatus,
})
