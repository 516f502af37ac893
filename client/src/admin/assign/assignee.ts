import type { Person, Team } from 'shared-schema/domain/people.ts'

/** Whom lines can be given to: one worker or a team. */
export type Assignee = {
  /** Unique over teams and workers. */
  readonly key: string
  readonly kind: 'team' | 'worker'
  readonly id: string
  readonly name: string
  /** Names of a team's members; empty for a worker. */
  readonly members: readonly string[]
  /** The workers who will see the task. */
  readonly workers: readonly string[]
}

/** Everybody who can be given work: teams with at least one active picker, then active pickers. */
export function assigneesOf(people: readonly Person[], teams: readonly Team[]): Assignee[] {
  const pickers = new Map(
    people.filter((person) => person.active && person.role === 'MAGACIONER').map((each) => [each.id, each]),
  )
  const asTeam = (team: Team): Assignee[] => {
    const members = team.members.flatMap((id) => pickers.get(id) ?? [])
    if (members.length === 0) return []
    const names = members.map((member) => member.name)
    const { id, name } = team
    return [
      { key: `team:${id}`, kind: 'team', id, name, members: names, workers: members.map((each) => each.id) },
    ]
  }
  const asWorker = ({ id, name }: Person): Assignee => {
    return { key: `worker:${id}`, kind: 'worker', id, name, members: [], workers: [id] }
  }
  return [...teams.flatMap(asTeam), ...[...pickers.values()].map(asWorker)]
}

/** How a request names an assignee. */
export function assigneeField(assignee: Assignee): { team: string } | { workers: string[] } {
  return assignee.kind === 'team' ? { team: assignee.id } : { workers: [assignee.id] }
}
