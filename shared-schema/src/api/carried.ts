import * as z from 'zod'
import { errorCodes } from '../domain/error-codes.ts'
import { MAX_CARRIED } from './carried-limit.ts'

const codes = Object.keys(errorCodes) as [keyof typeof errorCodes, ...(keyof typeof errorCodes)[]]

/**
 * POST /api/devices/events: signed events of any device, brought by another one or by a supervisor. They go the way of frames: each proves
 * itself by its code. The same again changes nothing.
 */
export const bringEvents = z.object({
  events: z
    .array(z.record(z.string().max(40), z.union([z.string().max(4_000), z.int(), z.boolean()])))
    .max(MAX_CARRIED),
})

/** What became of each of them, by id. */
export const broughtEvents = z.object({
  /** In the log, since now or since before. */
  acknowledged: z.array(z.string()),
  /** Those among them that are kept but not applied yet. */
  held: z.array(z.string()),
  refused: z.array(z.object({ id: z.string(), code: z.enum(codes) })),
  /** The database they are in, by its epoch. */
  epoch: z.string(),
})
export type BroughtEvents = z.infer<typeof broughtEvents>
