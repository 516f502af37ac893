import type { Booking } from '../erp/erp-port.ts'
import { changeFulfilment, confirmedOf } from '../journal/fulfilments.ts'
import type { Step } from '../night/context.ts'
import { BOOKED_OTHERWISE, type FulfilmentLine, type FulfilmentRecord } from './fulfilment.ts'
import { linesOfBooking } from './judge-found.ts'

/**
 * Takes what the ERP shows under the ids of a document for what is posted of it. A person has ordered a correction: what the ERP has too
 * little or too much by then is planned like any other rest. Without that word a booking somebody changed or cancelled in the ERP is told
 * and left alone.
 */
export function takeOverBooked(document: string): Step {
  return {
    name: 'booked',
    run: async ({ erp, journal, clock }, report) => {
      if (!erp.capabilities.find) return
      for (const record of await confirmedOf(journal, document)) {
        const found = await erp.find(record.id)
        if (!found.ok) return report.fail(found.failure)
        const lines = bookedLines(record, found.value)
        if (lines === undefined) {
          const detail = `${record.id}: it is booked as another type`
          report.fail({ code: BOOKED_OTHERWISE, detail })
        } else if (!sameLines(record.lines, lines)) {
          await changeFulfilment(journal, record.id, { lines, failure: null }, clock.now())
          report.count('taken_over')
        }
      }
    },
  }
}

/** What all bookings of an id hold together; undefined when one of them is none of ours. */
function bookedLines(record: FulfilmentRecord, bookings: readonly Booking[]): FulfilmentLine[] | undefined {
  const valid = bookings.filter(({ cancelled }) => cancelled !== true)
  if (valid.some(({ type }) => type.trim() !== record.type)) return undefined
  const byKey = new Map<string, FulfilmentLine>()
  for (const line of valid.flatMap((booking) => linesOfBooking(record, booking))) {
    const key = keyOf(line)
    byKey.set(key, { ...line, qty: line.qty + (byKey.get(key)?.qty ?? 0) })
  }
  return [...byKey.values()]
}

function sameLines(ours: readonly FulfilmentLine[], theirs: readonly FulfilmentLine[]): boolean {
  const wanted = new Map(ours.map((line) => [keyOf(line), line.qty]))
  return wanted.size === theirs.length && theirs.every((line) => wanted.get(keyOf(line)) === line.qty)
}

function keyOf({ pos, ident }: FulfilmentLine): string {
  return `${pos} ${ident}`
}
