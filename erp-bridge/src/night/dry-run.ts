import { type PlannedPosting, planFulfilments } from '../export/plan-fulfilments.ts'
import { fulfilmentsIn, fulfilmentsOf } from '../journal/fulfilments.ts'
import { type Compared, compareDocuments } from '../reconciliation/gather.ts'
import type { Context, Step, StepReport } from './context.ts'

/** What a night would do. */
export type DryRun = {
  readonly postings: readonly (PlannedPosting & { readonly document: string; readonly type: string })[]
  /** Postings that are ready, or whose outcome must be looked for. */
  readonly waiting: readonly string[]
  readonly compared: Compared | undefined
}

/**
 * The steps of a dry run: reads both sides and says what would be posted and what differs. Writes nothing to the ERP, the journal's
 * postings, the warehouse or its differences.
 */
export function dryRunSteps(date: string, told: (result: DryRun) => void): readonly Step[] {
  return [
    {
      name: 'dry_run',
      run: async (context, report) => {
        const postings = await wouldPost(context, report)
        const waiting = await fulfilmentsIn(context.journal, ['ready', 'sending', 'unknown'])
        const compared = await compareDocuments(context, report, date)
        report.count('would_post', postings.length)
        report.count('waiting', waiting.length)
        report.count('differences', compared?.differences.length ?? 0)
        told({ postings, waiting: waiting.map((each) => each.id), compared })
      },
    },
  ]
}

async function wouldPost(
  { server, journal, rules }: Context,
  report: StepReport,
): Promise<DryRun['postings']> {
  const found: DryRun['postings'][number][] = []
  for (let after: string | undefined; ; ) {
    const page = await server.work({ scope: 'unposted', after })
    if (!page.ok) {
      report.fail(page.failure)
      return found
    }
    for (const document of page.value.documents) {
      const rule = rules.posting.find((each) => each.type === document.type)
      const plan = planFulfilments(document, await fulfilmentsOf(journal, document, rule), rule)
      for (const posting of plan.postings) {
        const type = posting.kind === 'correction' ? rule?.correctAs : rule?.postAs
        found.push({ ...posting, document: document.number, type: type ?? document.type })
      }
    }
    if (page.value.next === null) return found
    after = page.value.next
  }
}
