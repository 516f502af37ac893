import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { arbitraryEvents, sampleEventId, samplePlan } from './arbitrary-events.ts'
import type { WorkAct, WorkEvent } from './event.ts'
import { foldTask } from './fold.ts'

const plan = samplePlan()
let minted = 0

/** What a person did, as an event of their own device. */
function by(
  worker: string,
  act: Omit<WorkAct, 'task'> & Record<string, unknown>,
  envelope: object = {},
): WorkEvent {
  minted += 1
  return {
    ...{ v: 1, id: sampleEventId(0xa000 + minted), task: plan.id, by: worker, device: `d-${worker}` },
    ...{ seq: minted, at: 1_760_000_000_000 + minted * 1000, tick: 0, mac: 'A'.repeat(43) },
    ...act,
    ...envelope,
  } as WorkEvent
}
const picks = (worker: string, line: string, units: number, envelope = {}) =>
  by(worker, { type: 'picked', line, qty: units * 1000, way: 'trigger' }, envelope)
const finishes = (worker: string, seen: number, scope: 'worker' | 'task' = 'worker') =>
  by(worker, { type: 'task_completed', scope, seen: seen * 1000 })
const line = (events: readonly WorkEvent[], id = 'l-1') => foldTask(plan, events).lines.get(id)

test('PK-02 order, repetition and the way over several devices change nothing', () => {
  fc.assert(
    fc.property(arbitraryEvents(), fc.infiniteStream(fc.nat()), (events, chance) => {
      const expected = foldTask(plan, events)
      const next = () => chance.next().value as number
      const shuffled = [...events, ...events]
        .map((event) => ({ event, key: next() }))
        .sort((a, b) => a.key - b.key)
        .map(({ event }) => event)
      expect(foldTask(plan, shuffled)).toEqual(expected)

      // Three real Yjs documents that hear of one another late, twice and in any order.
      const docs = [1, 2, 3].map(() => new Y.Doc())
      const updates: Uint8Array[] = []
      for (const doc of docs) doc.on('update', (update: Uint8Array) => updates.push(update))
      for (const event of events) docs[next() % 3]?.getMap('events').set(event.id, event)
      const merged = new Y.Doc()
      for (const update of [...updates, ...updates].sort(() => (next() % 2) - 0.5))
        Y.applyUpdate(merged, update)
      expect(foldTask(plan, merged.getMap<WorkEvent>('events').values())).toEqual(expected)
    }),
  )
})

test('PK-03 the same scan delivered twice counts once', () => {
  const scan = picks('p-ana', 'l-1', 1)
  expect(line([scan, { ...scan }, scan])?.picked).toBe(1000)
})

test('PK-04 two undos of one pick count once, and an undo may arrive before its pick', () => {
  const scan = picks('p-ana', 'l-1', 2)
  const undo = (worker: string) => by(worker, { type: 'unpicked', line: 'l-1', undoes: scan.id })
  const once = [undo('p-ana'), picks('p-ana', 'l-1', 3), scan]
  expect(line(once)?.picked).toBe(3000)
  expect(line([...once, undo('p-ana'), undo('p-luka')])?.picked).toBe(3000)
})

test('PK-04 a worker’s undo does not reach a closing, a completion or a supervisor’s correction', () => {
  const correction = by('p-sef', { type: 'corrected', line: 'l-1', qty: -1000, text: 'prebrojano' })
  const closing = by('p-luka', { type: 'line_closed', line: 'l-1', reason: 'damaged', seen: 4000 })
  const events = [picks('p-ana', 'l-1', 5), correction, closing]
  const undos = [correction, closing].map(({ id }) =>
    by('p-ana', { type: 'unpicked', line: 'l-1', undoes: id }),
  )
  expect(line([...events, ...undos])).toMatchObject({ picked: 4000, closings: [closing] })
  const reopened = by('p-ana', { type: 'line_reopened', line: 'l-1', undoes: closing.id })
  expect(line([...events, reopened])).toMatchObject({ closings: [], status: 'open' })
})

test('PK-05 an over-pick is kept whole: nothing is capped', () => {
  expect(line([picks('p-ana', 'l-1', 6), picks('p-luka', 'l-1', 7)])).toMatchObject({
    ...{ requested: 10_000, picked: 13_000, missing: 0, over: 3_000, status: 'over' },
  })
  fc.assert(
    fc.property(arbitraryEvents(), (events) => {
      for (const state of foldTask(plan, events).lines.values()) {
        expect(state.picked + state.missing - state.over).toBe(state.requested)
        expect(state.missing >= 0 && state.over >= 0 && (state.missing === 0 || state.over === 0)).toBe(true)
      }
    }),
  )
})

test('PK-06 picks add up: a second pick of six after a first of four makes ten, not six', () => {
  expect(line([picks('p-ana', 'l-1', 4), picks('p-ana', 'l-1', 6)])?.picked).toBe(10_000)
})

test('PK-07 a closed line keeps every pick, fills up when it is filled, and reopens', () => {
  const closing = by('p-luka', { type: 'line_closed', line: 'l-1', reason: 'not_found', seen: 4000 })
  const four = picks('p-ana', 'l-1', 4)
  expect(line([four])?.status).toBe('open')
  expect(line([four, closing])).toMatchObject({ status: 'short', picked: 4000, missing: 6000 })
  expect(line([four, closing, picks('p-ana', 'l-1', 6)])).toMatchObject({ status: 'picked', picked: 10_000 })
  expect(
    line([four, closing, by('p-luka', { type: 'line_reopened', line: 'l-1', undoes: closing.id })])?.status,
  ).toBe('open')
})

const allPicked = ['l-1', 'l-2', 'l-3'].map((each) => picks('p-ana', each, 10))

