import type { FoundDifference } from 'shared-schema/api/bridge.ts'
import { directionOfPosting } from '../export/direction-of-posting.ts'
import { readStockOfErp } from '../import/import-stock.ts'
import { fulfilmentsIn, sentSince } from '../journal/fulfilments.ts'
import type { Journal } from '../journal/open-journal.ts'
import { readStock, replaceStock, type StockRow } from '../journal/stock.ts'
import type { Context, Step, StepReport } from '../night/context.ts'
import { compareStock, stockKey } from './compare-stock.ts'
import { compareDocuments } from './gather.ts'

const PER_CALL = 500

/** Compares requested, counted, posted and stock, and tells the server what differs (RC-20 … RC-29). */
export function reconcile(run: string, date: string): Step {
  return {
    name: 'comparison',
    run: async (context, report) => {
      const compared = await compareDocuments(context, report, date)
      if (compared === undefined) return
      const stock = await stockDifferences(context, report)
      if (stock === undefined) return
      const differences = [...compared.differences, ...stock.differences]
      const { documents, lines, fulfilments, bookings } = compared
      const totals = { documents, lines, fulfilments, bookings, articles: stock.articles }
      for (const [what, by] of Object.entries(totals)) report.count(`compared_${what}`, by)
      report.count('differences', differences.length)
      const at = context.clock.now()
      for (let from = 0; from === 0 || from < differences.length; from += PER_CALL) {
        const last = from + PER_CALL >= differences.length
        const piece = {
          date,
          at,
          differences: differences.slice(from, from + PER_CALL),
          final: last ? totals : null,
        }
        const answer = await context.server.reconcile(run, piece)
        if (!answer.ok) return report.fail(answer.failure)
        for (const [what, by] of Object.entries(answer.value)) report.count(what, by)
      }
      // Only now: a night that broke off is compared from the same snapshot again.
      if (stock.snapshot) await replaceStock(context.journal, stock.snapshot)
    },
  }
}

type StockOutcome = {
  readonly differences: readonly FoundDifference[]
  readonly articles: number
  readonly snapshot: readonly StockRow[] | undefined
}

async function stockDifferences(context: Context, report: StepReport): Promise<StockOutcome | undefined> {
  const { erp, journal } = context
  if (!erp.capabilities.stock) return { differences: [], articles: 0, snapshot: undefined }
  const read = await readStockOfErp(context, report)
  if (read === undefined) return undefined
  const before = await readStock(journal)
  const since = Math.min(...before.map(({ at }) => at))
  const movements = (await sentSince(journal, before.length === 0 ? 0 : since))
    .filter((posting) => (posting.sentAt ?? 0) <= read.at)
    .map((posting) => ({ posting, direction: directionOfPosting(context.rules, posting.type) }))
  const doubtful = await inDoubt(journal)
  const differences = compareStock(before, movements, read.stock, new Map(), doubtful)
  const unique = new Map(
    read.stock.flatMap(({ ident, sites }) =>
      sites.map(({ site, qty }) => [stockKey(ident, site), { ident, site, qty, at: read.at }] as const),
    ),
  )
  // What is in doubt is compared from the older figure once it is certain.
  for (const key of doubtful) unique.delete(key)
  const kept = before.filter(({ ident, site }) => doubtful.has(stockKey(ident, site)))
  return { differences, articles: read.stock.length, snapshot: [...unique.values(), ...kept] }
}

/** Where goods of a posting are whose outcome nobody knows: the figure just read may hold them or not. */
async function inDoubt(journal: Journal): Promise<ReadonlySet<string>> {
  const postings = await fulfilmentsIn(journal, ['sending', 'unknown'])
  return new Set(postings.flatMap(({ site, lines }) => lines.map(({ ident }) => stockKey(ident, site))))
}
