import type { CommittedEvent } from '../server/server-disk.ts'
import { wholeText } from './whole-text.ts'

/**
 * S5, at every commit: the log takes only what somebody honest made, to the letter.
 * @param made texts of all honest events, by id
 * @param poisoned signed wrongly by damaged memory
 */
export function forged(
  { id, body }: CommittedEvent,
  made: ReadonlyMap<string, string>,
  poisoned: ReadonlySet<string>,
): string | undefined {
  if (poisoned.has(id)) return `the log takes ${id}, whose code is broken`
  const event = JSON.parse(body) as Readonly<Record<string, unknown>>
  const api = String(event.device).startsWith('api-')
  return api || made.get(id) === wholeText(event)
    ? undefined
    : `the log takes ${id}, which nobody made like this: ${body}`
}
