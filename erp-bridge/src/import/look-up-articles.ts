import type { Step } from '../night/context.ts'

/** One at a time and at most so many a run: the ERP answers one request a second. */
const AT_MOST = 200

/** Looks up the articles of kept lines that the catalogue does not know (RC-13). */
export function lookUpArticles(): Step {
  return {
    name: 'unknown_articles',
    run: async ({ erp, server }, report) => {
      const unknown = await server.unknownArticles()
      if (!unknown.ok) return report.fail(unknown.failure)
      const idents = unknown.value.slice(0, AT_MOST)
      for (const [index, ident] of idents.entries()) {
        const found = await erp.article(ident)
        if (!found.ok) return report.fail(found.failure)
        if (found.value === null) report.count('still_unknown')
        else {
          const { ident: known, name, unit, active, barcodes } = found.value
          const answer = await server.articles([
            { ident: known, name, unit, active, barcodes: [...barcodes] },
          ])
          if (!answer.ok) return report.fail(answer.failure)
          report.count('found')
        }
        report.progress(index + 1, idents.length)
      }
    },
  }
}
