import * as z from 'zod/mini'

/** First message of a device: who it is and what it speaks. */
export const hello = z.object({
  type: z.literal('hello'),
  protocol: z.int(),
  /** Version of the app, for people. */
  app: z.string().check(z.maxLength(64)),
  /** Device credential from enrolment. */
  token: z.string().check(z.maxLength(512)),
  /** Epoch the device last saw; a different one makes it offer everything it keeps. */
  epoch: z.optional(z.string().check(z.maxLength(64))),
})

/** Opens a document on a channel the device chose; the server answers `opened` or `refused`. */
export const open = z.object({
  type: z.literal('open'),
  channel: z.int().check(z.positive()),
  document: z.string().check(z.maxLength(128)),
})

export const close = z.object({ type: z.literal('close'), channel: z.int().check(z.positive()) })

/** Liveness and clock: the server answers `pong` with its own time. */
export const ping = z.object({ type: z.literal('ping'), sent: z.number() })

/** What a device says of itself, for the supervisors' page. */
export const status = z.object({
  type: z.literal('status'),
  /** Events on the device that no server has acknowledged. */
  unsent: z.int().check(z.nonnegative()),
  /** When the oldest of them happened, device time in ms. */
  oldest: z.optional(z.number()),
  persisted: z.boolean(),
  /** Share of the storage the browser grants that is in use, 0 to 1; absent where the browser does not tell. */
  used: z.optional(z.number()),
  /** Server time minus device time, ms. */
  offset: z.optional(z.number()),
  /** Percent, where the device tells. */
  battery: z.optional(z.number()),
  worker: z.optional(z.string().check(z.maxLength(64))),
})

/** What a device may say on the control channel. */
export const clientMessage = z.discriminatedUnion('type', [hello, open, close, ping, status])
export type ClientMessage = z.infer<typeof clientMessage>
