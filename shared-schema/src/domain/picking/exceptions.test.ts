import { expect, test } from 'vitest'
import { sampleEventId, samplePlan } from './arbitrary-events.ts'
import type { WorkAct, WorkEvent } from './event.ts'
import { foldTask } from './fold.ts'
import type { TaskPlan } from './task.ts'

const plan = samplePlan()
let minted = 0
function by(worker: string, act: Omit<WorkAct, 'task'> & Record<string, unknown>): WorkEvent {
  minted += 1
  return {
    ...{ v: 1, id: sampleEventId(0xb000 + minted), task: plan.id, by: worker, device: `d-${worker}` },
    ...{ seq: minted, at: 1_760_000_000_000 + minted * 1000, tick: 0, mac: 'A'.repeat(43) },
    ...act,
  } as WorkEvent
}
const picks = (worker: string, line: string, units: number) =>
  by(worker, { type: 'picked', line, qty: units * 1000, way: 'trigger' })
const closes = (worker: string, line: string, seen: number) =>
  by(worker, { type: 'line_closed', line, reason: 'not_found', seen: seen * 1000 })
const finishes = (worker: string, seen: number, scope: 'worker' | 'task' = 'worker') =>
  by(worker, { type: 'task_completed', scope, seen: seen * 1000 })

const exceptions = (events: readonly WorkEvent[], change: Partial<TaskPlan> = {}) =>
  foldTask(samplePlan(change), events).exceptions
const kinds = (events: readonly WorkEvent[], change: Partial<TaskPlan> = {}) =>
  exceptions(events, change).map(({ id, fact }) => `${id} ${fact / 1000}`)

test('PK-20 Ana picks 6 of 10 and Luka 6 of the same 10: two too many, and both are named', () => {
  const [exception, ...others] = exceptions([picks('p-ana', 'l-1', 6), picks('p-luka', 'l-1', 6)])
  expect(others).toEqual([])
  expect(exception).toMatchObject({ id: 'over_pick/l-1', line: 'l-1', fact: 2000, open: true })
  expect(exception?.sides).toMatchObject([
    { role: 'picked', worker: 'p-ana', qty: 6000 },
    { role: 'picked', worker: 'p-luka', qty: 6000 },
  ])
})

test('PK-20 an undo that brings the count back ends the exception', () => {
  const surplus = picks('p-luka', 'l-1', 1)
  const events = [picks('p-ana', 'l-1', 10), surplus]
  expect(kinds(events)).toEqual(['over_pick/l-1 1'])
  expect(kinds([...events, by('p-luka', { type: 'unpicked', line: 'l-1', undoes: surplus.id })])).toEqual([])
})

test('PK-21 Luka closes a line short while Ana fills it: both acts stand and contradict', () => {
  const [exception] = exceptions([
    closes('p-luka', 'l-1', 4),
    picks('p-ana', 'l-1', 4),
    picks('p-ana', 'l-1', 6),
  ])
  expect(exception).toMatchObject({ id: 'closed_then_picked/l-1', fact: 10_000 })
  expect(exception?.sides).toMatchObject([
    { role: 'closed', worker: 'p-luka', qty: 4000, reason: 'not_found' },
    { role: 'picked', worker: 'p-ana', qty: 10_000, events: 2 },
  ])
})

test('PK-21 closing a line with exactly what was picked contradicts nobody', () => {
  expect(kinds([picks('p-ana', 'l-1', 4), closes('p-luka', 'l-1', 4)])).toEqual([])
})

test('PK-22 Ana picks on after she finished; Luka’s picks are not hers', () => {
  const done = finishes('p-ana', 3)
  const events = [picks('p-ana', 'l-1', 3), done, picks('p-luka', 'l-2', 5)]
  expect(kinds(events)).toEqual([])
  expect(kinds([...events, picks('p-ana', 'l-1', 1)])).toEqual([`picked_after_completion/${done.id} 4`])
})

test('PK-22 after a supervisor finished it for all, anybody’s pick contradicts', () => {
  const all = ['l-1', 'l-2', 'l-3'].map((line) => picks('p-ana', line, 9))
  const done = finishes('p-sef', 27, 'task')
  expect(kinds([...all, done, picks('p-luka', 'l-1', 1)])).toContain(`picked_after_completion/${done.id} 28`)
})

test('PK-23 finished with lines open', () => {
  expect(kinds([picks('p-ana', 'l-1', 10), finishes('p-ana', 10)])).toEqual([
    'completed_with_open_lines/ 0.002',
  ])
})

test('PK-24 picked after cancellation, which had counted what was there', () => {
  const cancelled = { by: 'p-sef', at: 5, seen: 3000 }
  expect(kinds([picks('p-ana', 'l-1', 3)], { cancelled })).toEqual([])
  const [late] = exceptions([picks('p-ana', 'l-1', 3), picks('p-ana', 'l-2', 1)], { cancelled })
  expect(late).toMatchObject({ id: 'picked_after_cancellation/', fact: 4000 })
  expect(late?.sides[0]).toMatchObject({ role: 'cancelled', worker: 'p-sef', qty: 3000 })
})

test('PK-25 Jelena, from whom the task was taken with 2 picked, picks a third', () => {
  expect(kinds([picks('p-jelena', 'l-1', 2)])).toEqual([])
  expect(kinds([picks('p-jelena', 'l-1', 3)])).toEqual(['picked_after_reassignment/p-jelena 3'])
})

test('PK-26 Marko was never given the task', () => {
  expect(kinds([picks('p-marko', 'l-1', 1)])).toEqual(['not_assigned/p-marko 1'])
})

test('PK-27 a pick on a line that the plan does not know is kept and shown', () => {
  expect(kinds([picks('p-ana', 'l-77', 2)])).toEqual(['unknown_line/l-77 2'])
})

