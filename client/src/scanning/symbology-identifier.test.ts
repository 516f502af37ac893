import { expect, test } from 'vitest'
import { readIdentifier } from './symbology-identifier.ts'

test('Ana scans a carton: ]C1 says GS1-128, and its separators stay', () => {
  expect(readIdentifier(']C10108600100200434\u001d10AB12')).toEqual({
    code: '0108600100200434\u001d10AB12',
    symbology: 'gs1-128',
  })
})

test.each([
  [']E08600100200434', '8600100200434', 'ean13'],
  [']E0012345678905', '012345678905', 'upca'],
  [']E412345670', '12345670', 'ean8'],
  [']C0ZA-R01-P01-B01', 'ZA-R01-P01-B01', 'code128'],
  [']d1ABC', 'ABC', 'datamatrix'],
  [']d20108600100200434', '0108600100200434', 'gs1-datamatrix'],
  [']Q1https', 'https', 'qr'],
  [']Q30108600100200434', '0108600100200434', 'gs1-qr'],
  [']e00108600100200434', '0108600100200434', 'gs1-128'],
  [']I108600100200434', '08600100200434', 'itf'],
  [']A0B12', 'B12', 'code39'],
  [']L0text', 'text', 'unknown'],
])('%s is read as %s, %s', (sent, code, symbology) => {
  expect(readIdentifier(sent)).toEqual({ code, symbology })
})

test('a scanner that names no symbology leaves it unknown', () => {
  expect(readIdentifier('8600100200434')).toEqual({ code: '8600100200434', symbology: 'unknown' })
  expect(readIdentifier(']')).toEqual({ code: ']', symbology: 'unknown' })
})
