import { MAX_UPDATE_BYTES, MAX_UPDATE_STRUCTS } from 'shared-schema/documents/document-name.ts'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'

/**
 * After a cut, the sync protocol sends everything the server lacks as one update. So a document never holds more
 * unacknowledged events than fit one legal update, with room for the envelope (SPEC DV-04).
 */
export const WIDEST = Math.floor(MAX_UPDATE_STRUCTS / 2)
const MAX_BYTES = Math.floor(MAX_UPDATE_BYTES / 2)

const utf8 = new TextEncoder()

/** Bytes an event takes within an update: its JSON as lib0 writes it, its key, and the struct around it, rounded up. */
export function weightOf(event: WorkEvent): number {
  return utf8.encode(JSON.stringify(event)).length + 128
}

/**
 * The events to put into the document now: the oldest first, as many as fit beside those under way.
 * @param waiting events the server has not been seen to have, oldest first
 * @param underWay weights of the events put in and not acknowledged yet
 * @param width most events under way at once, from 1
 */
export function nextToOffer<E extends WorkEvent>(
  waiting: readonly E[],
  underWay: readonly number[],
  width: number,
): E[] {
  let count = underWay.length
  let bytes = underWay.reduce((sum, weight) => sum + weight, 0)
  const chosen: E[] = []
  for (const event of waiting) {
    const weight = weightOf(event)
    // One event alone always goes: its size is bounded by its shape, and waiting would be for ever.
    if (count > 0 && (count >= width || bytes + weight > MAX_BYTES)) break
    chosen.push(event)
    count += 1
    bytes += weight
  }
  return chosen
}

/** The width after a frame was refused without naming the culprit: halving finds it. */
export function narrower(width: number): number {
  return Math.max(1, Math.floor(width / 2))
}

/** The width after events were acknowledged. */
export function wider(width: number): number {
  return Math.min(WIDEST, width * 2)
}