test('PK-28 a decision settles the exception until the fact changes; then it is open again and the decision stale', () => {
  const events = [picks('p-ana', 'l-1', 6), picks('p-luka', 'l-1', 6)]
  const decision = by('p-sef', {
    type: 'accepted',
    exception: 'over_pick/l-1',
    seen: 2000,
    text: 'radnja uzima',
  })
  expect(exceptions([...events, decision])).toMatchObject([
    { open: false, decisions: [{ by: 'p-sef', stale: false }] },
  ])
  expect(exceptions([...events, decision, picks('p-luka', 'l-1', 1)])).toMatchObject([
    { open: true, fact: 3000, decisions: [{ by: 'p-sef', stale: true }] },
  ])
})

test('PK-28 a correction changes the count and not the fact it was made on; two decisions both stay', () => {
  const events = [
    picks('p-ana', 'l-1', 12),
    by('p-sef', {
      type: 'corrected',
      line: 'l-1',
      qty: -2000,
      text: 'vraćeno',
      exception: 'over_pick/l-1',
      seen: 2000,
    }),
    by('p-menadzer', { type: 'accepted', exception: 'over_pick/l-1', seen: 2000, text: 'u redu' }),
  ]
  const state = foldTask(plan, events)
  expect(state.lines.get('l-1')).toMatchObject({ picked: 10_000, over: 0, status: 'picked' })
  expect(state.exceptions).toMatchObject([
    { open: false, decisions: [{ decision: 'corrected', qty: -2000 }, { decision: 'accepted' }] },
  ])
})

test('PK-29 a side says how often and between which times, in server time', () => {
  const first = picks('p-ana', 'l-1', 6)
  const last = picks('p-ana', 'l-1', 5)
  const [exception] = exceptions([last, first])
  expect(exception?.sides).toEqual([
    {
      ...{ role: 'picked', worker: 'p-ana', device: 'd-p-ana', qty: 11_000, events: 2 },
      ...{ firstAt: first.at, lastAt: last.at },
    },
  ])
})

const changed = (to: number, version = 2): Partial<TaskPlan> => ({
  lines: samplePlan().lines.map((line) =>
    line.line === 'l-1'
      ? {
          ...line,
          requested: to * 1000,
          erpChange: { from: 10_000, to: to * 1000, version, at: 1_760_000_000_000 },
        }
      : line,
  ),
})

test('PK-31 the ERP wants 6 instead of 10 of a line that Ana works on: both are named, and what she picked stands', () => {
  const events = [picks('p-ana', 'l-1', 4)]
  expect(exceptions([], changed(6))).toEqual([])
  const [exception, ...others] = exceptions(events, changed(6))
  expect(others).toEqual([])
  expect(exception).toMatchObject({ id: 'erp_line_changed/l-1', line: 'l-1', fact: 2, open: true })
  expect(exception?.sides).toMatchObject([
    { role: 'erp', worker: 'erp', before: 10_000, qty: 6000 },
    { role: 'picked', worker: 'p-ana', qty: 4000 },
  ])
  expect(kinds([closes('p-luka', 'l-1', 0)], changed(6))).toEqual(['erp_line_changed/l-1 0.002'])
})

test('PK-31 what was decided about one version is open again with the next one', () => {
  const accepted = by('p-sef', {
    type: 'accepted',
    exception: 'erp_line_changed/l-1',
    seen: 2,
    text: 'u redu',
  })
  const events = [picks('p-ana', 'l-1', 4), accepted]
  expect(exceptions(events, changed(6)).map(({ open }) => open)).toEqual([false])
  expect(exceptions(events, changed(5, 3)).map(({ open }) => open)).toEqual([true])
})

test('PK-32 the ERP cancels a document Ana has picked for: one exception, which a later pick opens again', () => {
  const cancelled = { cancelled: { by: 'erp', at: 1_760_000_000_000, seen: 4000 } }
  expect(exceptions([], cancelled)).toEqual([])
  const accepted = by('p-sef', {
    type: 'accepted',
    exception: 'erp_document_cancelled/',
    seen: 4000,
    text: 'vraćeno',
  })
  const events = [picks('p-ana', 'l-1', 4), accepted]
  expect(exceptions(events, cancelled)).toMatchObject([
    {
      id: 'erp_document_cancelled/',
      fact: 4000,
      open: false,
      sides: [{ role: 'erp', before: 4000, qty: 0 }, {}],
    },
  ])
  expect(exceptions([...events, picks('p-ana', 'l-1', 1)], cancelled)).toMatchObject([
    { fact: 5000, open: true },
  ])
})

test('PK-34 Ana says three are broken, and then one of her two counts is undone: nothing is refused, somebody looks', () => {
  const [first, second] = [picks('p-ana', 'l-1', 2), picks('p-ana', 'l-1', 2)]
  const broken = by('p-ana', { type: 'damaged', line: 'l-1', qty: 3000 })
  expect(kinds([first, second, broken])).toEqual([])
  const undone = by('p-luka', { type: 'unpicked', line: 'l-1', undoes: second.id })
  const [exception] = exceptions([first, second, broken, undone])
  expect(exception).toMatchObject({ id: 'damaged_over_counted/l-1', fact: 1000, open: true })
  expect(exception?.sides).toMatchObject([
    { role: 'damaged', worker: 'p-ana', qty: 3000 },
    { role: 'picked', worker: 'p-ana', qty: 2000 },
  ])
  const withdrawn = by('p-luka', { type: 'damage_withdrawn', line: 'l-1', undoes: broken.id })
  expect(kinds([first, second, broken, undone, withdrawn])).toEqual([])
})
