import { createHash } from 'node:crypto'
import type { ErpDocumentIn } from 'shared-schema/api/bridge.ts'
import { addDays, dayIn } from '../clock.ts'
import type { ErpDocument } from '../erp/erp-port.ts'
import { type Payload, readPayloads, writePayloads } from '../journal/payloads.ts'
import type { Context, Step, StepReport } from '../night/context.ts'
import { sendableDocuments } from './sendable.ts'

/** Documents at once; each is a transaction of its own at the server. */
const PER_CALL = 50
/** Unfinished documents from before the window are asked for one by one; a few, or the ERP would be asked all night. */
const OLDER_AT_MOST = 300

/**
 * Issue or receipt documents of the last days, and those that are older and not finished yet. What is equal to what was handed over
 * last is not handed over again (RC-12).
 */
export function importDocuments(direction: 'out' | 'in'): Step {
  return {
    name: direction === 'out' ? 'dispatches' : 'receipts',
    run: async (context, report) => {
      const { erp, clock, rules, timeZone, journal } = context
      const types = [...rules[direction]]
      if (types.length === 0) return
      const known = await readPayloads(journal, direction)
      const from = addDays(dayIn(timeZone, clock.now()), -rules.documentDays)
      const seen = new Set<string>()
      for await (const page of erp.documents({ direction, types, from })) {
        if (!page.ok) return report.fail(page.failure)
        report.count('read', page.value.length)
        for (const { number } of page.value) seen.add(number)
        if (!(await handOver(context, report, known, page.value))) return
        report.progress(seen.size)
      }
      await askForOlder(context, report, direction, known, seen)
    },
  }
}

/**
 * Documents the warehouse still works on and the list did not show, for they are from before the window, or of another type or day by now:
 * the ERP may have changed or cancelled them.
 */
async function askForOlder(
  context: Context,
  report: StepReport,
  direction: 'out' | 'in',
  known: Map<string, Payload>,
  seen: ReadonlySet<string>,
): Promise<void> {
  const numbers = await unfinishedNumbers(context, report, direction)
  const older = numbers.filter((number) => !seen.has(number))
  for (const number of older.slice(0, OLDER_AT_MOST)) {
    const found = await context.erp.document(direction, number)
    if (!found.ok) return report.fail(found.failure)
    if (found.value === null) report.count('gone')
    else if (!(await handOver(context, report, known, [found.value]))) return
    report.count('asked_for')
  }
}

async function unfinishedNumbers(
  { server, rules, clock, timeZone }: Context,
  report: StepReport,
  direction: 'out' | 'in',
): Promise<string[]> {
  const to = dayIn(timeZone, clock.now())
  const from = addDays(to, -rules.documentDays * 4)
  const numbers: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await server.work({ scope: 'period', from, to, after })
    if (!page.ok) {
      report.fail(page.failure)
      return []
    }
    for (const document of page.value.documents) {
      const finished = document.status === 'done' || document.status === 'cancelled'
      if (document.direction === direction && document.erp_site !== null && !finished)
        numbers.push(document.number)
    }
    if (page.value.next === null) return numbers
    after = page.value.next
  }
}

/** @returns whether the server took them */
async function handOver(
  { server, journal }: Context,
  report: StepReport,
  known: Map<string, Payload>,
  documents: readonly ErpDocument[],
): Promise<boolean> {
  // One that waits for a site is handed over again: the desk may have said since whose name it is.
  const fresh = sendableDocuments(report, documents.map(toPayload)).filter(({ number, hash }) => {
    const before = known.get(number)
    return before?.hash !== hash || before.waiting !== '[]'
  })
  report.count('unchanged', documents.length - fresh.length)
  for (let from = 0; from < fresh.length; from += PER_CALL) {
    const piece = fresh.slice(from, from + PER_CALL)
    const answer = await server.documents(piece)
    if (!answer.ok) {
      report.fail(answer.failure)
      return false
    }
    const taken = answer.value.flatMap((each, index): Payload[] => {
      report.count(each.outcome)
      report.count('unknown_articles', each.unknown_articles.length)
      const document = piece[index]
      if (each.outcome === 'refused') {
        report.fail({ code: 'document_refused', detail: `${each.number}: ${each.detail ?? ''}` })
        return []
      }
      if (!document) return []
      const { number, direction, hash, date } = document
      return [{ number, direction, hash, date, waiting: JSON.stringify(each.unmapped) }]
    })
    await writePayloads(journal, taken)
    for (const payload of taken) known.set(payload.number, payload)
  }
  return true
}

function toPayload(document: ErpDocument): ErpDocumentIn {
  const { number, direction, type, date, site, partner, person, status, cancelled, note, lines, raw } =
    document
  return {
    ...{ number, direction, type, date, site, status, cancelled },
    partner: partner ?? null,
    person: person ?? null,
    note: note ?? null,
    lines: lines.map(({ pos, ident, name, unit, qty }) => ({ pos, ident, name, unit, qty })),
    hash: createHash('sha256').update(raw).digest('hex'),
  }
}
