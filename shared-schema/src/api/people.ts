import * as z from 'zod'
import { roles } from '../domain/people.ts'
import { identifier } from './quantity.ts'

export const person = z.object({
  id: identifier,
  username: z.string(),
  name: z.string(),
  role: z.enum(roles),
  active: z.boolean(),
})
export const team = z.object({ id: identifier, name: z.string(), members: z.array(identifier) })
/** GET /api/people (supervisors): who can be given work. */
export const peopleResponse = z.object({ people: z.array(person), teams: z.array(team) })
