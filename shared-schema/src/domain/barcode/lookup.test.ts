import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Article } from '../catalogue/article.ts'
import { buildCatalogueIndex } from '../catalogue/catalogue-index.ts'
import { buildLocationIndex } from './location-index.ts'
import { type LookupPlaces, lookupCode } from './lookup.ts'
import { buildTaskIndex } from './task-index.ts'

const article = (
  ident: string,
  name: string,
  codes: Record<string, number>,
  more: Partial<Article> = {},
): Article => ({
  ident,
  name,
  unit: 'KOM',
  active: true,
  barcodes: Object.entries(codes).map(([code, factor]) => ({ code, factor })),
  ...more,
})

const pillow = article('200431', 'Jastuk KING', { '8600100200434': 1000, '18600100200431': 12_000 })
const oddPillow = article('200432', 'Jastuk 5 zvjezdica', { '8600100200431': 1000 })
const cup = article('200500', 'Šolja crvena', { '8600100200502': 1000, SHARED: 1000 })
const saucer = article('200501', 'Tacna crvena', { SHARED: 1000 })
const cheese = article('00431', 'Sir mladi', { '2100431': 1000 }, { unit: 'KG' })
const soap = article('200600', 'Sapun', { '036000291452': 1000 })
const retired = article('200700', 'Svijeća stara', { '3870000000013': 1000, MOVED: 1000 }, { active: false })
const current = article('200701', 'Svijeća nova', { MOVED: 1000 })
const catalogue = buildCatalogueIndex([
  { id: 'c1', articles: [pillow, oddPillow, cup, saucer, cheese, soap, retired, current] },
])

function placesWith(...asked: { ident: string; name: string; unit: string }[]): LookupPlaces {
  const lines = asked.map(({ ident, name, unit }) => ({ ident, name, unit, barcodes: [] as string[] }))
  return {
    task: buildTaskIndex(lines, catalogue),
    catalogue,
    templates: [{ prefix: '21', itemDigits: 5, valueDigits: 5, kind: 'weight', decimals: 3 }],
    locations: buildLocationIndex(['ZA-R01-P01-B01', '200431']),
  }
}
const find = (code: string, ...asked: Article[]) =>
  lookupCode(code, placesWith(...asked.map(({ ident, name, unit }) => ({ ident, name, unit }))))

test('BC-07 Ana scans the pillow of her task and gets one piece; the box gives twelve', () => {
  expect(find('8600100200434', pillow)).toMatchObject({
    kind: 'article',
    ident: '200431',
    factor: 1000,
    inTask: true,
    matchedBy: 'task_barcode',
    checkDigitBad: false,
  })
  expect(find('18600100200431', pillow)).toMatchObject({ kind: 'article', ident: '200431', factor: 12_000 })
})

test('BC-07 an article outside the task is named as such, so that the screen can say what it is', () => {
  expect(find('8600100200502', pillow)).toMatchObject({
    kind: 'article',
    ident: '200500',
    inTask: false,
    matchedBy: 'catalogue_barcode',
  })
})

test('BC-07 a padded or shortened GTIN finds the same article', () => {
  expect(find('08600100200434', pillow)).toMatchObject({ ident: '200431', matchedBy: 'gtin', inTask: true })
  expect(find('0036000291452')).toMatchObject({ ident: '200600', matchedBy: 'gtin', inTask: false })
  expect(find(']E00036000291452')).toMatchObject({ ident: '200600', matchedBy: 'gtin' })
})

test('BC-07 GS1: pack count, contained items and net weight become the quantity of one scan', () => {
  expect(find('(01)08600100200434(10)L7', pillow)).toMatchObject({
    ident: '200431',
    factor: 1000,
    matchedBy: 'gs1',
  })
  expect(find(']C1020860010020043437 48'.replace(' ', ''), pillow)).toMatchObject({ factor: 48_000 })
  expect(find('(01)18600100200431', pillow)).toMatchObject({ factor: 12_000 })
  const weighed = article('00900', 'Kajmak', { '98600100200437': 1000 }, { unit: 'KG' })
  const places = {
    ...placesWith(weighed),
    catalogue: buildCatalogueIndex([{ id: 'c', articles: [weighed] }]),
  }
  expect(lookupCode('(01)98600100200437(3103)001250', places)).toMatchObject({ ident: '00900', factor: 1250 })
})

