import * as fc from 'fast-check'
import { assignRequest } from 'shared-schema/api/requisitions.ts'
import type { Person, Team } from 'shared-schema/domain/people.ts'
import { expect, test } from 'vitest'
import { type Assignee, assigneesOf } from './assignee.ts'
import { type Proposal, shareByLines, shareByLocation, shareEvenly } from './propose-split.ts'
import { checkSplit, freeOf, partsOf, type SplitLine } from './split-lines.ts'

const person = (id: string, name: string, active = true): Person => {
  return { id, username: id, name, active, role: 'MAGACIONER' }
}
const people: Person[] = [
  person('ana', 'Ana Kovačević'),
  person('luka', 'Luka Perović'),
  person('vera', 'Vera Ilić', false),
  { ...person('sef', 'Milena Đurović'), role: 'SEF' },
]
const teams: Team[] = [
  { id: 't-1', name: 'Tim Rumija', members: ['ana', 'luka'] },
  { id: 't-2', name: 'Tim bez ljudi', members: ['vera'] },
]
const byName = (name: string): Assignee => {
  const found = assigneesOf(people, teams).find((each) => each.name === name)
  if (!found) throw new Error(`nobody called ${name}`)
  return found
}
const ana = byName('Ana Kovačević')
const luka = byName('Luka Perović')
const line = (id: string, requested: number, assigned = 0, location: string | null = null): SplitLine => {
  return { id, requested, assigned, location }
}
const typed = (cells: Record<string, Record<string, string>>) =>
  new Map(Object.entries(cells).map(([id, row]) => [id, new Map(Object.entries(row))]))

test('work can be given to teams and pickers, not to supervisors, the inactive or an empty team', () => {
  expect(assigneesOf(people, teams).map((each) => each.name)).toEqual([
    'Tim Rumija',
    'Ana Kovačević',
    'Luka Perović',
  ])
})

test('Ana gets 6 and Luka 4 of a line of 10; the request says so in thousandths', () => {
  const lines = [line('a', 10_000), line('b', 5_000)]
  const fields = typed({ a: { [ana.key]: '6', [luka.key]: '4' }, b: { [luka.key]: '2,5' } })
  const checked = checkSplit(lines, fields, [ana, luka])
  expect(checked).toMatchObject({ problems: 0, linesGiven: 2, linesLeft: 1, tasks: 2 })
  expect(checked.lines.get('b')?.left).toBe(2_500)
  const parts = partsOf(lines, fields, [ana, luka])
  expect(parts).toEqual([
    { workers: ['ana'], lines: [{ line: 'a', quantity: 6_000 }] },
    {
      workers: ['luka'],
      lines: [
        { line: 'a', quantity: 4_000 },
        { line: 'b', quantity: 2_500 },
      ],
    },
  ])
  expect(assignRequest.safeParse({ parts }).success).toBe(true)
})

test('giving more than is free is a problem of the line, with how much too much', () => {
  const checked = checkSplit([line('a', 10_000, 3_000)], typed({ a: { [ana.key]: '6', [luka.key]: '4' } }), [
    ana,
    luka,
  ])
  expect(checked.problems).toBe(1)
  expect(checked.lines.get('a')).toMatchObject({ free: 7_000, given: 10_000, left: -3_000 })
})

test('what is no quantity is named at its field and counts as nothing given', () => {
  const checked = checkSplit([line('a', 10_000)], typed({ a: { [ana.key]: 'pet', [luka.key]: '1,2345' } }), [
    ana,
    luka,
  ])
  expect(checked.problems).toBe(2)
  expect(checked.lines.get('a')?.errors.get(ana.key)).toBe('quantity_not_a_number')
  expect(checked.lines.get('a')?.errors.get(luka.key)).toBe('quantity_too_precise')
})

test('7 pillows for two: 4 and 3, never 3.5', () => {
  expect(shareEvenly([line('a', 7_000)], ['x', 'y']).get('a')).toEqual(
    new Map([
      ['x', 4_000],
      ['y', 3_000],
    ]),
  )
})

test('neighbouring locations stay with one picker', () => {
  const lines = [
    line('d', 1_000, 0, 'ZB-R01-P01-B01'),
    line('a', 1_000, 0, 'ZA-R01-P01-B01'),
    line('x', 1_000),
    line('b', 1_000, 0, 'ZA-R01-P02-B01'),
  ]
  const proposal = shareByLocation(lines, ['ana', 'luka'])
  const who = (id: string) => [...(proposal.get(id)?.keys() ?? [])].join()
  expect(['a', 'b', 'd', 'x'].map(who)).toEqual(['ana', 'ana', 'luka', 'luka'])
})

test('every proposal gives out exactly what is free, whatever the lines', () => {
  const anyLine = fc.record({
    id: fc.uuid(),
    requested: fc.integer({ min: 1, max: 5_000_000 }),
    assigned: fc.integer({ min: 0, max: 6_000_000 }),
    location: fc.option(fc.constantFrom('ZA-R01-P01-B01', 'ZB-R02-P03-B01')),
  })
  const given = (proposal: Proposal, id: string) =>
    [...(proposal.get(id)?.values() ?? [])].reduce((sum, each) => sum + each, 0)
  void fc.assert(
    fc.property(
      fc.uniqueArray(anyLine, { selector: (each) => each.id, maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      (lines, count) => {
        const keys = Array.from({ length: count }, (_, index) => `k${index}`)
        for (const share of [shareEvenly, shareByLines, shareByLocation]) {
          const proposal = share(lines, keys)
          expect(lines.every((each) => given(proposal, each.id) === freeOf(each))).toBe(true)
        }
      },
    ),
    { seed: 20251003 },
  )
})
