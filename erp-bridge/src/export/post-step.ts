import type { Booking, ErpFailure, ErpPort } from '../erp/erp-port.ts'
import { changeFulfilment, fulfilmentsIn } from '../journal/fulfilments.ts'
import type { Context, Step, StepReport } from '../night/context.ts'
import { directionOfPosting } from './direction-of-posting.ts'
import { BOOKED_OTHERWISE, type FulfilmentRecord } from './fulfilment.ts'
import { judgeFound } from './judge-found.ts'
import { mirrorChanges } from './mirror.ts'

/** Failures that certainly left nothing in the ERP: the request never came to a booking. */
const nothingBooked: ReadonlySet<ErpFailure['kind']> = new Set([
  'credentials',
  'refused',
  'busy',
  'away',
  'certificate',
  'disk',
])
/** Failures of the ERP as such: trying the next document would only wait for the same. */
const pointless: ReadonlySet<ErpFailure['kind']> = new Set(['credentials', 'away', 'certificate', 'disk'])

/** One posting's fate: go on with the next, or give up for this run. */
type Fate = 'next' | 'stop'

/**
 * Posts what is ready, each document for itself (RC-04). Before every sending the ERP is searched for our id; that something is being
 * sent is on the disk before it leaves (RC-01). An outcome nobody knows is looked for after a while, and sent again only when it is
 * certain that it is not there.
 */
export function postReady(only?: { readonly id: string }): Step {
  return {
    name: 'posting',
    run: async (context, report) => {
      const { journal, erp } = context
      await noteInterrupted(context)
      if (!erp.capabilities.post) return report.count('adapter_cannot_post', 0)
      const waiting = (await fulfilmentsIn(journal, ['unknown', 'ready'])).filter(
        (each) => only === undefined || each.id === only.id,
      )
      let done = 0
      for (const record of waiting) {
        const fate = await postOne(context, report, record)
        done += 1
        report.progress(done, waiting.length)
        if (fate === 'stop') break
      }
      const failure = await mirrorChanges(context)
      if (failure) report.fail(failure)
    },
  }
}

/** A posting that was being sent when its process died: nobody knows whether it arrived. */
async function noteInterrupted({ journal, clock }: Context): Promise<void> {
  for (const record of await fulfilmentsIn(journal, ['sending'])) {
    const failure = { code: 'interrupted', detail: 'The bridge stopped while it was sent.' }
    await changeFulfilment(journal, record.id, { state: 'unknown', failure }, clock.now())
  }
}

async function postOne(context: Context, report: StepReport, record: FulfilmentRecord): Promise<Fate> {
  const { journal, clock, erp, rules } = context
  if (record.state === 'unknown') {
    const settled = (record.sentAt ?? 0) + rules.settleMs - clock.now()
    // The ERP may still be working on the request that was cut; looking too early would book it twice. A clock that was put back
    // must not make it a wait of hours.
    if (settled > 0) await clock.sleep(Math.min(settled, rules.settleMs))
  }
  const found = await look(erp, record)
  if (!found.ok) return failed(report, record, found.failure)
  if (found.value.length > 0) return takeFound(context, report, record, found.value)
  if (record.state === 'unknown' && !erp.capabilities.find) {
    report.fail({
      code: 'outcome_unknown',
      detail: `${record.id}: the ERP cannot be searched; a person must look.`,
    })
    return 'next'
  }
  if (record.state === 'unknown') await changeFulfilment(journal, record.id, { state: 'ready' }, clock.now())
  const { id, attempts } = record
  await changeFulfilment(
    journal,
    id,
    { state: 'sending', attempts: attempts + 1, sentAt: clock.now(), failure: null },
    clock.now(),
  )
  const { document, type, kind, site, partner, person, date, lines } = record
  const posted = await erp.post({
    ...{ id, document, type, kind, site, date, direction: directionOfPosting(rules, type) },
    ...(partner !== null && { partner }),
    ...(person !== null && { person }),
    lines: lines.map(({ pos, ident, name, unit, qty }) => ({ pos, ident, name, unit, qty })),
  })
  if (posted.ok) return confirmed(context, report, record, posted.value.acKey, 'posted')
  const { kind: why, code, detail } = posted.failure
  report.count(`failed_${why}`)
  const failure = { code, detail }
  if (why === 'rejected') {
    await changeFulfilment(journal, id, { state: 'rejected', failure }, clock.now())
    report.fail({ ...failure, detail: `${id}: ${detail}` })
    return 'next'
  }
  const state = nothingBooked.has(why) ? ('ready' as const) : ('unknown' as const)
  await changeFulfilment(journal, id, { state, failure }, clock.now())
  report.fail({ ...failure, detail: `${id}: ${detail}` })
  return pointless.has(why) ? 'stop' : 'next'
}

async function look(
  erp: ErpPort,
  { id }: FulfilmentRecord,
): Promise<
  | { readonly ok: true; readonly value: readonly Booking[] }
  | { readonly ok: false; readonly failure: ErpFailure }
> {
  return erp.capabilities.find ? erp.find(id) : { ok: true, value: [] }
}

/** Takes what is booked for what it is: other lines than ours are told, and what they do not cover is planned anew. */
async function takeFound(
  context: Context,
  report: StepReport,
  record: FulfilmentRecord,
  bookings: readonly Booking[],
): Promise<Fate> {
  const { journal, clock, rules } = context
  const judged = judgeFound(record, bookings, rules.posting)
  const acKey = bookings[0]?.acKey ?? ''
  if (judged.verdict === 'same') return confirmed(context, report, record, acKey, 'found')
  const why = judged.verdict === 'strange' ? judged.why : `${acKey} holds other lines than were to be posted`
  const failure = { code: BOOKED_OTHERWISE, detail: `${record.id}: ${why}` }
  report.count(BOOKED_OTHERWISE)
  if (judged.verdict === 'strange') {
    await changeFulfilment(journal, record.id, { failure }, clock.now())
    report.fail(failure)
    return 'next'
  }
  const { kind, type, lines } = judged
  const now = clock.now()
  const booked = { kind, type, lines, acKey, failure, confirmedAt: now }
  await changeFulfilment(journal, record.id, { state: 'confirmed', ...booked }, now)
  context.log.warn({ posting: record.id, acKey }, 'the ERP has booked other lines under this id')
  return 'next'
}

async function confirmed(
  { journal, clock }: Context,
  report: StepReport,
  { id }: FulfilmentRecord,
  acKey: string,
  how: 'found' | 'posted',
): Promise<Fate> {
  const now = clock.now()
  await changeFulfilment(journal, id, { state: 'confirmed', acKey, failure: null, confirmedAt: now }, now)
  report.count(how)
  return 'next'
}

function failed(report: StepReport, { id }: FulfilmentRecord, { kind, code, detail }: ErpFailure): Fate {
  report.count(`failed_${kind}`)
  report.fail({ code, detail: `${id}: ${detail}` })
  return pointless.has(kind) ? 'stop' : 'next'
}
