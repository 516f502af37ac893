import { readMark, writeMark } from '../journal/marks.ts'
import type { Step } from '../night/context.ts'
import { olderBy } from './high-water.ts'
import { sendableArticles } from './sendable.ts'

const MARK = 'catalogue'
const FULL_MARK = 'catalogue_full'
/** Changes are read again from before the last one seen: the ERP's clock and its transactions are not ours, ms. */
const OVERLAP_MS = 15 * 60_000
/** What deltas missed (a row written with an old time) is found at the latest after so many days by a full reading. */
const FULL_EVERY_DAYS = 7
const DAY_MS = 86_400_000

/**
 * Articles and barcodes. What changed since the last time with an overlap; everything when nothing was read yet, when it is wished or
 * after a week (RC-11). The mark moves only after every page is at the server.
 */
export function importCatalogue(wish: { readonly full?: boolean } = {}): Step {
  return {
    name: 'catalogue',
    run: async ({ erp, server, journal, clock }, report) => {
      const mark = (await readMark(journal, MARK)) || undefined
      const lastFull = Number((await readMark(journal, FULL_MARK)) || 0)
      const full =
        wish.full === true || mark === undefined || clock.now() - lastFull > FULL_EVERY_DAYS * DAY_MS
      const idents: string[] = []
      let newest = mark
      for await (const page of erp.articles(full ? undefined : olderBy(mark ?? '', OVERLAP_MS))) {
        if (!page.ok) return report.fail(page.failure)
        const articles = sendableArticles(report, page.value)
        const answer = await server.articles(articles)
        if (!answer.ok) return report.fail(answer.failure)
        for (const { ident, changedAt } of page.value) {
          idents.push(ident)
          if (changedAt !== undefined && (newest === undefined || changedAt > newest)) newest = changedAt
        }
        report.count('read', page.value.length)
        for (const [what, by] of Object.entries(answer.value)) report.count(what, by)
        report.progress(idents.length)
      }
      if (full) {
        const answer = await server.catalogueComplete([...new Set(idents)])
        if (!answer.ok) return report.fail(answer.failure)
        report.count('not_in_erp', answer.value.not_in_erp)
        await writeMark(journal, FULL_MARK, String(clock.now()))
      }
      if (newest !== undefined) await writeMark(journal, MARK, newest)
    },
  }
}
