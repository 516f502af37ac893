import { randomBytes } from 'node:crypto'
import { MAX_UPDATE_BYTES, MAX_UPDATE_STRUCTS } from 'shared-schema/documents/document-name.ts'
import type { FlatRecord } from 'shared-schema/documents/flat-record.ts'
import { encodeWorkUpdate } from 'shared-schema/documents/work-document-encode.ts'
import type { ErrorCode } from 'shared-schema/domain/error-codes.ts'
import { readEventShape } from 'shared-schema/domain/picking/event-shape.ts'
import type { Ingest } from './ingest-port.ts'

type Event = FlatRecord & { readonly id: string; readonly task: string; readonly device: string }

/** What became of events brought by hand. Everything in it is durable. */
export type Brought =
  | {
      readonly ok: true
      readonly acknowledged: readonly string[]
      readonly held: readonly string[]
      readonly refused: readonly { readonly id: string; readonly code: ErrorCode }[]
    }
  /** The server cannot store now; what was stored before that is acknowledged at the next attempt. */
  | { readonly ok: false }

/** Half of what a frame may carry, as devices do it. */
const FRAME_EVENTS = MAX_UPDATE_STRUCTS / 2
const FRAME_BYTES = MAX_UPDATE_BYTES / 2

/**
 * Takes signed events that somebody carried here past the network (SPEC SY-25). They are made into frames, one client id for each device
 * and task, and go through the gate like any other: it alone judges them.
 * @param deliverer device id of who brought them; what the gate refuses is kept under this name
 */
export async function bringEvents(
  ingest: Pick<Ingest, 'frame'>,
  records: readonly FlatRecord[],
  deliverer: string,
): Promise<Brought> {
  const acknowledged: string[] = []
  const held: string[] = []
  const refused: { id: string; code: ErrorCode }[] = []
  const groups = new Map<string, Event[]>()
  for (const record of records) {
    if (readEventShape(record).kind === 'malformed') {
      // Without an envelope nobody can tell which document it would belong to.
      refused.push({ id: String(record.id ?? '').slice(0, 64), code: 'event_malformed' })
      continue
    }
    const event = record as Event
    const key = `${event.task}\n${event.device}`
    groups.set(key, [...(groups.get(key) ?? []), event])
  }
  const waiting = [...groups.values()].flatMap(framesOf)
  for (let events = waiting.shift(); events !== undefined; events = waiting.shift()) {
    const [first] = events
    if (first === undefined) continue
    // A fresh client id for every frame, as a page load takes one; a frame that meets it taken is made again.
    const client = randomBytes(4).readUInt32BE()
    const bytes = encodeWorkUpdate(client, 0, events)
    const outcome = await ingest.frame({ task: first.task, bytes, device: deliverer })
    const rest = (done: readonly string[]) => events.filter(({ id }) => !done.includes(id))
    switch (outcome.kind) {
      case 'stored':
        acknowledged.push(...outcome.acknowledged)
        held.push(...outcome.held)
        break
      case 'resync': {
        acknowledged.push(...outcome.acknowledged)
        held.push(...outcome.held)
        const left = rest(outcome.acknowledged)
        // What does not fit alone never will.
        if (left.length === 1 && events.length === 1) refused.push({ id: first.id, code: outcome.code })
        else waiting.unshift(...(left.length < events.length ? [left] : smaller(left)))
        break
      }
      case 'quarantined': {
        const named = outcome.refused.length > 0 ? outcome.refused : events.length === 1 ? [first.id] : []
        refused.push(...named.map((id) => ({ id, code: outcome.code })))
        waiting.unshift(...(named.length > 0 ? [rest(named)] : smaller(events)))
        break
      }
      case 'refused':
        refused.push(...events.map(({ id }) => ({ id, code: outcome.code })))
        break
      case 'failed':
        return { ok: false }
    }
  }
  return { ok: true, acknowledged, held, refused }
}

/** In the order of their numbers, as many to a frame as surely fit. */
function framesOf(events: readonly Event[]): Event[][] {
  const frames: Event[][] = []
  let size = FRAME_BYTES
  for (const event of [...dedupe(events)].sort((a, b) => Number(a.seq) - Number(b.seq))) {
    const weight = Buffer.byteLength(JSON.stringify(event)) + 128
    const last = frames.at(-1)
    if (last === undefined || last.length >= FRAME_EVENTS || size + weight > FRAME_BYTES) {
      frames.push([event])
      size = weight
    } else {
      last.push(event)
      size += weight
    }
  }
  return frames
}

/** The same event twice in a frame would be a repetition that no second attempt mends. */
function dedupe(events: readonly Event[]): Event[] {
  return [...new Map(events.map((event) => [`${event.id}\n${JSON.stringify(event)}`, event])).values()]
}

function smaller(events: readonly Event[]): Event[][] {
  if (events.length < 2) return [[...events]]
  const half = Math.ceil(events.length / 2)
  return [events.slice(0, half), events.slice(half)]
}
