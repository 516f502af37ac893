import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FNC1, gs1Text, readGs1 } from './gs1.ts'
import { gs1Count, gs1Date, gs1NetKilograms } from './gs1-values.ts'

const read = (code: string) => readGs1(code) ?? { elements: [], problems: [] }
const pairs = (code: string) => read(code).elements.map(({ ai, text }) => [ai, text])

test('BC-03 a GS1-128 label with symbology id and FNC1 is taken apart', () => {
  const label = `]C1010860010020043410LOT-7${FNC1}17260900${FNC1}3712`
  expect(pairs(label)).toEqual([
    ['01', '08600100200434'],
    ['10', 'LOT-7'],
    ['17', '260900'],
    ['37', '12'],
  ])
  expect(read(label).problems).toEqual([])
})

test('BC-03 DataMatrix, GS1 QR and composite ids, the printed form and a bare string read alike', () => {
  const body = `010860010020043421SN${FNC1}`
  const expected = [
    ['01', '08600100200434'],
    ['21', 'SN'],
  ]
  for (const front of [']d2', ']Q3', ']e0', ']C1', ']C1\u001d', FNC1, ''])
    expect(pairs(front + body), front).toEqual(expected)
  expect(pairs('(01)08600100200434(21)SN')).toEqual(expected)
})

test('BC-03 an ordinary barcode, an ident and a location are no GS1 string', () => {
  for (const code of [
    '8600100200434',
    '200431',
    'ZA-R01-P01-B01',
    '',
    '0199999999999999',
    ']E08600100200434',
  ]) {
    expect(readGs1(code), code).toBeUndefined()
  }
})

test('BC-04 an unknown identifier is kept as text and does not discard the rest', () => {
  const label = `]d2010860010020043498HOUSE${FNC1}7040X${FNC1}15261231`
  expect(read(label).elements).toEqual([
    { ai: '01', text: '08600100200434', known: true },
    { ai: '98', text: 'HOUSE', known: false },
    { ai: '7040', text: 'X', known: false },
    { ai: '15', text: '261231', known: true },
  ])
  expect(read(label).problems).toEqual([])
})

test('BC-04 a wrong check digit in (01) and malformed data are reported, the rest still counts', () => {
  const reading = read('(01)08600100200431(17)261399(10)L1')
  expect(reading.problems).toEqual([
    { code: 'gs1_check_digit', ai: '01', found: '08600100200431' },
    { code: 'gs1_malformed', ai: '17', found: '261399' },
  ])
  expect(gs1Text(reading, '10')).toBe('L1')
})

test('BC-04 any bytes behind a symbology id are read without throwing and without losing a character', () => {
  const text = fc.string({ unit: fc.constantFrom(...'0123456789ABZ()-', FNC1), maxLength: 60 })
  fc.assert(
    fc.property(text, (body) => {
      const joined = read(`]C1${body}`)
        .elements.map(({ ai, text: value }) => ai + value)
        .join('')
      expect(joined).toBe(body.replaceAll(FNC1, ''))
    }),
  )
})

test('BC-05 dates: day 00 is the last of the month, the century follows the current year', () => {
  expect(gs1Date('260900', 2026)).toBe('2026-09-30')
  expect(gs1Date('280200', 2026)).toBe('2028-02-29')
  expect(gs1Date('251003', 2026)).toBe('2025-10-03')
  expect(gs1Date('990101', 2026)).toBe('1999-01-01')
  expect(gs1Date('760101', 2026)).toBe('2076-01-01')
  expect(gs1Date('010101', 2080)).toBe('2101-01-01')
  expect(gs1Date('260230', 2026)).toBeUndefined()
  expect(gs1Date('261300', 2026)).toBeUndefined()
})

test('BC-05 counts and net weight', () => {
  expect(gs1Count(read('(02)08600100200434(37)48'), '37')).toBe(48)
  expect(gs1Count(read('(01)08600100200434'), '37')).toBeUndefined()
  expect(gs1NetKilograms(read('(01)08600100200434(3103)001250'))).toBe(1250)
  expect(gs1NetKilograms(read('(01)08600100200434(3101)000125'))).toBe(12_500)
})
