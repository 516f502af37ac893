import type { VerdictDocument } from 'shared-schema/api/replication.ts'
import { compareHappened } from 'shared-schema/domain/picking/hybrid-clock.ts'
import type { EventBook } from './event-book.ts'
import type { DisputedEvent } from './replica.ts'

/** Own events that do not count as they should: refused for good, or held by the server. The latest first. */
export function disputedOf(
  book: Pick<EventBook, 'own' | 'outbox'>,
  verdicts: ReadonlyMap<string, VerdictDocument>,
): readonly DisputedEvent[] {
  const refused = book.own('refused').map(
    ({ event, refused: code }): DisputedEvent => ({
      event,
      state: 'refused',
      ...(code !== undefined && { code }),
    }),
  )
  // The verdict is newer than what the acknowledgement said: what was held may count by now, and the other way round.
  const held = [...book.own('held'), ...book.own('acknowledged')].flatMap(({ event }): DisputedEvent[] => {
    const known = verdicts.get(event.task)?.held
    const isHeld =
      known === undefined ? book.outbox.get(event.id)?.state === 'held' : known.includes(event.id)
    return isHeld ? [{ event, state: 'held' }] : []
  })
  return [...refused, ...held].sort((a, b) => compareHappened(b.event, a.event))
}
