import type { peopleResponse } from 'shared-schema/api/people.ts'
import type * as z from 'zod'
import { createQuery, type Query } from './query.ts'

export type House = z.infer<typeof peopleResponse>

/** Everybody who works here and in which team; people change seldom and are needed everywhere. */
export function createHouse(): Query<House> & {
  /** The name of a person, or the id where nobody is called so. */
  readonly nameOf: (id: string) => string
  readonly teamName: (id: string | null) => string | undefined
} {
  const query = createQuery<House>(() => '/api/people', ['people'])
  return {
    ...query,
    nameOf: (id) => query.value()?.people.find((person) => person.id === id)?.name ?? id,
    teamName: (id) => query.value()?.teams.find((team) => team.id === id)?.name,
  }
}
