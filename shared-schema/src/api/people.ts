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

const password = z.string().min(10).max(200)
/** Four to eight digits: it is typed in a glove, and counts only on an enrolled device. */
const pin = z.string().regex(/^\d{4,8}$/)
/** POST /api/people (administrators): a worker gets a PIN, an office account a password; both are possible. */
export const createPerson = z.object({
  username: z
    .string()
    .trim()
    .min(2)
    .max(40)
    .regex(/^[a-z0-9._-]+$/i),
  name: z.string().trim().min(1).max(100),
  role: z.enum(roles),
  password: password.optional(),
  pin: pin.optional(),
})
/** PATCH /api/people/{id}: what is given changes. Nobody is ever deleted, for events name them. */
export const changePerson = z.object({
  name: z.string().trim().min(1).max(100).optional(),
  role: z.enum(roles).optional(),
  active: z.boolean().optional(),
  password: password.optional(),
  pin: pin.optional(),
})
/** POST /api/teams */
export const createTeam = z.object({
  name: z.string().trim().min(1).max(60),
  members: z.array(identifier).min(1).max(10),
})
