import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Booking } from '../erp/erp-port.ts'
import type { FulfilmentRecord } from '../export/fulfilment.ts'
import { posting } from '../testing/posting.ts'
import { workedDocument, workedLine } from '../testing/worked-document.ts'
import { type ComparedDocument, compareDocument } from './compare-document.ts'

const booked = (record: FulfilmentRecord, lines: readonly (readonly [number, number])[]): Booking => ({
  ...{ acKey: `K-${record.id}`, ourId: record.id, type: record.type, date: record.date, status: 'P' },
  lines: lines.map(([pos, qty]) => ({ pos, ident: `00${pos}`, qty })),
})
function compare(
  document: ComparedDocument['document'],
  postings: readonly FulfilmentRecord[] = [],
  more: Partial<ComparedDocument> = {},
) {
  const found = compareDocument({
    ...{ document, postings, waiting: undefined, settled: true },
    bookings: postings.map((each) =>
      booked(
        each,
        each.lines.map((line) => [line.pos, line.qty]),
      ),
    ),
    ...more,
  })
  return found.map((each) => ({ class: each.class, pos: each.pos, reason: each.reason }))
}

test('RC-26 requested, counted and posted agree: nothing is said', () => {
  const document = workedDocument([workedLine(1, { picked: 10_000, finished: 10_000 })])
  expect(compare(document, [posting(1, [[1, 10_000]])])).toEqual([])
})

test('RC-20 what was counted and not posted is named with what it waits for', () => {
  const document = workedDocument([workedLine(1, { picked: 10_000, finished: 10_000 })])
  expect(compare(document, [], { waiting: 'exceptions' })).toEqual([
    { class: 'unposted', pos: 1, reason: 'exceptions' },
  ])
})

test('RC-21 the ERP shows less than it confirmed, another position, or the same twice', () => {
  const document = workedDocument([workedLine(1, { picked: 10_000, finished: 10_000 })])
  const sent = posting(1, [[1, 10_000]])
  const other = { class: 'posted_differently', reason: 'booked_otherwise' }
  expect(compare(document, [sent], { bookings: [booked(sent, [[1, 9_000]])] })).toEqual([
    { ...other, pos: 1 },
  ])
  expect(compare(document, [sent], { bookings: [] })).toEqual([{ ...other, pos: 1 }])
  const twice = [booked(sent, [[1, 10_000]]), booked(sent, [[1, 10_000]])]
  expect(compare(document, [sent], { bookings: twice })).toEqual([{ ...other, pos: 1 }])
  const stray = booked(sent, [
    [1, 10_000],
    [9, 1_000],
  ])
  expect(compare(document, [sent], { bookings: [stray] })).toEqual([{ ...other, pos: 9 }])
})

test('RC-21 more posted than was counted waits for its correction', () => {
  const document = workedDocument([workedLine(1, { picked: 8_000, finished: 8_000, requested: 8_000 })])
  expect(compare(document, [posting(1, [[1, 10_000]])])).toEqual([
    { class: 'posted_differently', pos: 1, reason: 'correction_due' },
  ])
})

test('RC-22 less than requested is short with its reason, more is over', () => {
  const document = workedDocument([
    workedLine(1, { picked: 7_000, finished: 7_000, reason: 'damaged' }),
    workedLine(2, { picked: 11_000, finished: 11_000 }),
  ])
  const all = posting(1, [
    [1, 7_000],
    [2, 11_000],
  ])
  expect(compare(document, [all])).toEqual([
    { class: 'short_with_reason', pos: 1, reason: 'damaged' },
    { class: 'over', pos: 2, reason: null },
  ])
})

test('RC-23 what the ERP changed afterwards is one difference, and none when the count is what it wants now', () => {
  const changed = { picked: 10_000, finished: 10_000, erp_requested: 6_000 }
  const sent = posting(1, [[1, 10_000]])
  expect(compare(workedDocument([workedLine(1, changed)]), [sent])).toEqual([
    { class: 'erp_changed', pos: 1, reason: 'quantity' },
  ])
  const met = { picked: 6_000, finished: 6_000, erp_requested: 6_000 }
  expect(compare(workedDocument([workedLine(1, met)]), [posting(1, [[1, 6_000]])])).toEqual([])
  const cancelled = workedDocument([workedLine(1, { picked: 4_000, finished: 4_000 })], {
    ...{ status: 'cancelled', erp_cancelled: true },
  })
  expect(compare(cancelled, [], { waiting: 'cancelled' })).toEqual([
    { class: 'unposted', pos: 1, reason: 'cancelled' },
    { class: 'erp_changed', pos: 1, reason: 'cancelled' },
  ])
})

test('RC-24 an article nobody knows is named, also on a line that agrees', () => {
  const line = workedLine(1, { picked: 10_000, finished: 10_000, unknown_article: true })
  expect(compare(workedDocument([line]), [posting(1, [[1, 10_000]])])).toMatchObject([
    { class: 'unknown_article' },
  ])
})

test('RC-25 a document that is being worked on is no difference; one that was left names what is not in the ERP', () => {
  const document = workedDocument([workedLine(1, { picked: 4_000 }), workedLine(2)], {
    status: 'in_progress',
  })
  expect(compare(document, [], { settled: false, waiting: 'unfinished' })).toEqual([])
  const left = compare(document, [], { settled: false, resting: true, waiting: 'unfinished' })
  expect(left).toEqual([{ class: 'unposted', pos: 1, reason: 'unfinished' }])
})

test('RC-26 a finished line shows nothing exactly when all its figures are equal', () => {
  const figure = fc.constantFrom(0, 5_000, 10_000)
  fc.assert(
    fc.property(figure, figure, figure, figure, (picked, noted, shown, wanted) => {
      const line = workedLine(1, { picked, finished: picked, erp_requested: wanted })
      const sent = posting(1, [[1, noted]])
      const found = compare(workedDocument([line]), noted === 0 ? [] : [sent], {
        bookings: noted === 0 ? [] : [booked(sent, [[1, shown]])],
      })
      const agrees = picked === wanted && picked === noted && (noted === 0 || noted === shown)
      expect(found.length === 0).toBe(agrees)
    }),
  )
})
