import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kotorRule, posting } from '../testing/posting.ts'
import { workedDocument, workedLine } from '../testing/worked-document.ts'
import type { FulfilmentRecord } from './fulfilment.ts'
import { fulfilmentId } from './fulfilment-id.ts'
import { coveredByLine, lineKey, planFulfilments } from './plan-fulfilments.ts'

const byTask = { ...kotorRule, when: 'task' as const }
const quantities = (plan: ReturnType<typeof planFulfilments>) =>
  plan.postings.map(({ kind, lines }) => [kind, lines.map(({ pos, qty }) => [pos, qty])])

test('RC-02 a finished document is posted once, with what was counted', () => {
  const document = workedDocument([
    workedLine(1, { picked: 10_000, finished: 10_000 }),
    workedLine(2, { picked: 7_500, finished: 7_500, reason: 'not_found' }),
    workedLine(3),
  ])
  const lines = [
    [1, 10_000],
    [2, 7_500],
  ]
  expect(quantities(planFulfilments(document, [], kotorRule))).toEqual([['fulfilment', lines]])
  const covered = [
    posting(1, [
      [1, 10_000],
      [2, 7_500],
    ]),
  ]
  expect(planFulfilments(document, covered, kotorRule).postings).toEqual([])
})

test('RC-02 Ana’s part goes today, Luka’s remainder tomorrow', () => {
  const today = workedDocument([workedLine(1, { picked: 4_000, finished: 4_000 })], { status: 'in_progress' })
  expect(planFulfilments(today, [], kotorRule).waiting).toBe('unfinished')
  expect(quantities(planFulfilments(today, [], byTask))).toEqual([['fulfilment', [[1, 4_000]]]])
  const tomorrow = workedDocument([workedLine(1, { picked: 10_000, finished: 10_000 })])
  const first = posting(1, [[1, 4_000]])
  expect(quantities(planFulfilments(tomorrow, [first], byTask))).toEqual([['fulfilment', [[1, 6_000]]]])
})

test('RC-02 what a supervisor took back after the posting becomes a correction of its own', () => {
  const document = workedDocument([
    workedLine(1, { picked: 8_000, finished: 8_000 }),
    workedLine(2, { picked: 12_000, finished: 12_000 }),
  ])
  const posted = posting(1, [
    [1, 10_000],
    [2, 10_000],
  ])
  expect(quantities(planFulfilments(document, [posted], kotorRule))).toEqual([
    ['fulfilment', [[2, 2_000]]],
    ['correction', [[1, 2_000]]],
  ])
})

test('RC-06 nothing is taken back while somebody still works on the document: the phones may bring it again', () => {
  const lines = [workedLine(1, { picked: 8_000, finished: 8_000 })]
  const posted = posting(1, [[1, 10_000]])
  const working = workedDocument(lines, { status: 'in_progress', tasks: 2, tasks_finished: 1 })
  expect(quantities(planFulfilments(working, [posted], byTask))).toEqual([])
  const done = workedDocument(lines, { tasks: 2, tasks_finished: 2 })
  expect(quantities(planFulfilments(done, [posted], byTask))).toEqual([['correction', [[1, 2_000]]]])
})

test('RC-02 a line whose article the ERP does not know holds up no other; it is posted once it is known', () => {
  const line = (unknown: boolean) => workedLine(2, { finished: 3_000, unknown_article: unknown })
  const rest = workedLine(1, { finished: 10_000 })
  expect(quantities(planFulfilments(workedDocument([rest, line(true)]), [], kotorRule))).toEqual([
    ['fulfilment', [[1, 10_000]]],
  ])
  const posted = posting(1, [[1, 10_000]])
  expect(quantities(planFulfilments(workedDocument([rest, line(false)]), [posted], kotorRule))).toEqual([
    ['fulfilment', [[2, 3_000]]],
  ])
})

test('RC-02 a position the ERP gave to another article is another line; neither covers the other', () => {
  const old = workedLine(1, { line: 'old', ident: '200001', picked: 4_000, finished: 4_000 })
  const now = workedLine(1, { line: 'now', ident: '200002', picked: 7_000, finished: 7_000 })
  const first = posting(1, [])
  const booked = {
    ...first,
    lines: [{ line: 'old', pos: 1, ident: '200001', name: '', unit: 'KOM', qty: 4_000 }],
  }
  const plan = planFulfilments(workedDocument([old, now]), [booked], kotorRule)
  expect(plan.postings).toMatchObject([{ kind: 'fulfilment', lines: [{ ident: '200002', qty: 7_000 }] }])
})

