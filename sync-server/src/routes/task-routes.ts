import { randomUUID } from 'node:crypto'
import { createTask, reassignTask, task, taskAction, taskItems, taskList } from 'shared-schema/api/tasks.ts'
import { may } from 'shared-schema/domain/people.ts'
import { moveTask, type TaskStatus } from 'shared-schema/domain/requisition/status.ts'
import * as z from 'zod'
import { type Refused, refuse } from '../refusal.ts'
import { writeAudit } from '../storage/audit.ts'
import { listPeople, listTeams } from '../storage/people.ts'
import { cancelTask, reassignTask as reassign } from '../storage/task-plans.ts'
import { tookPart } from '../storage/task-visibility.ts'
import { eventsOfTask, findTask, listTasks, taskLines, taskSorts } from '../storage/tasks.ts'
import { either, type PersonPrincipal, permitted } from './access.ts'
import { assign, resolveAssignee } from './assign.ts'
import type { ApiDeps } from './deps.ts'
import { atHand, paging, several, sorting } from './list-query.ts'
import { once } from './operation.ts'
import { type Route, route } from './route.ts'
import { finish, steer } from './task-acts.ts'
import { viewEvent, viewTask, viewTaskLine } from './task-view.ts'

type TaskAnswer = z.infer<typeof task>
const id = z.object({ id: z.string().max(64) })
const filters = z.object({
  ...paging,
  status: several,
  worker: z.string().optional(),
  team: z.string().optional(),
  requisition: z.string().optional(),
  search: z.string().max(100).optional(),
  at_hand: atHand,
  sort: sorting(taskSorts, 'created_at'),
})

/** Tells whether somebody may see a task: supervisors all, workers those they are or were given. */
export async function maySee(
  store: ApiDeps['store'],
  { person }: PersonPrincipal,
  taskId: string,
): Promise<boolean> {
  return may(person.role, 'task.read_all') || (await tookPart(store.sql, taskId, person.id))
}

