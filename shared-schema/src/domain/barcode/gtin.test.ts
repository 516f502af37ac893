import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDigit, gtinSpellings, readGtin } from './gtin.ts'

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })

test('BC-01 the check digit is mod 10 with weights 3, 1 from the right', () => {
  expect(checkDigit('860010020043')).toBe('4')
  expect(readGtin('4006381333931')).toEqual({ kind: 'valid', gtin14: '04006381333931' })
  expect(readGtin('96385074')).toEqual({ kind: 'valid', gtin14: '00000096385074' })
  expect(readGtin('036000291452')).toEqual({ kind: 'valid', gtin14: '00036000291452' })
})

test('BC-01 a wrong check digit is told together with the right one', () => {
  expect(readGtin('8600100200431')).toEqual({
    kind: 'bad_check_digit',
    gtin14: '08600100200431',
    expected: '4',
  })
})

test('BC-01 other lengths and letters are no GTIN', () => {
  for (const code of ['', '200431', '123456789', '12345678901', '860010020043X', '123456789012345']) {
    expect(readGtin(code), code).toEqual({ kind: 'not_gtin' })
  }
})

test('BC-01 any run of 13 digits becomes a GTIN by its check digit, and one wrong digit is always noticed', () => {
  fc.assert(
    fc.property(digits(13), fc.nat(13), fc.integer({ min: 1, max: 9 }), (body, place, shift) => {
      const gtin = body + checkDigit(body)
      expect(readGtin(gtin).kind).toBe('valid')
      const wrong = String((Number(gtin[place]) + shift) % 10)
      expect(readGtin(gtin.slice(0, place) + wrong + gtin.slice(place + 1)).kind).toBe('bad_check_digit')
    }),
  )
})

test('BC-02 all spellings of one GTIN read as the same 14 digits', () => {
  expect(gtinSpellings('00036000291452')).toEqual(['00036000291452', '0036000291452', '036000291452'])
  fc.assert(
    fc.property(fc.constantFrom(7, 11, 12, 13).chain(digits), (body) => {
      const gtin14 = (body + checkDigit(body)).padStart(14, '0')
      for (const spelling of gtinSpellings(gtin14))
        expect(readGtin(spelling)).toEqual({ kind: 'valid', gtin14 })
    }),
  )
})