test('RC-02 while one posting is under way, no other is planned beside it', () => {
  const document = workedDocument([workedLine(1, { picked: 10_000, finished: 10_000 })])
  for (const state of ['ready', 'sending', 'unknown'] as const)
    expect(planFulfilments(document, [posting(1, [[1, 5_000]], { state })], kotorRule).waiting).toBe(
      'in_flight',
    )
})

test('RC-07 contradictions and cancelled documents wait for a person', () => {
  const lines = [workedLine(1, { picked: 10_000, finished: 10_000 })]
  const waiting = (more: Parameters<typeof workedDocument>[1]) =>
    planFulfilments(workedDocument(lines, more), [], kotorRule)
  expect(waiting({ open_exceptions: 1 })).toMatchObject({ waiting: 'exceptions', postings: [] })
  expect(waiting({ status: 'cancelled' })).toMatchObject({ waiting: 'cancelled', postings: [] })
  expect(waiting({ erp_site: null })).toMatchObject({ waiting: 'not_from_erp', postings: [] })
  expect(planFulfilments(workedDocument(lines), [], undefined).waiting).toBe('no_rule')
})

test('RC-08 a draft nobody released takes the new content; one that holds nothing any more is dropped', () => {
  const draft = posting(1, [[1, 5_000]], { state: 'draft', approval: 'manual' })
  const more = workedDocument([workedLine(1, { picked: 10_000, finished: 10_000 })])
  expect(planFulfilments(more, [draft], kotorRule).postings).toMatchObject([{ replaces: draft.id }])
  const nothing = workedDocument([workedLine(1)])
  expect(planFulfilments(nothing, [draft], kotorRule)).toEqual({
    ...{ postings: [], dropped: [draft.id], waiting: undefined },
  })
})

test('RC-08 what a supervisor refused is not planned anew behind his back', () => {
  const parked = posting(1, [[1, 5_000]], { state: 'draft', parked: true })
  const document = workedDocument([workedLine(1, { picked: 10_000, finished: 10_000 })])
  expect(planFulfilments(document, [parked], kotorRule).waiting).toBe('parked')
})

test('RC-02 however work and postings follow each other, what is confirmed adds up to what was counted', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.boolean()), { maxLength: 12 })
  fc.assert(
    fc.property(steps, (history) => {
      const postings: FulfilmentRecord[] = []
      let counted = 0
      const postAll = () => {
        const document = workedDocument([workedLine(1, { picked: counted, finished: counted })])
        for (const planned of planFulfilments(document, postings, byTask).postings) {
          expect(planned.lines.every((line) => line.qty > 0)).toBe(true)
          const lines = planned.lines.map((line) => [line.pos, line.qty] as const)
          postings.push(posting(postings.length + 1, lines, { kind: planned.kind }))
        }
      }
      for (const [finished, posted] of history) {
        counted = finished
        if (posted) postAll()
      }
      postAll()
      expect(coveredByLine(postings).get(lineKey(1, '001')) ?? 0).toBe(counted)
      expect(
        planFulfilments(workedDocument([workedLine(1, { finished: counted })]), postings, byTask).postings,
      ).toEqual([])
    }),
  )
})

test('RC-05 the id of a posting fits the ERP’s field and belongs to one document and number', () => {
  expect(fulfilmentId('25-20CT-000279', 1)).toBe('MT-2520CT000279-1')
  // The same number, as the ERP also writes it.
  expect(fulfilmentId('2520CT000279', 1)).toBe('MT-2520CT000279-1')
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 9999 }),
      (number, count) => {
        expect(fulfilmentId(number, count)).toMatch(/^MT-[0-9A-Z]{0,20}-\d+$/)
        expect(fulfilmentId(number, count).length).toBeLessThanOrEqual(30)
      },
    ),
  )
  expect(fulfilmentId('25/20CT/000279', 1)).not.toBe(fulfilmentId('25-20CT-000279', 1))
})
