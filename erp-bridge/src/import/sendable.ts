import { bridgeArticles, bridgeSubjects, type ErpDocumentIn, erpDocument } from 'shared-schema/api/bridge.ts'
import type * as z from 'zod'
import type { ErpArticle, ErpSubject } from '../erp/erp-port.ts'
import type { StepReport } from '../night/context.ts'

type ArticleIn = z.infer<typeof bridgeArticles>['articles'][number]
type SubjectIn = z.infer<typeof bridgeSubjects>['subjects'][number]

/** So much of a failure is words for people. */
const NAMED = 60
const LONGEST_BARCODE = 64

/**
 * Rows the server can take. It refuses a whole call for one row that is too long or odd, and with it everything that comes after; such a
 * row is named, and the others go (RC-55).
 * @param code failure under which the others are named
 */
function sendable<T>(
  report: StepReport,
  schema: z.ZodType<T>,
  rows: readonly T[],
  code: string,
  nameOf: (row: T) => string,
): T[] {
  return rows.filter((row) => {
    const read = schema.safeParse(row)
    if (read.success) return true
    const why = read.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.')}: ${message}`)
    report.count('refused')
    report.fail({ code, detail: `${nameOf(row).slice(0, NAMED)}: ${why.join('; ')}` })
    return false
  })
}

/** What only people read is cut to what the server keeps; a key is not. */
export function sendableDocuments(report: StepReport, documents: readonly ErpDocumentIn[]): ErpDocumentIn[] {
  const cut = documents.map((document) => ({
    ...document,
    status: document.status.slice(0, 40),
    person: document.person?.slice(0, 200) ?? null,
    note: document.note?.slice(0, 1000) ?? null,
    lines: document.lines.map((line) => ({
      ...line,
      name: line.name.slice(0, 200),
      unit: line.unit.slice(0, 10),
    })),
  }))
  return sendable(report, erpDocument, cut, 'document_refused', ({ number }) => number)
}

export function sendableArticles(report: StepReport, articles: readonly ErpArticle[]): ArticleIn[] {
  const cut = articles.map(({ ident, name, unit, active, barcodes }) => ({
    ...{ ident, active, name: name.slice(0, 200), unit: unit.slice(0, 10) },
    barcodes: barcodes.filter((code) => code !== '' && code.length <= LONGEST_BARCODE).slice(0, 100),
  }))
  return sendable(report, bridgeArticles.shape.articles.element, cut, 'article_refused', ({ ident }) => ident)
}

export function sendableSubjects(report: StepReport, subjects: readonly ErpSubject[]): SubjectIn[] {
  return sendable(
    report,
    bridgeSubjects.shape.subjects.element,
    subjects.map((subject) => ({ ...subject })),
    'subject_refused',
    ({ name }) => name,
  )
}
