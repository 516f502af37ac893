import { expect, test } from 'vitest'
import { isProblem, summarise } from './import-summary.ts'

const job = {
  ...{ id: '1', filename: 'a.csv', sha256: '', status: 'imported' as const, at: 0, by: 'p-sef' },
  documents: [
    { number: '25-20CT-000279', requisition: 'r1', fate: 'imported' as const, lines: 3, unknown_articles: 1 },
    { number: '25-20CT-000100', fate: 'already_imported' as const, lines: 9, unknown_articles: 4 },
  ],
  rows: [
    { row: 2, fate: 'imported' as const },
    { row: 3, fate: 'unknown_article' as const },
    { row: 4, fate: 'error' as const, column: 'Količina' },
    { row: 4, fate: 'error' as const, column: 'Datum' },
    { row: 5, fate: 'held_back' as const },
  ],
}

test('a document that was here already adds nothing to what is new', () => {
  expect(summarise(job)).toEqual({ documents: 1, lines: 3, unknown: 1, errors: 1 })
})

test('a row held back is nobody\u2019s fault and is no problem to look at', () => {
  expect(job.rows.filter(isProblem).map((row) => row.row)).toEqual([3, 4, 4])
})
