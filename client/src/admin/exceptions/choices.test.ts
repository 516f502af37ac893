import type { ExceptionRow } from 'shared-schema/api/exceptions.ts'
import { expect, test } from 'vitest'
import { canCorrect, choicesFor, otherCount } from './choices.ts'
import { quantityBar } from './quantity-parts.ts'

const side = (worker_name: string, role: 'picked' | 'closed', qty: number) => {
  return { worker_name, worker: worker_name, role, qty, events: 1, first_at: 1, last_at: 2 }
}
const overPick: ExceptionRow = {
  id: 'task-1/over_pick/l1',
  kind: 'over_pick',
  open: true,
  fact: 2_000,
  task: 'task-1',
  requisition: 'r-1',
  number: '25-20CT-000279',
  shop: 'Prodavnica - Kotor Centar',
  line: 'l1',
  pos: 1,
  ident: '200431',
  name: 'Jastuk KING',
  unit: 'KOM',
  location: 'ZA-R01-P01-B01',
  requested: 10_000,
  picked: 12_000,
  sides: [side('Ana', 'picked', 6_000), side('Luka', 'picked', 6_000)],
  decisions: [],
  first_seen_at: 3,
}

test('Ana and Luka picked 6 each of 10: Milena accepts 12, or corrects by -2 to 10', () => {
  expect(choicesFor(overPick)).toEqual([
    { id: 'accept', decision: 'accepted', count: 12_000, missing: 0, over: 2_000 },
    { id: 'requested', decision: 'corrected', count: 10_000, delta: -2_000 },
  ])
})

test('Luka closed at 3, Ana had filled it to 7: what Luka counted is one of the answers', () => {
  const row: ExceptionRow = {
    ...overPick,
    kind: 'closed_then_picked',
    fact: 7_000,
    picked: 7_000,
    sides: [side('Luka', 'closed', 3_000), side('Ana', 'picked', 7_000)],
  }
  expect(choicesFor(row)).toEqual([
    { id: 'accept', decision: 'accepted', count: 7_000, missing: 3_000, over: 0 },
    { id: 'closed:0', decision: 'corrected', count: 3_000, delta: -4_000, countedBy: 'Luka' },
  ])
})

test('two answers with the same count are one button, and the present count is not offered as a change', () => {
  const row: ExceptionRow = {
    ...overPick,
    sides: [...overPick.sides, side('Luka', 'closed', 10_000), side('Ana', 'closed', 12_000)],
  }
  expect(choicesFor(row).map((choice) => choice.id)).toEqual(['accept', 'requested'])
})

test('a count corrected before and over-picked again is corrected from where it stands now', () => {
  expect(choicesFor({ ...overPick, picked: 13_000, fact: 5_000 })[1]).toMatchObject({ delta: -3_000 })
})

test('a task finished with open lines can only be accepted: there is no count to change', () => {
  const row: ExceptionRow = {
    ...overPick,
    kind: 'completed_with_open_lines',
    line: null,
    requested: null,
    picked: null,
  }
  expect(choicesFor(row)).toEqual([{ id: 'accept', decision: 'accepted', count: null, missing: 0, over: 0 }])
  expect(canCorrect(row)).toBe(false)
  expect(quantityBar(row)).toBeUndefined()
})

test('eleven counted by hand on the pallet are one less than the scans say', () => {
  expect(otherCount(overPick, '11')).toEqual({ ok: true, count: 11_000, delta: -1_000 })
  expect(otherCount(overPick, '12,0')).toEqual({ ok: false, code: 'same' })
  expect(otherCount(overPick, 'dvanaest')).toEqual({ ok: false, code: 'quantity_not_a_number' })
})

test('the bar shows both pickers, the requested mark inside it and the overage', () => {
  expect(quantityBar(overPick)).toEqual({
    parts: [
      { worker: 'Ana', qty: 6_000, share: 0.5 },
      { worker: 'Luka', qty: 6_000, share: 0.5 },
    ],
    requestedAt: 10 / 12,
    requested: 10_000,
    picked: 12_000,
    over: 2_000,
    missing: 0,
  })
})
