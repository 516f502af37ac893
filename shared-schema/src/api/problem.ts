import * as z from 'zod'
import { errorCodes } from '../domain/error-codes.ts'

const codes = Object.keys(errorCodes) as [keyof typeof errorCodes, ...(keyof typeof errorCodes)[]]

/** RFC 9457 problem details; `code` is from the registry of error codes. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(codes),
  detail: z.string(),
  instance: z.string().optional(),
  /** Finds the request in the server's log. */
  request_id: z.string().optional(),
  /** Seconds to wait, for `login_throttled`. */
  retry_after: z.number().optional(),
  /** Field errors, import row errors, open lines: whatever names the place. */
  details: z.array(z.record(z.string(), z.unknown())).optional(),
})
export type Problem = z.infer<typeof problem>

/** Answer of an act that has nothing to tell. */
export const done = z.object({ done: z.boolean() })
