import { peopleResponse } from 'shared-schema/api/people.ts'
import { listPeople, listTeams } from '../storage/people.ts'
import { permitted } from './access.ts'
import type { ApiDeps } from './deps.ts'
import { type Route, route } from './route.ts'

export function peopleRoutes({ store }: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/people',
      summary: 'Who works here, and in which teams',
      access: permitted('task.read_all', 'requisition.assign'),
      answer: peopleResponse,
      handle: async () => ({
        people: await listPeople(store.sql),
        teams: (await listTeams(store.sql)).map((team) => ({ ...team, members: [...team.members] })),
      }),
    }),
  ]
}
