import { type EventShape, readEventShape as readAll } from 'shared-schema/domain/picking/event-shape.ts'
import { unknownHere } from './server-age.ts'

/** What the server's code gets for the function of the same name: one that a server of an older version would have. */
export function readEventShape(value: Readonly<Record<string, unknown>>): EventShape {
  return readAll(unknownHere(value.type) ? { ...value, type: `newer ${value.type}` } : value)
}
