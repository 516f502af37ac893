import { randomUUID } from 'node:crypto'
import type { assignRequest } from 'shared-schema/api/requisitions.ts'
import { may, type Person, type Team } from 'shared-schema/domain/people.ts'
import { shareOut } from 'shared-schema/domain/requisition/assignment.ts'
import type * as z from 'zod'
import { type Refused, refuse } from '../refusal.ts'
import { writeAudit } from '../storage/audit.ts'
import { listPeople, listTeams } from '../storage/people.ts'
import { findRequisition, linesOfRequisitions, sharesOfRequisitions } from '../storage/requisitions.ts'
import type { Write } from '../storage/store.ts'
import { insertTask } from '../storage/task-plans.ts'
import { assignedTasks } from './requisition-view.ts'

export type Part = z.output<typeof assignRequest>['parts'][number]
export type Assignee = { readonly team: string | null; readonly workers: readonly string[] }

/** Who a task goes to: the members of a team, or workers by name; only people who may pick. */
export function resolveAssignee(
  asked: { readonly team?: string | undefined; readonly workers?: readonly string[] | undefined },
  people: readonly Person[],
  teams: readonly Team[],
): { readonly ok: true; readonly value: Assignee } | Refused {
  const team = teams.find((each) => each.id === asked.team)
  if (asked.team !== undefined && !team) return refuse('worker_unknown', `There is no team ${asked.team}.`)
  const pickers = new Set(
    people.filter((person) => person.active && may(person.role, 'task.pick')).map((person) => person.id),
  )
  const stranger = asked.workers?.find((worker) => !pickers.has(worker))
  if (stranger !== undefined) return refuse('worker_unknown', `${stranger} is nobody who can pick.`)
  // Members who left the company stay in their team's history and get no new work.
  const members = team?.members.filter((member) => pickers.has(member)) ?? []
  const workers = [...new Set([...members, ...(asked.workers ?? [])])]
  if (workers.length === 0) return refuse('assignment_empty', 'The assignment names no worker.')
  return { ok: true, value: { team: team?.id ?? null, workers } }
}

/**
 * Gives a requisition, or parts of it, to workers: each part becomes one task. A team is one task, so nothing is
 * doubled. Failures: `not_found`, `status_change_forbidden`, those of `resolveAssignee` and of `shareOut`; then nothing is written.
 * @returns ids of the new tasks in the order of the parts
 */
export async function assign(
  tx: Write,
  requisition: string,
  parts: readonly Part[],
  by: string,
): Promise<{ readonly ok: true; readonly value: string[] } | Refused> {
  const document = await findRequisition(tx.sql, requisition)
  if (!document) return refuse('not_found', 'There is no such requisition.')
  if (document.status === 'done' || document.status === 'cancelled')
    return refuse('status_change_forbidden', `The requisition is ${document.status}.`)
  const [people, teams] = [await listPeople(tx.sql), await listTeams(tx.sql)]
  const assignees: Assignee[] = []
  for (const part of parts) {
    const assignee = resolveAssignee(part, people, teams)
    if (!assignee.ok) return assignee
    assignees.push(assignee.value)
  }
  const lines = await linesOfRequisitions(tx.sql, [document.id])
  const shares = await sharesOfRequisitions(tx.sql, [document.id])
  const shared = shareOut(
    lines.map(({ id, requested }) => ({ line: id, requested })),
    assignedTasks(shares),
    parts,
  )
  if (!shared.ok) {
    const { code, ...details } = shared.failure
    return refuse(code, 'The lines cannot be shared out like this.', { details: [details] })
  }
  const tasks: string[] = []
  for (const [index, part] of parts.entries()) {
    const assignee = assignees[index]
    const share = shared.value[index]
    if (!assignee || !share) throw new Error('shareOut returned another number of parts')
    const id = randomUUID()
    await insertTask(tx, {
      ...{ id, requisition: document.id, ...assignee, by },
      ...{ priority: part.priority, due: part.due ?? null },
      lines: share.map((line) => ({ id: randomUUID(), requisitionLine: line.line, quantity: line.quantity })),
    })
    await writeAudit(tx, {
      action: 'task_assigned',
      actor: by,
      subject: id,
      detail: { number: document.number, lines: share.length, ...assignee },
    })
    tasks.push(id)
  }
  return { ok: true, value: tasks }
}
