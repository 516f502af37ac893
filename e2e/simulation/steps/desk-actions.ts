import { cancelTask, reassignTask } from '../../../sync-server/src/storage/task-plans.ts'
import type { Lab } from '../lab.ts'
import { addTask, handhelds, linesOf, SUPERVISOR } from '../server/warehouse-image.ts'
import type { Action } from './actions.ts'
import type { Step } from './step.ts'
import { handheldOf, workActions } from './work-actions.ts'

const workers = handhelds.map(({ worker }) => worker)
const taskOf = (lab: Lab, number: number) => [...lab.tasks.keys()][number % lab.tasks.size] ?? ''
const chosen = (step: Step) => [
  ...new Set([workers[step.b % workers.length] ?? '', workers[step.c % workers.length] ?? '']),
]
/** Counted by world: what came before in the same thread must not change a life. */
const operations = new WeakMap<Lab, number>()

function picking(lab: Lab, task: string): boolean {
  return lab.handhelds.some((each) =>
    [...each.disk.stored().outbox.values()].some((row) => row.task === task && row.state === 'here'),
  )
}

export const deskActions: Readonly<Record<string, Action>> = {
  assign: {
    weight: 2,
    run: async (lab, step) => {
      if (lab.tasks.size >= 5) return
      const number = lab.tasks.size + 1
      const task = `t-${number}`
      const to = chosen(step)
      await lab.write(async (tx) => {
        await addTask(tx, task, number, to)
      })
      if (has(lab, task)) lab.tasks.set(task, { number, workers: to, cancelled: false, unsure: false })
    },
  },
  reassign: {
    weight: 3,
    run: async (lab, step) => {
      const task = taskOf(lab, step.a)
      const known = lab.tasks.get(task)
      if (known === undefined || known.cancelled) return
      await workActions.pick_many?.run(lab, step)
      await lab.world.pass(step.c % 12)
      if (picking(lab, task)) lab.world.faults.met('reassigned_in_mid_pick')
      const to = chosen(step)
      known.unsure = true
      await lab.desk(async ({ store }) => {
        await store.write((tx) => reassignTask(tx, task, { team: null, workers: to }))
        known.unsure = false
        known.workers = to
      })
    },
  },
  cancel: {
    weight: 1,
    run: async (lab, step) => {
      const task = taskOf(lab, step.a)
      const known = lab.tasks.get(task)
      if (known === undefined || known.cancelled) return
      await workActions.pick?.run(lab, step)
      await lab.world.pass(step.c % 12)
      if (picking(lab, task)) lab.world.faults.met('cancelled_in_mid_pick')
      await lab.write((tx) => cancelTask(tx, task, SUPERVISOR))
      known.cancelled = lab.host.disk
        .read<{ at: number | null }>('select cancelled_at as at from tasks where id = ?', task)
        .some(({ at }) => at !== null)
    },
  },
  revoke: {
    weight: 2,
    run: async (lab, step) => {
      const handheld = handheldOf(lab, step.a)
      await workActions.pick_many?.run(lab, step)
      await lab.world.pass(step.c % 40)
      await lab.revoke(handheld.device())
      await lab.world.pass(step.b % 400)
      await workActions.pick?.run(lab, { ...step, b: step.b + 1 })
    },
  },
  connect_again: {
    weight: 2,
    run: async (lab, step) => {
      const revoked = lab.handhelds.filter((each) => lab.isRevoked(each.device()))
      const one = revoked[step.a % Math.max(1, revoked.length)]
      if (one !== undefined) await lab.connectAgain(one)
    },
  },
  decide: {
    weight: 2,
    run: async (lab, step) => {
      const task = taskOf(lab, step.a)
      const number = (operations.get(lab) ?? 0) + 1
      operations.set(lab, number)
      const operation = `op-${number}`
      const line = linesOf(task)[step.b % linesOf(task).length] ?? ''
      const once = () =>
        lab.desk(({ ingest }) =>
          ingest.append({
            ...{ task, actor: SUPERVISOR, operation },
            acts: [{ type: 'corrected', task, line, qty: -1000, text: operation }],
          }),
        )
      await once()
      // The answer was lost, or somebody pressed twice.
      if (step.c % 2 === 0) await once()
    },
  },
}

function has(lab: Lab, task: string): boolean {
  return lab.host.disk.read('select 1 from tasks where id = ?', task).length > 0
}
