import { expect, test } from 'vitest'
import { checkShortageReason, shortageReason, shortageReasons } from './shortage-reasons.ts'

test('IM-19 every reason is found by its code and has a follow-up', () => {
  expect(shortageReasons.map(({ code }) => code)).toEqual([
    'out_of_stock',
    'not_found',
    'damaged',
    'wrong_item',
    'other',
  ])
  expect(shortageReason('damaged')).toMatchObject({
    discrepancy: 'damaged',
    followUp: 'write_off',
    asksPhoto: true,
  })
  expect(shortageReason('lost_at_sea')).toBeUndefined()
})

test('IM-19 "other" needs a text, the rest do not; an unknown code is refused before it is recorded', () => {
  expect(checkShortageReason('not_found', undefined).ok).toBe(true)
  expect(checkShortageReason('other', '  ')).toEqual({ ok: false, failure: { code: 'reason_required' } })
  expect(checkShortageReason('other', 'Paleta je na popravci').ok).toBe(true)
  expect(checkShortageReason('lost_at_sea', 'x')).toEqual({
    ok: false,
    failure: { code: 'shortage_reason_unknown' },
  })
})
