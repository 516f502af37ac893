import { EVENT_VERSION, type UnsignedEvent, type WorkAct } from 'shared-schema/domain/picking/event.ts'
import { nextReading } from 'shared-schema/domain/picking/hybrid-clock.ts'
import type { Counter } from '../device-log/device-log-port.ts'
import { eventId } from './event-id.ts'

export type Author = { readonly by: string; readonly device: string }

/**
 * Turns acts into events that still lack their authentication code: numbers go on from the counter without a gap,
 * the clock never runs backwards.
 * @param wall device clock, ms since 1970
 * @param offset server time minus device time as last measured, ms
 * @param chance gives that many random bytes
 */
export function mintEvents(
  acts: readonly WorkAct[],
  author: Author,
  counter: Counter,
  wall: number,
  offset: number | undefined,
  chance: (length: number) => Uint8Array,
): UnsignedEvent[] {
  let clock = counter.clock
  return acts.map((act, index) => {
    clock = nextReading(clock, Math.trunc(wall))
    return {
      ...act,
      v: EVENT_VERSION,
      id: eventId(wall, chance(10)),
      ...author,
      seq: counter.seq + index + 1,
      ...clock,
      // Plus zero, because -0.3 rounds to -0, which is not an integer that survives the wire.
      ...(offset !== undefined && { offset: Math.round(offset) + 0 }),
    } as UnsignedEvent
  })
}
