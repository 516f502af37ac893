import type { WorkAct } from 'shared-schema/domain/picking/event.ts'
import { foldTask } from 'shared-schema/domain/picking/fold.ts'
import { expect, test } from 'vitest'
import { summarize } from './finish-summary.ts'
import { picks, plan, recorded } from './picking-fixture.ts'
import { walkOrder } from './walk.ts'

const luka = { worker: 'p-luka', device: 'telefon-luke' }
const close = (line: string): WorkAct => ({
  type: 'line_closed',
  task: plan.id,
  line,
  reason: 'not_found',
  seen: 0,
})
const summary = (events: ReturnType<typeof recorded>, team = plan.workers) => {
  const task = { ...plan, workers: team }
  return summarize(task, walkOrder(task.lines, []), foldTask(task, events), 'p-ana')
}

test('Ana sees what is complete, what is missing, what is over and what is open', () => {
  const found = summary(recorded([...picks('blanket', 4), ...picks('sheet', 2, 2), close('pillow')]))
  expect(found).toMatchObject({
    complete: 1,
    missing: [{ line: { line: 'pillow' } }],
    over: [{ line: { line: 'sheet' } }],
    open: [{ line: { line: 'linen' } }],
    others: ['p-luka'],
    mayFinish: true,
  })
})

test('alone, nobody finishes over open lines', () => {
  expect(summary(recorded(picks('blanket', 4)), ['p-ana']).mayFinish).toBe(false)
})

test('once Luka has finished, nothing can be left to him any more', () => {
  const events = [
    ...recorded(picks('blanket', 4)),
    ...recorded([{ type: 'task_completed', task: plan.id, scope: 'worker', seen: 0 }], luka),
  ]
  expect(summary(events)).toMatchObject({ others: [], mayFinish: false })
  const all = recorded([close('pillow'), close('blanket'), close('sheet'), close('linen')])
  expect(summary([...events, ...all]).mayFinish).toBe(true)
})
