import fc from 'fast-check'
import { expect, test } from 'vitest'
import { requisitionNumberOf } from './document-number.ts'
import { type AskedLine, changePlan, type HeldLine, type HeldShare } from './plan-change.ts'

const line = (requested: number): HeldLine => ({ id: 'rl-1', pos: 1, ident: '200431', requested })
const asks = (qty: number): AskedLine => ({ pos: 1, ident: '200431', qty })
const share = (id: string, requested: number, picked = 0, more: Partial<HeldShare> = {}): HeldShare => ({
  ...{ id, line: 'rl-1', task: 'live', requested, picked },
  ...more,
})

test('PK-31 growth goes to what nobody was given yet, and no task changes', () => {
  expect(changePlan([line(10)], [share('ana', 10)], [asks(14)])).toEqual({
    lines: [{ id: 'rl-1', requested: 14 }],
    added: [],
    shares: [],
  })
})

test('PK-31 a cut takes the unassigned rest first, then the last task', () => {
  const tasks = [share('ana', 4), share('luka', 4)]
  expect(changePlan([line(10)], tasks, [asks(8)]).shares).toEqual([])
  expect(changePlan([line(10)], tasks, [asks(5)]).shares).toEqual([
    { id: 'luka', requested: 1, from: 4, to: 1 },
  ])
  expect(changePlan([line(10)], tasks, [asks(2)]).shares).toEqual([
    { id: 'ana', requested: 2, from: 4, to: 2 },
    { id: 'luka', requested: 0, from: 4, to: 0 },
  ])
})

test('PK-31 what was picked stands: the plan keeps it, and the change names what the ERP wants', () => {
  const tasks = [share('ana', 5, 5), share('luka', 5, 3)]
  expect(changePlan([line(10)], tasks, [asks(4)]).shares).toEqual([
    { id: 'ana', requested: 5, from: 5, to: 4 },
    { id: 'luka', requested: 3, from: 5, to: 0 },
  ])
})

test('PK-31 what a finished task did not find is cut before anybody who still picks', () => {
  const tasks = [share('ana', 10, 6, { task: 'done' }), share('luka', 10)]
  expect(changePlan([line(20)], tasks, [asks(16)]).shares).toEqual([
    { id: 'ana', requested: 6, from: 10, to: 6 },
  ])
})

test('PK-31 another article at the same position is another line', () => {
  const change = changePlan([line(10)], [share('ana', 10, 2)], [{ pos: 1, ident: '200500', qty: 10 }])
  expect(change).toEqual({
    lines: [{ id: 'rl-1', requested: 0 }],
    added: [{ pos: 1, ident: '200500', qty: 10 }],
    shares: [{ id: 'ana', requested: 2, from: 10, to: 0 }],
  })
})

test('PK-31 several lines of one article stay lines of their own, and a position named twice is one', () => {
  const two = [line(10), { ...line(5), id: 'rl-2', pos: 2 }]
  expect(changePlan(two, [], [asks(10), { ...asks(7), pos: 2 }]).lines).toEqual([
    { id: 'rl-2', requested: 7 },
  ])
  expect(changePlan([line(10)], [], [asks(4), asks(6)]).lines).toEqual([])
})

test('PK-31 whatever versions, picks, assignments and cancellations follow one another: no pick and no line is lost', () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('version' as const),
      asked: fc.array(
        fc.record({
          pos: fc.integer({ min: 1, max: 3 }),
          ident: fc.constantFrom('00013', '200431'),
          qty: fc.integer({ min: 0, max: 12 }),
        }),
        { maxLength: 5 },
      ),
    }),
    fc.record({ kind: fc.constant('assign' as const), of: fc.nat(9), qty: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ kind: fc.constant('pick' as const), of: fc.nat(9), qty: fc.integer({ min: 1, max: 15 }) }),
    fc.record({
      kind: fc.constant('end' as const),
      of: fc.nat(9),
      as: fc.constantFrom('done' as const, 'cancelled' as const),
    }),
  )
  const run = fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
    let lines: HeldLine[] = []
    let shares: HeldShare[] = []
    const held = (each: HeldShare) => (each.task === 'cancelled' ? each.picked : each.requested)
    for (const [index, each] of steps.entries()) {
      if (each.kind === 'version') {
        const before = { lines, shares }
        const change = changePlan(lines, shares, each.asked)
        lines = [
          ...lines.map((one) => ({ ...one, ...change.lines.find(({ id }) => id === one.id) })),
          ...change.added.map(({ qty, ...one }, at) => ({ ...one, id: `rl-${index}-${at}`, requested: qty })),
        ]
        shares = shares.map((one) => {
          const changed = change.shares.find(({ id }) => id === one.id)
          return changed ? { ...one, requested: changed.requested, wanted: changed.to } : one
        })
        // Nothing disappears, nothing that was picked is touched, and every key of the version asks for its quantity.
        expect(lines.map(({ id }) => id)).toEqual(expect.arrayContaining(before.lines.map(({ id }) => id)))
        expect(shares.map(({ id, picked }) => [id, picked])).toEqual(
          before.shares.map(({ id, picked }) => [id, picked]),
        )
        const total = (asked: readonly { qty: number }[]) => asked.reduce((sum, { qty }) => sum + qty, 0)
        expect(lines.reduce((sum, one) => sum + one.requested, 0)).toBe(total(each.asked))
        for (const one of lines) {
          const own = shares.filter((part) => part.line === one.id)
          const given = own.reduce((sum, part) => sum + held(part), 0)
          const pickedAtMost = own.reduce((sum, part) => sum + Math.min(held(part), part.picked), 0)
          expect(given).toBeLessThanOrEqual(Math.max(one.requested, pickedAtMost))
          for (const part of own) expect(part.wanted ?? part.requested).toBeLessThanOrEqual(part.requested)
        }
        // The same version again changes nothing.
        const again = changePlan(lines, shares, each.asked)
        expect(again).toEqual({ lines: [], added: [], shares: [] })
      } else if (each.kind === 'assign' && lines.length > 0) {
        const to = lines[each.of % lines.length]
        const given = shares.filter((part) => part.line === to?.id).reduce((sum, part) => sum + held(part), 0)
        const qty = Math.min(each.qty, (to?.requested ?? 0) - given)
        if (to && qty > 0) shares.push({ ...share(`s-${index}`, qty), line: to.id })
      } else if (each.kind === 'pick' && shares.length > 0) {
        const at = each.of % shares.length
        shares = shares.map((part, place) =>
          place === at ? { ...part, picked: part.picked + each.qty } : part,
        )
      } else if (each.kind === 'end' && shares.length > 0) {
        const at = each.of % shares.length
        shares = shares.map((part, place) => (place === at ? { ...part, task: each.as } : part))
      }
    }
  })
  fc.assert(run, { numRuns: 400, seed: 4 })
})

test('keys of the ERP become the number people know, and what is none stays as it is', () => {
  for (const key of ['25-20CT-000279', '25 20CT 279', '2520CT000279', '25-20ct-279 '])
    expect(requisitionNumberOf(key)).toBe('25-20CT-000279')
  expect(requisitionNumberOf(' PS/2025/17 ')).toBe('PS/2025/17')
})
