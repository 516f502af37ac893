import { expect, test } from 'vitest'
import { readDocumentDate } from './document-date.ts'
import { readRequisitionNumber } from './number.ts'

test('IM-08 the three forms of a date are read, and the full stop Serbian puts at the end', () => {
  for (const text of ['03.10.2025', '3.10.2025.', '2025-10-03', '03/10/2025', ' 03.10.2025 ']) {
    expect(readDocumentDate(text), text).toBe('2025-10-03')
  }
  expect(readDocumentDate('29.02.2028')).toBe('2028-02-29')
})

test('IM-08 a day that does not exist, another form or a mixture is no date', () => {
  for (const text of [
    '',
    '29.02.2025',
    '31/04/2025',
    '10/13/2025',
    '03.10/2025',
    '03-10-2025',
    '03.10.25',
    '2025-1-3',
  ]) {
    expect(readDocumentDate(text), text).toBeUndefined()
  }
})

test('IM-09 a document number has the form YY-TTTT-NNNNNN', () => {
  expect(readRequisitionNumber(' 25-20ct-000279 ')).toBe('25-20CT-000279')
  for (const text of ['', '25-20CT-279', '2025-20CT-000279', '25-20Č1-000279', '25 20CT 000279']) {
    expect(readRequisitionNumber(text), text).toBeUndefined()
  }
})