test('PK-08 a task is done when all who took part have finished and no line is open', () => {
  const ana = finishes('p-ana', 30)
  expect(foldTask(plan, [...allPicked]).status).toBe('in_progress')
  expect(foldTask(plan, [...allPicked, ana]).status).toBe('done')
  const withLuka = [...allPicked, ana, picks('p-luka', 'l-1', 1)]
  expect(foldTask(plan, withLuka).status).toBe('in_progress')
  expect(foldTask(plan, [...withLuka, finishes('p-luka', 1)]).status).toBe('done')
  expect(foldTask(plan, [...withLuka, finishes('p-sef', 31, 'task')]).status).toBe('done')
})

test('PK-08 finishing with open lines does not make a task done, and resuming takes the finishing back', () => {
  const early = finishes('p-ana', 10)
  expect(foldTask(plan, [picks('p-ana', 'l-1', 10), early]).status).toBe('in_progress')
  const resumed = by('p-ana', { type: 'task_resumed', undoes: early.id })
  expect(foldTask(plan, [...allPicked, early, resumed]).finished.size).toBe(0)
})

test('PK-09 a team of two does not double what is requested; their picks add up by worker', () => {
  const state = line([picks('p-ana', 'l-1', 4), picks('p-luka', 'l-1', 3), picks('p-ana', 'l-1', 1)])
  expect(state).toMatchObject({ requested: 10_000, picked: 8000, missing: 2000 })
  expect(state?.byWorker).toEqual(
    new Map([
      ['p-ana', 5000],
      ['p-luka', 3000],
    ]),
  )
})

test('PK-10 a task is assigned, in progress, paused, in progress again with the next pick; cancelled beats all', () => {
  const start = by('p-ana', { type: 'task_started' })
  const pause = by('p-ana', { type: 'task_paused' })
  const note = by('p-sef', { type: 'note_added', text: 'hitno' })
  expect(foldTask(plan, [note]).status).toBe('assigned')
  expect(foldTask(plan, [note, start]).status).toBe('in_progress')
  expect(foldTask(plan, [start, pause]).status).toBe('paused')
  expect(foldTask(plan, [start, pause, by('p-luka', { type: 'task_started' })]).status).toBe('in_progress')
  expect(foldTask(plan, [start, pause, picks('p-ana', 'l-1', 1)]).status).toBe('in_progress')
  const cancelled = samplePlan({ cancelled: { by: 'p-sef', at: 1, seen: 0 } })
  expect(foldTask(cancelled, allPicked).status).toBe('cancelled')
})

test('PK-12 clocks order what people see and change no quantity and no contradiction', () => {
  fc.assert(
    fc.property(
      arbitraryEvents(),
      fc.array(fc.integer({ min: -86_400_000, max: 86_400_000 }), { minLength: 30, maxLength: 30 }),
      (events, shifts) => {
        const shifted = events.map((event, index) => ({ ...event, at: event.at + (shifts[index] ?? 0) }))
        const [before, after] = [foldTask(plan, events), foldTask(plan, shifted)]
        for (const [id, state] of before.lines) {
          const { picked, missing, over, status, byWorker } = state
          expect(after.lines.get(id)).toMatchObject({ picked, missing, over, status, byWorker })
        }
        const facts = (state: typeof before) =>
          state.exceptions.map(({ id, fact, open }) => ({ id, fact, open }))
        expect(new Set(facts(after).map((each) => JSON.stringify(each)))).toEqual(
          new Set(facts(before).map((each) => JSON.stringify(each))),
        )
      },
    ),
  )
})

test('PK-12 the measured offset puts Luka’s late clock in order, and more than two minutes flag his device', () => {
  const ana = picks('p-ana', 'l-1', 1, { at: 1_000_000 })
  const luka = picks('p-luka', 'l-1', 1, { at: 700_000, offset: 301_000 })
  const state = foldTask(plan, [luka, ana])
  expect(state.lines.get('l-1')?.lastPick?.by).toBe('p-luka')
  expect([...state.skewedDevices]).toEqual(['d-p-luka'])
  expect(foldTask(plan, [picks('p-luka', 'l-1', 1, { offset: 120_000 })]).skewedDevices.size).toBe(0)
})

test('PK-33 two of ten came broken: the count stays ten, and a withdrawn damage is gone whoever withdrew it', () => {
  const damage = by('p-ana', { type: 'damaged', line: 'l-1', qty: 2000, text: 'Iscurilo' })
  const events = [picks('p-ana', 'l-1', 10), damage]
  expect(line(events)).toMatchObject({ picked: 10_000, damaged: 2000, status: 'picked', damages: [damage] })
  const withdrawn = by('p-luka', { type: 'damage_withdrawn', line: 'l-1', undoes: damage.id })
  expect(line([withdrawn, ...events])).toMatchObject({ picked: 10_000, damaged: 0, damages: [] })
  const unpicked = by('p-luka', { type: 'unpicked', line: 'l-1', undoes: damage.id })
  expect(line([...events, unpicked])).toMatchObject({ picked: 10_000, damaged: 2000 })
})

test('PK-33 what is damaged changes nothing else of a task', () => {
  fc.assert(
    fc.property(arbitraryEvents(), (events) => {
      const damage = (event: WorkEvent) => event.type === 'damaged' || event.type === 'damage_withdrawn'
      const without = foldTask(
        plan,
        events.filter((event) => !damage(event)),
      )
      for (const state of foldTask(plan, events).lines.values()) {
        expect({ ...state, damaged: 0, damages: [] }).toEqual(without.lines.get(state.line))
        expect(state.damaged).toBe(state.damages.reduce((sum, { qty }) => sum + qty, 0))
      }
    }),
  )
})
