import { canonicalEvent } from '../domain/picking/canonical.ts'
import type { WorkEvent } from '../domain/picking/event.ts'
import { readEventShape } from '../domain/picking/event-shape.ts'
import { checksum } from './checksum.ts'

/*
 * Events of a device that cannot send, on their way to the server by hand: in a file or a series of QR codes (SPEC DV-16). They
 * are what the device signed, unchanged, so whoever carries them can neither make nor change one.
 */

const FORMAT = 'magacin-track/events'
const VERSION = 1

/** What is carried. */
export type CarriedEvents = {
  /** Id of the device that gave them out; what it carries for others is among them. */
  readonly device: string
  /** What people call that device. */
  readonly name: string
  /** When, by that device's clock, ms since 1970. */
  readonly madeAt: number
  readonly events: readonly WorkEvent[]
}

export type CarriedReading =
  | { readonly ok: true; readonly carried: CarriedEvents }
  | {
      readonly ok: false
      /** Not ours at all; of a newer version; or ours and damaged: nothing of it was taken. */
      readonly failure: { readonly code: 'carried_foreign' | 'carried_newer' | 'carried_damaged' }
    }

const utf8 = new TextEncoder()

/** Writes one JSON object: form, version, device, events with their codes, and a checksum over all events. */
export function writeCarried({ device, name, madeAt, events }: CarriedEvents): string {
  return JSON.stringify({
    format: FORMAT,
    version: VERSION,
    device,
    name,
    made_at: madeAt,
    count: events.length,
    checksum: checksumOf(events),
    events,
  })
}

/** Reads what `writeCarried` wrote. One event too few, or one letter changed, and all of it is refused as damaged. */
export function readCarried(text: string): CarriedReading {
  const value = parse(text)
  if (!isRecord(value) || value.format !== FORMAT) return refused('carried_foreign')
  if (typeof value.version !== 'number' || value.version > VERSION) return refused('carried_newer')
  const { device, name, made_at: madeAt, count, events } = value
  const sound =
    typeof device === 'string' &&
    typeof name === 'string' &&
    typeof madeAt === 'number' &&
    Array.isArray(events) &&
    events.length === count &&
    events.every((event) => isRecord(event) && readEventShape(event).kind !== 'malformed') &&
    checksumOf(events) === value.checksum
  if (!sound) return refused('carried_damaged')
  return { ok: true, carried: { device, name, madeAt, events } }
}

function checksumOf(events: readonly WorkEvent[]): string {
  const lines = events.map((event) => `${canonicalEvent(event)} ${event.mac}\n`)
  return checksum(utf8.encode(lines.join('')))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    // Anything may be chosen as a file.
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refused(code: 'carried_foreign' | 'carried_newer' | 'carried_damaged'): CarriedReading {
  return { ok: false, failure: { code } }
}
