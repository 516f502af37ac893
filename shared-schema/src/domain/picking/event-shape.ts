import { MAX_QUANTITY } from '../quantity.ts'
import { EVENT_VERSION, pickWays, type WorkEvent, type WorkEventType } from './event.ts'

type Check = (value: unknown) => boolean
type Fields = {
  readonly required: Readonly<Record<string, Check>>
  readonly optional: Readonly<Record<string, Check>>
}

const MAX_ID = 64
const MAX_CODE = 512
const MAX_TEXT = 1000

const string =
  (max: number): Check =>
  (value) =>
    typeof value === 'string' && value.length > 0 && value.length <= max
/** Names are kept in columns of their own, where two must not become one: Postgres cuts a text at its first zero byte. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are refused
const CONTROL = /[\u0000-\u001f\u007f]/
const name: Check = (value) => string(MAX_ID)(value) && !CONTROL.test(value as string)
const integer: Check = (value) => Number.isSafeInteger(value) && !Object.is(value, -0)
const natural: Check = (value) => integer(value) && (value as number) >= 0
/**
 * A time and an offset are each at most half of what a `Date` can hold, so that their sum is a date, too: one device with an absurd
 * clock must not break every screen that shows when something happened. It is the year 138,000.
 */
const MAX_TIME = 8.64e15 / 2
const instant: Check = (value) => natural(value) && (value as number) <= MAX_TIME
const span: Check = (value) => integer(value) && Math.abs(value as number) <= MAX_TIME
const positive: Check = (value) => integer(value) && (value as number) > 0
const quantity: Check = (value) => integer(value) && Math.abs(value as number) <= MAX_QUANTITY
const pickedQuantity: Check = (value) => quantity(value) && (value as number) > 0
const oneOf =
  (...allowed: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && allowed.includes(value)

// Version 7 (minted on a device) or 8 (derived from an operation id); variant 10.
const EVENT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const eventId: Check = (value) => typeof value === 'string' && EVENT_ID.test(value)
/** The name of a photo: the SHA-256 of its bytes in hex. */
const photo: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
// 32 bytes in base64url without padding.
const mac: Check = (value) => typeof value === 'string' && /^[A-Za-z0-9_-]{43}$/.test(value)

const envelope: Fields['required'] = {
  v: positive,
  id: eventId,
  type: name,
  task: name,
  by: name,
  device: name,
  seq: positive,
  at: instant,
  tick: natural,
  mac,
}
const envelopeOptional: Fields['optional'] = { offset: span }

const line = name
const byType: Record<WorkEventType, Fields> = {
  picked: {
    required: { line, qty: pickedQuantity, way: oneOf(...pickWays) },
    optional: { code: string(MAX_CODE), symbology: string(MAX_ID), location: string(MAX_ID) },
  },
  unpicked: { required: { line, undoes: eventId }, optional: {} },
  line_closed: {
    required: { line, reason: name, seen: integer },
    optional: { text: string(MAX_TEXT), photo },
  },
  line_reopened: { required: { line, undoes: eventId }, optional: {} },
  damaged: { required: { line, qty: pickedQuantity }, optional: { text: string(MAX_TEXT), photo } },
  damage_withdrawn: { required: { line, undoes: eventId }, optional: {} },
  task_started: { required: {}, optional: {} },
  task_paused: { required: {}, optional: {} },
  task_resumed: { required: {}, optional: { undoes: eventId } },
  task_completed: { required: { scope: oneOf('worker', 'task'), seen: integer }, optional: {} },
  note_added: { required: { text: string(MAX_TEXT) }, optional: { line } },
  corrected: {
    required: { line, qty: quantity, text: string(MAX_TEXT) },
    optional: { exception: string(200), seen: integer },
  },
  accepted: { required: { exception: string(200), seen: integer, text: string(MAX_TEXT) }, optional: {} },
}

export type EventShape =
  | { readonly kind: 'event'; readonly event: WorkEvent }
  /** Well-formed envelope of a newer version or type: kept and held, never guessed at (SPEC SY-12). */
  | {
      readonly kind: 'newer'
      readonly id: string
      readonly task: string
      readonly device: string
      readonly by: string
    }
  | { readonly kind: 'malformed'; readonly detail: string }

/**
 * Checks that a value read from the wire is a work event with exactly the fields of its type.
 * @returns the event; or `newer` for a later version or an unknown type with a sound envelope; or what is wrong.
 */
export function readEventShape(value: Readonly<Record<string, unknown>>): EventShape {
  for (const [name, check] of Object.entries(envelope)) {
    if (!Object.hasOwn(value, name)) return { kind: 'malformed', detail: `field ${name} is missing` }
    if (!check(value[name])) return { kind: 'malformed', detail: `field ${name} has an illegal value` }
  }
  const known = value.v === EVENT_VERSION && Object.hasOwn(byType, value.type as string)
  if (!known) {
    return {
      kind: 'newer',
      id: value.id as string,
      task: value.task as string,
      device: value.device as string,
      by: value.by as string,
    }
  }
  const fields = byType[value.type as WorkEventType]
  for (const [name, check] of Object.entries(fields.required)) {
    if (!Object.hasOwn(value, name)) return { kind: 'malformed', detail: `field ${name} is missing` }
    if (!check(value[name])) return { kind: 'malformed', detail: `field ${name} has an illegal value` }
  }
  for (const [name, field] of Object.entries(value)) {
    if (Object.hasOwn(envelope, name) || Object.hasOwn(fields.required, name)) continue
    const check = optionalCheck(fields, name)
    if (check === undefined) return { kind: 'malformed', detail: `field ${name} is not allowed here` }
    if (!check(field)) return { kind: 'malformed', detail: `field ${name} has an illegal value` }
  }
  return { kind: 'event', event: value as unknown as WorkEvent }
}

function optionalCheck(fields: Fields, name: string): Check | undefined {
  if (Object.hasOwn(fields.optional, name)) return fields.optional[name]
  return Object.hasOwn(envelopeOptional, name) ? envelopeOptional[name] : undefined
}
