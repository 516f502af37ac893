import type { WorkAct, WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { foldTask } from 'shared-schema/domain/picking/fold.ts'
import { tonedTooEarly } from '../check/s02-toned-is-kept.ts'
import type { Handheld } from '../device/handheld.ts'
import type { Lab } from '../lab.ts'
import { linesOf } from '../server/warehouse-image.ts'
import type { Action } from './actions.ts'
import type { Step } from './step.ts'

export function handheldOf(lab: Lab, number: number): Handheld {
  return lab.handhelds[number % lab.handhelds.length] as Handheld
}

/** Tasks the worker sees; of a device that sees none, nothing can be picked. */
function taskOn(handheld: Handheld, number: number): string | undefined {
  const tasks = handheld.front()?.replica?.tasks.get() ?? []
  return tasks.length === 0 ? undefined : tasks[number % tasks.length]?.id
}

async function act(
  lab: Lab,
  step: Step,
  make: (task: string, events: readonly WorkEvent[]) => WorkAct[],
): Promise<void> {
  const handheld = handheldOf(lab, step.a)
  const task = taskOn(handheld, step.b)
  const events = task === undefined ? undefined : handheld.front()?.replica?.events(task).get()
  if (task === undefined || events === undefined) return
  const acts = make(task, events)
  if (acts.length === 0) return
  await handheld.record(acts, (recorded) => {
    lab.ledger.toned(recorded)
    const why = tonedTooEarly(handheld, recorded)
    if (why !== undefined) lab.world.violate('S2', why)
  })
}

const lineOf = (task: string, number: number) => linesOf(task)[number % linesOf(task).length] ?? ''
const pick = (task: string, line: string, pieces: number): WorkAct => ({
  ...{ type: 'picked', task, line, qty: pieces * 1000, way: 'trigger' },
})

export const workActions: Readonly<Record<string, Action>> = {
  pick: {
    weight: 12,
    common: true,
    run: (lab, step) => act(lab, step, (task) => [pick(task, lineOf(task, step.c), 1 + (step.c % 3))]),
  },
  pick_many: {
    weight: 3,
    common: true,
    run: (lab, step) =>
      act(lab, step, (task) =>
        Array.from({ length: 2 + (step.c % 12) }, () => pick(task, lineOf(task, step.c), 1)),
      ),
  },
  undo: {
    weight: 3,
    run: (lab, step) =>
      act(lab, step, (task, events) => {
        const picks = events.filter((each) => each.type === 'picked')
        const one = picks[step.c % Math.max(1, picks.length)]
        return one === undefined ? [] : [{ type: 'unpicked', task, line: one.line, undoes: one.id }]
      }),
  },
  close_line: {
    weight: 2,
    run: (lab, step) =>
      act(lab, step, (task, events) => {
        const plan = handheldOf(lab, step.a)
          .front()
          ?.replica?.tasks.get()
          .find(({ id }) => id === task)
        const line = lineOf(task, step.c)
        if (plan === undefined) return []
        const state = foldTask(plan, events).lines.get(line)
        const seen = [...(state?.byWorker.values() ?? [])].reduce((sum, quantity) => sum + quantity, 0)
        return [{ type: 'line_closed', task, line, reason: 'out_of_stock', seen }]
      }),
  },
  reopen_line: {
    weight: 1,
    run: (lab, step) =>
      act(lab, step, (task, events) => {
        const closings = events.filter((each) => each.type === 'line_closed')
        const one = closings[step.c % Math.max(1, closings.length)]
        return one === undefined ? [] : [{ type: 'line_reopened', task, line: one.line, undoes: one.id }]
      }),
  },
  steer: {
    weight: 2,
    run: (lab, step) =>
      act(lab, step, (task) => {
        const types = ['task_started', 'task_paused', 'task_resumed'] as const
        return [{ type: types[step.c % types.length] ?? 'task_started', task }]
      }),
  },
  complete: {
    weight: 1,
    run: (lab, step) =>
      act(lab, step, (task, events) => {
        const undone = new Set(events.flatMap((each) => (each.type === 'unpicked' ? [each.undoes] : [])))
        const by = handheldOf(lab, step.a).front()?.replica?.signedIn.get()?.worker
        const seen = events
          .flatMap((each) =>
            each.type === 'picked' && each.by === by && !undone.has(each.id) ? [each.qty] : [],
          )
          .reduce((sum, quantity) => sum + quantity, 0)
        return [{ type: 'task_completed', task, scope: 'worker', seen }]
      }),
  },
  note: {
    weight: 1,
    run: (lab, step) => act(lab, step, (task) => [{ type: 'note_added', task, text: 'paleta je puna' }]),
  },
  wait: {
    weight: 6,
    common: true,
    run: (lab, step) => lab.world.pass(step.a % 10 < 7 ? step.b % 400 : step.b % 20_000),
  },
}
