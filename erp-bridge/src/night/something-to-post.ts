import { isDeepStrictEqual } from 'node:util'
import { planFulfilments } from '../export/plan-fulfilments.ts'
import { fulfilmentsIn, fulfilmentsOf } from '../journal/fulfilments.ts'
import type { Context } from './context.ts'

/** What failed a moment ago is left alone for a while, ms. */
const TRY_AGAIN_MS = 10 * 60_000

/** Whether a posting run would do anything: work was finished, or something released waits. */
export async function isSomethingToPost({ server, journal, rules, clock }: Context): Promise<boolean> {
  for (const record of await fulfilmentsIn(journal, ['ready', 'sending', 'unknown'])) {
    if (record.attempts === 0 || clock.now() - record.updatedAt > TRY_AGAIN_MS) return true
  }
  for (let after: string | undefined; ; ) {
    const page = await server.work({ scope: 'unposted', after })
    if (!page.ok) return false
    for (const document of page.value.documents) {
      const rule = rules.posting.find((each) => each.type === document.type)
      const earlier = await fulfilmentsOf(journal, document, rule)
      const plan = planFulfilments(document, earlier, rule)
      const news = plan.postings.some(({ replaces, lines }) => {
        const before = earlier.find((each) => each.id === replaces)
        return before === undefined || !isDeepStrictEqual(before.lines, lines)
      })
      if (news || plan.dropped.length > 0) return true
    }
    if (page.value.next === null) return false
    after = page.value.next
  }
}
