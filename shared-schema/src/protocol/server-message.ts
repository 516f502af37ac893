import * as z from 'zod/mini'

export const welcome = z.object({
  type: z.literal('welcome'),
  protocol: z.int(),
  epoch: z.string(),
  /** ms since 1970 */
  serverTime: z.number(),
})

export const opened = z.object({ type: z.literal('opened'), channel: z.int() })

/** A document was not opened, or a channel was ended by the server. `code` is from the registry of error codes. */
export const refused = z.object({
  type: z.literal('refused'),
  channel: z.int(),
  document: z.string(),
  closeCode: z.int(),
  code: z.string(),
  detail: z.string(),
  /** Events of this device that were refused for good; the rest is to be issued again. */
  events: z.array(z.string()),
})

/** These events are in the log and survive any crash: sent only after the commit. */
export const acknowledged = z.object({
  type: z.literal('acknowledged'),
  document: z.string(),
  epoch: z.string(),
  events: z.array(z.string()),
  /** Those among them that are kept but not applied yet, e.g. an author who never logged in on this device. */
  held: z.array(z.string()),
})

/** Clocks of the client id do not continue: drop the document, take a fresh client id, issue the events again. */
export const resync = z.object({
  type: z.literal('resync'),
  channel: z.int(),
  document: z.string(),
  code: z.string(),
})

export const pong = z.object({ type: z.literal('pong'), sent: z.number(), serverTime: z.number() })

/** Something this device replicates has changed: pull the named collections. */
export const changed = z.object({ type: z.literal('changed'), collections: z.array(z.string()) })

/** What a server may say on the control channel. */
export const serverMessage = z.discriminatedUnion('type', [
  welcome,
  opened,
  refused,
  acknowledged,
  resync,
  pong,
  changed,
])
export type ServerMessage = z.infer<typeof serverMessage>
