import type { Actor, Clock } from '../world/clock.ts'

/*
 * A server of an older version does not know some types of events. The server's code meets this module instead of the
 * shape reader of events (`substitutes.ts`), which asks here who is acting.
 */

let isUnknown: (type: string) => boolean = () => false

/** Whether the server that acts right now is too old to know events of this type. */
export function unknownHere(type: unknown): type is string {
  return typeof type === 'string' && isUnknown(type)
}

/** The ages of the servers of one world: types that each does not know. One world at a time. */
export function agesOfServers(clock: Clock): Map<Actor, ReadonlySet<string>> {
  const ages = new Map<Actor, ReadonlySet<string>>()
  isUnknown = (type) => ages.get(clock.actor())?.has(type) === true
  return ages
}
