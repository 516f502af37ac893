import fc from 'fast-check'
import { checkDigit } from 'shared-schema/domain/barcode/gtin.ts'
import { expect, test } from 'vitest'
import { catalogue, codes, picks, plan, recorded, situation } from './picking-fixture.ts'
import { CONFIRM_AFTER_MS, decideArticle, decideScan } from './scan-decision.ts'

const known = { checkDigitBad: false, askQuantity: false }

test('Ana scans the blanket in hand: one more, nothing else', () => {
  expect(decideScan(codes.blanket, 0, situation())).toMatchObject({
    kind: 'pick',
    line: { line: 'blanket' },
    qty: 1000,
    moved: false,
    over: false,
  })
})

test('a pack code adds its factor, never the remaining quantity (a predecessor proposed the rest and stored it)', () => {
  const now = situation([], { current: 'pillow' })
  expect(decideScan(codes.pillow, 0, now)).toMatchObject({ kind: 'pick', qty: 1000 })
  // Twelve do not fit into the ten that are asked for: that is a question, not a cap.
  expect(decideScan(codes.pillowBox, 0, now)).toMatchObject({ kind: 'ask_over', qty: 12_000 })
})

test('an article of another line counts there, and the worker is moved to it', () => {
  expect(decideScan(codes.pillow, 0, situation())).toMatchObject({
    kind: 'pick',
    line: { line: 'pillow' },
    moved: true,
  })
})

test('a known article that the task does not ask for changes nothing and is named', () => {
  expect(decideScan(codes.lamp, 0, situation())).toMatchObject({
    kind: 'wrong_item',
    ident: '200434',
    name: 'Lampa stona',
    expected: { line: 'blanket' },
  })
})

test('part of a name matches nothing (a predecessor let "5" match every name with a 5 in it)', () => {
  expect(decideScan('5', 0, situation())).toEqual({ kind: 'unknown', code: '5' })
  expect(decideScan('KING', 0, situation())).toEqual({ kind: 'unknown', code: 'KING' })
  expect(decideScan(codes.pillow.slice(0, 12), 0, situation()).kind).not.toBe('pick')
})

test('property: no code outside of the catalogue ever records anything', () => {
  const knownCodes = new Set([...catalogue.byCode.keys(), ...catalogue.byIdent.keys()])
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 20 }), (code) => {
      fc.pre(!knownCodes.has(code.trim()))
      expect(decideScan(code, 0, situation()).kind).not.toBe('pick')
    }),
    { seed: 2025 },
  )
})

test('property: a digit misread in a good EAN-13 is reported with the right digit, and records nothing', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^40[0-9]{10}$/), fc.integer({ min: 1, max: 9 }), (digits, by) => {
      const right = checkDigit(digits)
      const wrong = String((Number(right) + by) % 10)
      expect(decideScan(digits + wrong, 0, situation())).toEqual({
        kind: 'bad_check_digit',
        code: digits + wrong,
        expected: right,
      })
    }),
    { seed: 2025 },
  )
})

test('a misprinted code that is in the catalogue as it is counts, with a warning', () => {
  expect(decideScan(codes.misprinted, 0, situation())).toMatchObject({
    kind: 'pick',
    line: { line: 'linen' },
    checkDigitBad: true,
  })
})

test('a code on two articles of the task is asked about, and the choice counts', () => {
  const asked = decideScan(codes.shared, 0, situation())
  expect(asked).toMatchObject({ kind: 'choose', candidates: [{ ident: '200432' }, { ident: '200433' }] })
  if (asked.kind !== 'choose') return
  const [, sheet] = asked.candidates
  if (sheet === undefined) throw new Error('two candidates expected')
  expect(decideArticle(sheet, known, 0, situation())).toMatchObject({ kind: 'pick', line: { line: 'sheet' } })
})

test('one more than requested is asked, and only a repetition after a breath confirms it', () => {
  const full = recorded(picks('blanket', 1, 1, 1, 1))
  expect(decideScan(codes.blanket, 1000, situation(full))).toMatchObject({
    kind: 'ask_over',
    line: { line: 'blanket' },
    qty: 1000,
  })
  const asking = { line: 'blanket', qty: 1000, askedAt: 1000 }
  const inRhythm = decideScan(codes.blanket, 1000 + CONFIRM_AFTER_MS - 1, situation(full, { asking }))
  expect(inRhythm.kind).toBe('still_asking')
  const meant = decideScan(codes.blanket, 1000 + CONFIRM_AFTER_MS, situation(full, { asking }))
  expect(meant).toMatchObject({ kind: 'pick', over: true, qty: 1000 })
})

test('the question about the blanket is not answered by another article or another quantity', () => {
  const full = recorded([...picks('blanket', 4), ...picks('pillow', 10)])
  const asking = { line: 'blanket', qty: 1000, askedAt: 0 }
  expect(decideScan(codes.pillow, 5000, situation(full, { asking }))).toMatchObject({
    kind: 'ask_over',
    line: { line: 'pillow' },
  })
  expect(decideScan(codes.pillowBox, 5000, situation(full, { asking }))).toMatchObject({ kind: 'ask_over' })
})

test('property: whatever was picked before, a pick never exceeds the request without a confirmation', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 6 }),
      fc.constantFrom(codes.pillow, codes.pillowBox, codes.blanket, codes.sheet),
      (units, code) => {
        const before = situation(
          recorded([...picks('pillow', ...units), ...picks('blanket', ...units.slice(0, 2))]),
        )
        const outcome = decideScan(code, 0, before)
        if (outcome.kind !== 'pick') return
        const picked = before.state.lines.get(outcome.line.line)?.picked ?? 0
        expect(picked + outcome.qty).toBeLessThanOrEqual(outcome.line.requested)
        expect(outcome.over).toBe(false)
      },
    ),
    { seed: 2025 },
  )
})

test('a line that Luka closed short is not filled silently: reopen it first', () => {
  const closed = recorded([
    { type: 'line_closed', task: plan.id, line: 'blanket', reason: 'not_found', seen: 0 },
  ])
  expect(decideScan(codes.blanket, 0, situation(closed))).toMatchObject({
    kind: 'ask_reopen',
    line: { line: 'blanket' },
  })
})

test('the location in hand is confirmed; that of another open line moves there; an empty one is wrong', () => {
  expect(decideScan('ZA-R01-P01-B01', 0, situation())).toMatchObject({ kind: 'location_ok', moved: false })
  expect(decideScan('za-r10-p01-b01 ', 0, situation())).toMatchObject({
    kind: 'location_ok',
    line: { line: 'sheet' },
    moved: true,
  })
  expect(decideScan('ZA-R99-P01-B01', 0, situation())).toEqual({
    kind: 'location_wrong',
    location: 'ZA-R99-P01-B01',
    expected: 'ZA-R01-P01-B01',
  })
})

test('where the site wants it, the article counts only after its location', () => {
  const strict = { scanLocation: true }
  expect(decideScan(codes.blanket, 0, situation([], strict))).toMatchObject({
    kind: 'location_first',
    location: 'ZA-R01-P01-B01',
  })
  expect(decideScan(codes.blanket, 0, situation([], { ...strict, atLocation: 'ZA-R01-P01-B01' })).kind).toBe(
    'pick',
  )
  // Nobody knows where the linen lies, so there is nothing to scan first.
  expect(decideScan(codes.misprinted, 0, situation([], strict)).kind).toBe('pick')
})

test('a typed ident counts like a scan', () => {
  expect(decideScan('200432', 0, situation())).toMatchObject({ kind: 'pick', line: { line: 'blanket' } })
})