export function taskRoutes(deps: ApiDeps): Route[] {
  const { store, ingest } = deps
  const see = permitted('task.read_all', 'task.pick')

  async function whole(taskId: string): Promise<TaskAnswer | Refused> {
    const found = await findTask(store.sql, taskId)
    if (!found) return noTask
    const lines = await taskLines(store.sql, { task: taskId })
    const events = await eventsOfTask(store.sql, taskId)
    return { ...viewTask(found), items: lines.map(viewTaskLine), events: events.map(viewEvent) }
  }

  /** An act on a whole task by one of its workers, once per operation id. */
  function steering(name: 'start' | 'pause' | 'resume', act: Parameters<typeof steer>[0]): Route {
    return route({
      method: 'post',
      path: `/api/zaduznice/:id/${name}`,
      summary: `A worker's own part of a task: ${name}`,
      access: permitted('task.pick'),
      params: id,
      body: taskAction,
      answer: task,
      handle: async ({ params, body, principal: { person } }) => {
        if (!(await tookPart(store.sql, params.id, person.id))) return noTask
        const operation = body.operation_id ?? randomUUID()
        const request = { act, task: params.id }
        return once<TaskAnswer>(store, { actor: person.id, operation, request }, async () => {
          const done = await ingest.append({
            ...{ task: params.id, actor: person.id, operation },
            acts: (state, plan) => steer(act, state, plan),
          })
          return done.ok ? whole(params.id) : done
        })
      },
    })
  }

  return [
    route({
      method: 'get',
      path: '/api/zaduznice',
      summary: 'Tasks, filtered, sorted and in pages',
      access: permitted('task.read_all'),
      query: filters,
      answer: taskList,
      handle: async ({ query: { sort, at_hand, ...filter } }) => {
        const { items, total } = await listTasks(store.sql, { ...filter, ...sort, atHand: at_hand })
        return { items: items.map(viewTask), total }
      },
    }),
    route({
      method: 'post',
      path: '/api/zaduznice',
      summary: 'Gives a requisition, or some of its lines, to a worker or a team',
      access: permitted('requisition.assign'),
      body: createTask,
      answer: task,
      status: 201,
      handle: async ({ body: { requisition, ...part }, principal: { person } }) => {
        const assigned = await store.write((tx) => assign(tx, requisition, [part], person.id))
        return assigned.ok ? whole(assigned.value[0] ?? '') : assigned
      },
    }),
    route({
      method: 'get',
      path: '/api/zaduznice/:id',
      summary: 'A task with its lines and its events',
      access: see,
      params: id,
      answer: task,
      handle: async ({ params, principal }) =>
        (await maySee(store, principal, params.id)) ? whole(params.id) : noTask,
    }),
    route({
      method: 'get',
      path: '/api/zaduznice/:id/items',
      summary: 'Lines of a task',
      access: see,
      params: id,
      answer: taskItems,
      handle: async ({ params, principal }) => {
        if (!(await maySee(store, principal, params.id))) return noTask
        const lines = await taskLines(store.sql, { task: params.id })
        return lines.length === 0 ? noTask : { items: lines.map(viewTaskLine) }
      },
    }),
    route({
      method: 'get',
      path: '/api/worker/tasks/:id',
      summary: "One of the signed-in worker's tasks, with its lines and its events",
      access: permitted('task.pick'),
      params: id,
      answer: task,
      handle: async ({ params, principal: { person } }) =>
        (await tookPart(store.sql, params.id, person.id)) ? whole(params.id) : noTask,
    }),
    steering('start', 'task_started'),
    steering('pause', 'task_paused'),
    steering('resume', 'task_resumed'),
    route({
      method: 'post',
      path: '/api/zaduznice/:id/complete',
      summary: "Finishes a task: a worker one's own part, a supervisor everybody's; never over an open line",
      access: either(permitted('requisition.close'), permitted('task.pick')),
      params: id,
      body: taskAction,
      answer: task,
      handle: async ({ params, body, principal }) => {
        const { person } = principal
        const forAll = may(person.role, 'requisition.close')
        if (!forAll && !(await tookPart(store.sql, params.id, person.id))) return noTask
        const operation = body.operation_id ?? randomUUID()
        const request = { act: 'complete', task: params.id }
        return once<TaskAnswer>(store, { actor: person.id, operation, request }, async () => {
          const done = await ingest.append({
            ...{ task: params.id, actor: person.id, operation },
            acts: (state, plan) => finish(forAll ? undefined : person.id, state, plan),
          })
          if (!done.ok) return done
          if (forAll)
            await store.write((tx) =>
              writeAudit(tx, { action: 'task_completed', actor: person.id, subject: params.id }),
            )
          return whole(params.id)
        })
      },
    }),
    route({
      method: 'post',
      path: '/api/zaduznice/:id/cancel',
      summary: 'Cancels a task; what was picked stays, what is picked later becomes an exception',
      access: permitted('requisition.assign'),
      params: id,
      answer: task,
      handle: async ({ params, principal: { person } }) => {
        const cancelled = await store.write(async (tx) => {
          const found = await findTask(tx.sql, params.id)
          if (!found) return noTask
          if (found.status === 'cancelled') return undefined
          const move = moveTask(found.status as TaskStatus, 'cancelled')
          if (!move.ok) return refuse('status_change_forbidden', `The task is ${found.status}.`)
          await cancelTask(tx, params.id, person.id)
          await writeAudit(tx, { action: 'task_cancelled', actor: person.id, subject: params.id })
          return undefined
        })
        return cancelled ?? whole(params.id)
      },
    }),
    route({
      method: 'post',
      path: '/api/zaduznice/:id/reassign',
      summary: 'Gives a task to other workers; picks of the former ones stay',
      access: permitted('requisition.assign'),
      params: id,
      body: reassignTask,
      answer: task,
      handle: async ({ params, body, principal: { person } }) => {
        const refused = await store.write(async (tx) => {
          const found = await findTask(tx.sql, params.id)
          if (!found) return noTask
          if (found.status === 'done' || found.status === 'cancelled')
            return refuse('status_change_forbidden', `The task is ${found.status}.`)
          const assignee = resolveAssignee(body, await listPeople(tx.sql), await listTeams(tx.sql))
          if (!assignee.ok) return assignee
          await reassign(tx, params.id, assignee.value)
          const detail = { from: found.workers, to: assignee.value.workers }
          await writeAudit(tx, { action: 'task_reassigned', actor: person.id, subject: params.id, detail })
          return undefined
        })
        return refused ?? whole(params.id)
      },
    }),
  ]
}

const noTask = refuse('not_found', 'There is no such task, or it is not visible to this account.')
