import * as z from 'zod'
import { instant } from './quantity.ts'

/** Who did what that is not a pick: logins, imports, assignments, decisions, devices. */
export const auditRow = z.object({
  seq: z.int(),
  at: instant,
  actor: z.string().nullable(),
  actor_name: z.string().nullable(),
  device: z.string().nullable(),
  action: z.string(),
  subject: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
})
export type AuditRow = z.infer<typeof auditRow>
/** GET /api/audit?before=&limit= : newest first; `before` is a `seq`. */
export const auditList = z.object({ items: z.array(auditRow), total: z.int() })
