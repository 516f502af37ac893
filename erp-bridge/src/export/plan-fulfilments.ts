import type { WorkedDocument } from 'shared-schema/api/bridge.ts'
import type { FulfilmentLine, FulfilmentRecord, PostingRule } from './fulfilment.ts'
import { isOnItsWay, isOpen, signed } from './fulfilment.ts'

/** Why counted goods of a document are not posted yet. */
export type Waiting =
  | 'no_rule'
  | 'not_from_erp'
  | 'unfinished'
  | 'exceptions'
  | 'cancelled'
  | 'in_flight'
  | 'approval'
  | 'parked'
  | 'rejected'

export type PlannedPosting = {
  readonly kind: 'fulfilment' | 'correction'
  readonly lines: readonly FulfilmentLine[]
  /** An open posting of this document that is given this content instead of making another one. */
  readonly replaces: string | undefined
}
export type Plan = {
  readonly postings: readonly PlannedPosting[]
  /** Drafts that hold nothing any more. */
  readonly dropped: readonly string[]
  readonly waiting: Waiting | undefined
}

/**
 * What is to be posted of a document: what its finished tasks counted, less what earlier postings cover (RC-02). What was taken back
 * after a posting becomes a correction of its own. Contradictions wait for the person who decides them.
 */
export function planFulfilments(
  document: WorkedDocument,
  earlier: readonly FulfilmentRecord[],
  rule: PostingRule | undefined,
): Plan {
  const open = earlier.filter((each) => isOpen(each) && !each.parked)
  const nothing = (waiting: Waiting | undefined): Plan => ({ postings: [], dropped: [], waiting })
  if (rule === undefined) return nothing('no_rule')
  if (document.erp_site === null) return nothing('not_from_erp')
  if (earlier.some(isOnItsWay)) return nothing('in_flight')
  if (earlier.some((each) => each.parked && each.state !== 'confirmed')) return nothing('parked')
  if (document.open_exceptions > 0) return nothing('exceptions')
  if (document.status === 'cancelled') return nothing('cancelled')
  if (rule.when === 'document' && document.status !== 'done') return nothing('unfinished')
  const rest = uncovered(document, earlier)
  const postings = (['fulfilment', 'correction'] as const).flatMap((kind): PlannedPosting[] => {
    const lines = rest.filter((line) => (kind === 'fulfilment' ? line.qty > 0 : line.qty < 0))
    if (lines.length === 0) return []
    return [
      {
        kind,
        lines: lines.map((line) => ({ ...line, qty: Math.abs(line.qty) })),
        replaces: open.find((each) => each.kind === kind)?.id,
      },
    ]
  })
  const kept = new Set(postings.map((posting) => posting.replaces))
  return {
    postings,
    dropped: open.filter((each) => each.state === 'draft' && !kept.has(each.id)).map((each) => each.id),
    waiting: undefined,
  }
}

/**
 * Per line what finished tasks counted and no confirmed posting covers; negative when too much is posted. A line whose article nobody knows
 * is left for later: the ERP would refuse the whole document for it.
 */
function uncovered(document: WorkedDocument, earlier: readonly FulfilmentRecord[]): FulfilmentLine[] {
  const covered = coveredByLine(earlier)
  return document.lines.flatMap(({ line, pos, ident, name, unit, finished, unknown_article: unknown }) => {
    if (unknown) return []
    const qty = finished - (covered.get(lineKey(pos, ident)) ?? 0)
    // While somebody still works on the document, what is missing may be coming: after a server was put back, phones bring it again.
    if (qty < 0 && document.tasks_finished < document.tasks) return []
    return qty === 0 ? [] : [{ line, pos, ident, name, unit, qty }]
  })
}

/** A line as both sides know it: the ERP may give a position to another article later, and that is another line. */
export function lineKey(pos: number, ident: string): string {
  return `${pos} ${ident}`
}

/** What confirmed postings say is booked, by line. */
export function coveredByLine(postings: readonly FulfilmentRecord[]): Map<string, number> {
  const covered = new Map<string, number>()
  for (const posting of postings) {
    if (posting.state !== 'confirmed') continue
    for (const { pos, ident, qty } of posting.lines) {
      const key = lineKey(pos, ident)
      covered.set(key, (covered.get(key) ?? 0) + signed(posting, qty))
    }
  }
  return covered
}