test('BC-07 a scale label finds its article and carries the weight', () => {
  expect(find('2100431012509', cheese)).toMatchObject({
    kind: 'article',
    ident: '00431',
    factor: 1250,
    matchedBy: 'variable_measure',
  })
})

test('BC-07 an ident comes before a location, a location last', () => {
  expect(find('200431')).toMatchObject({ kind: 'article', ident: '200431', matchedBy: 'ident' })
  expect(find('431')).toEqual({ kind: 'unknown', code: '431' })
  expect(find(' za-r01-p01-b01 ')).toEqual({ kind: 'location', location: 'ZA-R01-P01-B01' })
})

test('BC-08 one code on two articles is a question, unless only one of them is in the task', () => {
  const both = find('SHARED')
  expect(both).toMatchObject({ kind: 'ambiguous', matchedBy: 'catalogue_barcode' })
  expect(both.kind === 'ambiguous' && both.candidates.map(({ ident }) => ident)).toEqual(['200500', '200501'])
  expect(find('SHARED', cup, saucer)).toMatchObject({ kind: 'ambiguous', matchedBy: 'task_barcode' })
  expect(find('SHARED', saucer)).toMatchObject({ kind: 'article', ident: '200501' })
})

test('BC-08 a code that moved from a retired article means the current one; a retired article can still be found', () => {
  expect(find('MOVED')).toMatchObject({ kind: 'article', ident: '200701' })
  expect(find('3870000000013')).toMatchObject({ kind: 'article', ident: '200700' })
})

test('BC-09 a wrong check digit warns when the exact code is known, and is the answer when it is not', () => {
  expect(find('8600100200431', oddPillow)).toMatchObject({
    kind: 'article',
    ident: '200432',
    checkDigitBad: true,
  })
  expect(find('(01)08600100200431')).toMatchObject({ kind: 'article', ident: '200432', checkDigitBad: true })
  expect(find('8600100200439')).toEqual({ kind: 'bad_check_digit', code: '8600100200439', expected: '4' })
  expect(find('(01)08600100200439')).toMatchObject({ kind: 'bad_check_digit', expected: '4' })
  expect(find('2100431012504', cheese)).toMatchObject({ kind: 'bad_check_digit', expected: '9' })
})

test('BC-10 "5" does not match every name with a 5 in it', () => {
  expect(find('5', oddPillow)).toEqual({ kind: 'unknown', code: '5' })
  expect(find('Jastuk KING', pillow)).toEqual({ kind: 'unknown', code: 'Jastuk KING' })
  expect(find('', pillow)).toEqual({ kind: 'unknown', code: '' })
})

test('BC-10 whatever is scanned, an answer names only an article that owns exactly that code', () => {
  const parts = fc.constantFrom(
    '86001',
    '0020',
    '0438',
    '200431',
    'SHARED',
    '5',
    '(01)',
    '2100431',
    '0',
    'Jastuk',
  )
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 4 }), (pieces) => {
      const code = pieces.join('')
      const found = find(code, pillow, cup)
      if (found.kind !== 'article' || found.matchedBy === 'gs1' || found.matchedBy === 'variable_measure')
        return
      const owner = catalogue.byIdent.get(found.ident)
      const owned = [found.ident, ...(owner?.barcodes.map((barcode) => barcode.code) ?? [])]
      expect(owned.map((own) => own.padStart(14, '0'))).toContain(code.padStart(14, '0'))
    }),
  )
})

test('BC-11 the barcode a requisition names finds an article the catalogue does not know', () => {
  const lines = [
    { ident: '299999', name: 'Nepoznat artikal', unit: 'KOM', barcodes: ['3870000000020'] },
    { ident: '200431', name: 'Jastuk KING', unit: 'KOM', barcodes: ['18600100200431'] },
  ]
  const places = { ...placesWith(), task: buildTaskIndex(lines, catalogue) }
  expect(lookupCode('3870000000020', places)).toMatchObject({ ident: '299999', factor: 1000, inTask: true })
  expect(lookupCode('299999', places)).toMatchObject({ ident: '299999', matchedBy: 'ident' })
  expect(lookupCode('18600100200431', places)).toMatchObject({ ident: '200431', factor: 12_000 })
})
