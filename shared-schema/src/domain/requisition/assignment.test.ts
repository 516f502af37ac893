import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AssignedTask, type AssignmentPart, remainingToAssign, shareOut } from './assignment.ts'

const lines = [
  { line: 'pillow', requested: 10_000 },
  { line: 'cup', requested: 6500 },
]
const task = (
  line: string,
  quantity: number,
  more: { cancelled?: boolean; picked?: number } = {},
): AssignedTask => ({
  cancelled: more.cancelled ?? false,
  lines: [{ line, quantity, picked: more.picked ?? 0 }],
})

test('IM-16 a team gets the whole document once; its two members do not double it', () => {
  const shared = shareOut(lines, [], [{}])
  expect(shared).toEqual({
    ok: true,
    value: [
      [
        { line: 'pillow', quantity: 10_000 },
        { line: 'cup', quantity: 6500 },
      ],
    ],
  })
})

test('IM-16 Milena splits a line between Ana and Luka, and the rest goes to Luka', () => {
  const shared = shareOut(lines, [], [{ lines: [{ line: 'pillow', quantity: 4000 }] }, {}])
  expect(shared.ok && shared.value).toEqual([
    [{ line: 'pillow', quantity: 4000 }],
    [
      { line: 'pillow', quantity: 6000 },
      { line: 'cup', quantity: 6500 },
    ],
  ])
})

test('IM-16 more than requested is refused with what is still there', () => {
  expect(shareOut(lines, [task('pillow', 7000)], [{ lines: [{ line: 'pillow', quantity: 4000 }] }])).toEqual({
    ok: false,
    failure: { code: 'assignment_exceeds_requested', line: 'pillow', available: 3000 },
  })
  const twice = { lines: [{ line: 'cup', quantity: 4000 }] }
  expect(shareOut(lines, [], [twice, twice])).toMatchObject({ ok: false, failure: { available: 2500 } })
})

test('IM-16 nothing left, an unknown line and no quantity are refused', () => {
  const all = [task('pillow', 10_000), task('cup', 6500)]
  expect(shareOut(lines, all, [{}])).toEqual({ ok: false, failure: { code: 'assignment_empty', part: 0 } })
  expect(shareOut(lines, all, [{ lines: [{ line: 'cup' }] }])).toMatchObject({
    failure: { code: 'assignment_exceeds_requested', available: 0 },
  })
  expect(shareOut(lines, [], [{ lines: [{ line: 'chair' }] }])).toMatchObject({
    failure: { code: 'not_found' },
  })
  expect(shareOut(lines, [], [{ lines: [{ line: 'cup', quantity: 0 }] }])).toMatchObject({
    failure: { code: 'quantity_not_positive' },
  })
})

test('IM-17 a cancelled task gives back what it did not pick', () => {
  const remaining = remainingToAssign(lines, [task('pillow', 10_000, { cancelled: true, picked: 4000 })])
  expect(remaining.get('pillow')).toBe(6000)
  expect(
    remainingToAssign(lines, [task('pillow', 10_000, { cancelled: true, picked: 12_000 })]).get('pillow'),
  ).toBe(0)
})

test('IM-16 whatever is asked, in any number of rounds, the sum assigned never exceeds the requested quantity', () => {
  const wanted = fc.record({
    line: fc.constantFrom('pillow', 'cup'),
    quantity: fc.option(fc.integer({ min: -1, max: 12_000 }), { nil: undefined }),
  })
  const part: fc.Arbitrary<AssignmentPart> = fc.record({
    lines: fc.option(fc.array(wanted, { maxLength: 3 }), { nil: undefined }),
  })
  const rounds = fc.array(fc.array(part, { minLength: 1, maxLength: 3 }), { maxLength: 6 })
  fc.assert(
    fc.property(rounds, (asked) => {
      const tasks: AssignedTask[] = []
      for (const parts of asked) {
        const shared = shareOut(lines, tasks, parts)
        if (!shared.ok) continue
        for (const share of shared.value) {
          tasks.push({ cancelled: false, lines: share.map((own) => ({ ...own, picked: 0 })) })
        }
      }
      for (const { line, requested } of lines) {
        const own = tasks.flatMap((assigned) => assigned.lines).filter((share) => share.line === line)
        expect(own.every((share) => share.quantity > 0)).toBe(true)
        expect(own.reduce((sum, share) => sum + share.quantity, 0)).toBeLessThanOrEqual(requested)
      }
    }),
  )
})
