import type { WorkedDocument } from 'shared-schema/api/bridge.ts'
import { dayIn } from '../clock.ts'
import { addFulfilment, changeFulfilment, fulfilmentsIn, fulfilmentsOf } from '../journal/fulfilments.ts'
import type { Context, Step, StepReport } from '../night/context.ts'
import { isDiskFull } from '../night/disk-full.ts'
import { BOOKED_OTHERWISE, type FulfilmentRecord, type PostingRule } from './fulfilment.ts'
import { fulfilmentId } from './fulfilment-id.ts'
import { mirrorChanges, mirrorOne } from './mirror.ts'
import { lineKey, type PlannedPosting, planFulfilments } from './plan-fulfilments.ts'

/** @property tryRejected what the ERP rejected is tried again; by day it waits for the night or for a person */
export type PlanOptions = { readonly tryRejected: boolean }

/** Writes what is to be posted into the journal: new drafts, and drafts with other content. Where the type needs nobody they are ready. */
export function planPostings(options: PlanOptions): Step {
  return {
    name: 'fulfilments',
    run: async (context, report) => {
      for (let after: string | undefined; ; ) {
        const page = await context.server.work({ scope: 'unposted', after })
        if (!page.ok) return report.fail(page.failure)
        for (const document of page.value.documents) {
          try {
            await planDocument(context, report, document, options)
          } catch (error) {
            // One that cannot be planned holds up no other (RC-04). A full disk would fail all of them.
            if (isDiskFull(error)) throw error
            context.log.error({ err: error, document: document.number }, 'a document could not be planned')
            const detail = `${document.number}: ${error instanceof Error ? error.message : ''}`
            report.fail({ code: 'not_planned', detail })
          }
        }
        if (page.value.next === null) break
        after = page.value.next
      }
      await hearOfWaiting(context, report)
    },
  }
}

async function planDocument(
  context: Context,
  report: StepReport,
  document: WorkedDocument,
  options: PlanOptions,
): Promise<void> {
  const { journal, clock, rules } = context
  const rule = rules.posting.find((each) => each.type === document.type)
  const earlier = await movedHere(context, document, await fulfilmentsOf(journal, document, rule))
  const plan = planFulfilments(document, earlier, rule)
  if (plan.waiting !== undefined) report.count(`waiting_${plan.waiting}`)
  for (const id of plan.dropped) {
    const failure = { code: 'not_needed', detail: 'What it held is posted or taken back.' }
    await changeFulfilment(journal, id, { state: 'rejected', lines: [], failure }, clock.now())
  }
  if (rule === undefined) return
  let number = Math.max(0, ...earlier.map((each) => each.number))
  for (const posting of plan.postings) {
    if (posting.replaces !== undefined)
      await refill(context, report, posting, { id: posting.replaces, earlier, options })
    else {
      number += 1
      const doubtful = posting.kind === 'correction' && earlier.some(isBookedOtherwise)
      const approval = doubtful ? 'manual' : rule.approval
      await addFulfilment(journal, draftOf(context, document, { ...rule, approval }, posting, number))
      report.count('drafted')
    }
  }
}

/** More is booked than this warehouse knows of; what takes it back is released by a person. */
function isBookedOtherwise({ failure }: FulfilmentRecord): boolean {
  return failure?.code === BOOKED_OTHERWISE
}

/** Postings from before the server was put back are those of the requisition it has made of the document since. */
async function movedHere(
  { journal, clock }: Context,
  { requisition, lines: known }: WorkedDocument,
  earlier: readonly FulfilmentRecord[],
): Promise<readonly FulfilmentRecord[]> {
  const idOf = new Map(known.map(({ line, pos, ident }) => [lineKey(pos, ident), line]))
  const here: FulfilmentRecord[] = []
  for (const each of earlier) {
    if (each.requisition === requisition) {
      here.push(each)
      continue
    }
    const lines = each.lines.map((line) => ({
      ...line,
      line: idOf.get(lineKey(line.pos, line.ident)) ?? null,
    }))
    here.push(await changeFulfilment(journal, each.id, { requisition, lines }, clock.now()))
  }
  return here
}

/** Gives an open posting what is to be posted now. An equal draft stays as it is: a person may be looking at it. */
async function refill(
  { journal, clock, timeZone }: Context,
  report: StepReport,
  posting: PlannedPosting,
  open: { readonly id: string; readonly earlier: readonly FulfilmentRecord[]; readonly options: PlanOptions },
): Promise<void> {
  const { id, earlier, options } = open
  const before = earlier.find((each) => each.id === id)
  if (!before) throw new Error(`the posting ${id} is planned anew but not there`)
  const same = JSON.stringify(before.lines) === JSON.stringify(posting.lines)
  if (same && (before.state === 'draft' || !options.tryRejected)) return
  const date = dayIn(timeZone, clock.now())
  const state = before.approval === 'automatic' ? ('ready' as const) : ('draft' as const)
  await changeFulfilment(journal, id, { state, lines: posting.lines, date, failure: null }, clock.now())
  report.count(before.state === 'rejected' ? 'tried_again' : 'redrafted')
}

function draftOf(
  { clock, timeZone }: Context,
  document: WorkedDocument,
  rule: PostingRule,
  posting: PlannedPosting,
  number: number,
): FulfilmentRecord {
  const now = clock.now()
  return {
    ...{ id: fulfilmentId(document.number, number), requisition: document.requisition, number },
    ...{ document: document.number, kind: posting.kind, lines: posting.lines, approval: rule.approval },
    type: posting.kind === 'correction' ? rule.correctAs : rule.postAs,
    state: rule.approval === 'automatic' ? 'ready' : 'draft',
    site: document.erp_site ?? document.site,
    partner: document.erp_partner,
    person: null,
    date: dayIn(timeZone, now),
    ...{ acKey: null, attempts: 0, failure: null, parked: false, sentAt: null, confirmedAt: null },
    ...{ createdAt: now, updatedAt: now, version: 1 },
  }
}

/** Drafts wait for a person: asks whether somebody has released or refused one since. */
async function hearOfWaiting(context: Context, report: StepReport): Promise<void> {
  for (const draft of await fulfilmentsIn(context.journal, ['draft', 'rejected'])) {
    // What the ERP rejected is tried again by itself, unless a person has refused it, too.
    if (draft.state === 'rejected' && !draft.parked) continue
    const mirrored = await mirrorOne(context, draft)
    if (!mirrored.ok) return report.fail(mirrored.failure)
    if (mirrored.value.state === 'ready') report.count('released')
  }
  const failure = await mirrorChanges(context)
  if (failure) report.fail(failure)
}
