import fc from 'fast-check'
import { pickWays, type WorkEvent } from './event.ts'
import type { TaskPlan } from './task.ts'

/*
 * Random but legal events for property tests of every workspace. Ids come from small pools, so that undos, closings and
 * decisions hit their targets often, and events of different authors collide on lines.
 */

const workers = ['p-ana', 'p-luka', 'p-jelena'] as const
const devices = ['d-1', 'd-2', 'd-3'] as const
const photos = ['a'.repeat(64), '0123456789abcdef'.repeat(4)] as const
const lines = ['l-1', 'l-2', 'l-3', 'l-9'] as const

/** The event id with this number; the same number gives the same id. */
export function sampleEventId(n: number): string {
  return `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
}

/** A task of three lines for Ana and Luka, taken from Jelena; line `l-9` of the events is not among them. */
export function samplePlan(change: Partial<TaskPlan> = {}): TaskPlan {
  return {
    id: 't-1',
    requisition: 'r-1',
    number: '25-20CT-000279',
    shop: 'Prodavnica Kotor',
    warehouse: 'Veleprodajni Magacin',
    priority: 'normal',
    createdAt: 1_000,
    workers: ['p-ana', 'p-luka'],
    formerWorkers: [{ worker: 'p-jelena', seen: 2_000 }],
    lines: ['l-1', 'l-2', 'l-3'].map((line, index) => ({
      line,
      pos: index + 1,
      ident: `20043${index + 1}`,
      name: `Jastuk ${index + 1}`,
      unit: 'KOM',
      requested: 10_000,
      unknownArticle: false,
      barcodes: [],
    })),
    ...change,
  }
}

const quantity = fc.integer({ min: 1, max: 12 }).map((units) => units * 500)
const seen = fc.integer({ min: 0, max: 24 }).map((units) => units * 500)
const text = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
const line = fc.constantFrom(...lines)

const acts = (id: fc.Arbitrary<string>) =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constant('picked'),
        line,
        qty: quantity,
        way: fc.constantFrom(...pickWays),
      }),
    },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('unpicked'), line, undoes: id }) },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('line_closed'),
        line,
        reason: fc.constant('not_found'),
        seen,
      }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('line_reopened'), line, undoes: id }) },
    {
      weight: 2,
      arbitrary: fc.record(
        { type: fc.constant('damaged'), line, qty: quantity, text, photo: fc.constantFrom(...photos) },
        { requiredKeys: ['type', 'line', 'qty'] },
      ),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('damage_withdrawn'), line, undoes: id }) },
    fc.record({ type: fc.constantFrom('task_started', 'task_paused', 'task_resumed') }),
    fc.record({ type: fc.constant('task_resumed'), undoes: id }),
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('task_completed'),
        scope: fc.constantFrom('worker', 'task'),
        seen,
      }),
    },
    fc.record({ type: fc.constant('note_added'), text }),
    fc.record({
      type: fc.constant('corrected'),
      line,
      qty: seen.map((n) => n - 3_000),
      text,
      exception: line.map((l) => `over_pick/${l}`),
      seen,
    }),
    fc.record({
      type: fc.constant('accepted'),
      exception: line.map((l) => `closed_then_picked/${l}`),
      seen,
      text,
    }),
  )

/**
 * A list of events of task `t-1` with unique ids, at most `max` of them.
 * Their authentication codes are well-formed and verify for nobody.
 */
export function arbitraryEvents(max = 30): fc.Arbitrary<WorkEvent[]> {
  const id = fc.integer({ min: 1, max }).map(sampleEventId)
  const author = fc.integer({ min: 0, max: 2 })
  const event = fc.tuple(
    acts(id),
    author,
    fc.integer({ min: 0, max: 50 }),
    fc.option(fc.integer({ min: -200_000, max: 200_000 }), { nil: undefined }),
  )
  return fc.array(event, { maxLength: max }).map((drawn) =>
    drawn.map(([act, who, at, offset], index) => {
      const envelope = {
        v: 1,
        id: sampleEventId(index + 1),
        task: 't-1',
        by: workers[who],
        device: devices[who],
        seq: index + 1,
        at: 1_760_000_000_000 + at * 1_000,
        tick: index % 3,
        ...(offset !== undefined && { offset }),
        mac: 'A'.repeat(43),
      }
      return { ...envelope, ...act } as WorkEvent
    }),
  )
}
