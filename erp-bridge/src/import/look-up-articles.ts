import type { Step } from '../night/context.ts'
import { sendableArticles } from './sendable.ts'

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
          const answer = await server.articles(sendableArticles(report, [found.value]))
          if (!answer.ok) return report.fail(answer.failure)
          report.count('found')
        }
        report.progress(index + 1, idents.length)
      }
    },
  }
}
