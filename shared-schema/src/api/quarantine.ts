import * as z from 'zod'
import { errorCodes } from '../domain/error-codes.ts'
import { identifier, instant } from './quantity.ts'

const codes = Object.keys(errorCodes) as [keyof typeof errorCodes, ...(keyof typeof errorCodes)[]]

/** One frame the gate refused: kept whole, so that nothing of it is lost while a person looks at it. */
export const quarantineRow = z.object({
  id: identifier,
  at: instant,
  device: identifier.nullable(),
  device_name: z.string().nullable(),
  /** `task/<id>` */
  document: z.string(),
  code: z.enum(codes),
  detail: z.string(),
  /** What could be read of the events inside; empty when the bytes said nothing. */
  events: z.array(z.record(z.string(), z.unknown())),
  bytes: z.int().describe('Size of the refused frame'),
  reviewed_by: z.string().nullable(),
  reviewed_at: instant.nullable(),
})
export type QuarantineRow = z.infer<typeof quarantineRow>
/** GET /api/quarantine?status=open|reviewed|all, newest first. POST /api/quarantine/{id}/review marks one as looked at. */
export const quarantineList = z.object({ items: z.array(quarantineRow), total: z.int() })

/** One refused frame with all that is in it. GET /api/quarantine/{id} */
export const quarantineDetail = quarantineRow.extend({
  /** The entries that the one legal grammar finds; empty when the frame deviates from it. */
  entries: z.array(
    z.object({
      client: z.number().describe('Yjs client id'),
      clock: z.number(),
      key: z.string(),
      event: z.record(z.string(), z.unknown()),
    }),
  ),
  /** Where the grammar was left, in bytes; null when it was not. */
  deviation: z.int().nullable(),
  content: z.string().describe('The whole frame, base64'),
})
export type QuarantineDetail = z.infer<typeof quarantineDetail>
