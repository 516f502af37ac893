import type { ImportJob } from 'shared-schema/api/import.ts'

type Row = ImportJob['rows'][number]

/** A row that a person has to look at: an error, or an article that nobody knows. */
export function isProblem(row: Row): boolean {
  return row.fate === 'error' || row.fate === 'unknown_article'
}

/** The figures that an import is told with. Lines and documents count only what is new. */
export function summarise(job: ImportJob): {
  documents: number
  lines: number
  unknown: number
  errors: number
} {
  const fresh = job.documents.filter((document) => document.fate === 'imported')
  const sum = (value: (document: (typeof fresh)[number]) => number) =>
    fresh.reduce((total, document) => total + value(document), 0)
  return {
    documents: fresh.length,
    lines: sum((document) => document.lines),
    unknown: sum((document) => document.unknown_articles),
    errors: new Set(job.rows.filter((row) => row.fate === 'error').map((row) => row.row)).size,
  }
}
