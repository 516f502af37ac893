import { randomUUID } from 'node:crypto'
import {
  changePerson,
  createPerson,
  createTeam,
  peopleResponse,
  person,
  team,
} from 'shared-schema/api/people.ts'
import * as z from 'zod'
import { hashSecret } from '../auth/passwords.ts'
import { refuse } from '../refusal.ts'
import { writeAudit } from '../storage/audit.ts'
import {
  type Account,
  findAccount,
  findAccountByName,
  insertPerson,
  insertTeam,
  listPeople,
  listTeams,
  updatePerson,
} from '../storage/people.ts'
import { revokeSessionsOf } from '../storage/refresh-tokens.ts'
import { permitted } from './access.ts'
import type { ApiDeps } from './deps.ts'
import { type Route, route } from './route.ts'

export function peopleRoutes({ store }: ApiDeps): Route[] {
  const manage = permitted('people.manage')
  return [
    route({
      method: 'get',
      path: '/api/people',
      summary: 'Who works here, and in which teams',
      access: permitted('task.read_all', 'requisition.assign'),
      answer: peopleResponse,
      handle: async () => ({
        people: await listPeople(store.sql),
        teams: (await listTeams(store.sql)).map((each) => ({ ...each, members: [...each.members] })),
      }),
    }),
    route({
      method: 'post',
      path: '/api/people',
      summary: 'Adds an account',
      access: manage,
      body: createPerson,
      answer: person,
      status: 201,
      handle: async ({ body: { password, pin, ...rest }, principal }) => {
        if (password === undefined && pin === undefined)
          return refuse('body_invalid', 'An account needs a password or a PIN.', {
            details: [{ place: 'body' }],
          })
        const account: Account = {
          ...{ ...rest, id: `p-${randomUUID()}`, active: true },
          passwordHash: password === undefined ? null : await hashSecret(password),
          pinHash: pin === undefined ? null : await hashSecret(pin),
        }
        const taken = await store.write(async (tx) => {
          if (await findAccountByName(tx.sql, rest.username)) return true
          await insertPerson(tx, account)
          const detail = { username: rest.username, role: rest.role }
          await writeAudit(tx, {
            action: 'person_created',
            actor: principal.person.id,
            subject: account.id,
            detail,
          })
          return false
        })
        return taken ? refuse('conflict', `${rest.username} is taken.`) : viewAccount(account)
      },
    }),
    route({
      method: 'patch',
      path: '/api/people/:id',
      summary: 'Changes an account; one that is closed or gets a new password is signed out everywhere',
      access: manage,
      params: z.object({ id: z.string().max(64) }),
      body: changePerson,
      answer: person,
      handle: async ({ params: { id }, body: { password, pin, ...rest }, principal }) => {
        const own = id === principal.person.id
        if (
          own &&
          (rest.active === false || (rest.role !== undefined && rest.role !== principal.person.role))
        )
          return refuse('conflict', 'Nobody closes or demotes the account they work with.')
        const hashes = {
          ...(password !== undefined && { passwordHash: await hashSecret(password) }),
          ...(pin !== undefined && { pinHash: await hashSecret(pin) }),
        }
        const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
        const known = await store.write(async (tx) => {
          if (!(await findAccount(tx.sql, id))) return false
          await updatePerson(tx, id, { ...given, ...hashes })
          if (password !== undefined || rest.active === false) await revokeSessionsOf(tx, id)
          const detail = { ...given, password: password !== undefined, pin: pin !== undefined }
          await writeAudit(tx, { action: 'person_changed', actor: principal.person.id, subject: id, detail })
          return true
        })
        const account = known ? await findAccount(store.sql, id) : undefined
        return account ? viewAccount(account) : refuse('not_found', 'There is no such account.')
      },
    }),
    route({
      method: 'post',
      path: '/api/teams',
      summary: 'Adds a team; its members share tasks',
      access: manage,
      body: createTeam,
      answer: team,
      status: 201,
      handle: async ({ body }) => {
        const people = new Set((await listPeople(store.sql)).map((each) => each.id))
        const members = [...new Set(body.members)]
        const stranger = members.find((member) => !people.has(member))
        if (stranger !== undefined)
          return refuse('worker_unknown', `There is nobody with the id ${stranger}.`)
        const added = { id: `t-${randomUUID()}`, name: body.name, members }
        await store.write((tx) => insertTeam(tx, added))
        return added
      },
    }),
  ]
}

function viewAccount({ passwordHash: _password, pinHash: _pin, ...shown }: Account): z.infer<typeof person> {
  return { ...shown, username: shown.username.toLowerCase() }
}
