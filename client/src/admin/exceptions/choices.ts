import type { ExceptionRow } from 'shared-schema/api/exceptions.ts'
import { parseQuantity, type QuantityErrorCode, type Thousandths } from 'shared-schema/domain/quantity.ts'

/** A decision a person can make, with all that its consequence depends on. */
export type Choice =
  | {
      readonly id: 'accept'
      readonly decision: 'accepted'
      /** The line's count that stays; null when the exception is about no line. */
      readonly count: Thousandths | null
      readonly missing: Thousandths
      readonly over: Thousandths
    }
  | {
      readonly id: 'requested' | `closed:${number}`
      readonly decision: 'corrected'
      readonly count: Thousandths
      /** Signed change of the count. */
      readonly delta: Thousandths
      /** Whose count it is; absent when it is what was requested. */
      readonly countedBy?: string
    }

/**
 * The decisions an exception offers: accept it as it stands, or set the line's count to what was requested or to
 * what whoever closed the line had counted. A count can only be corrected on a line of the task.
 */
export function choicesFor(row: ExceptionRow): Choice[] {
  const { requested, picked } = row
  if (requested === null || picked === null || row.kind === 'unknown_line') {
    return [{ id: 'accept', decision: 'accepted', count: null, missing: 0, over: 0 }]
  }
  const accept: Choice = {
    id: 'accept',
    decision: 'accepted',
    count: picked,
    missing: Math.max(0, requested - picked),
    over: Math.max(0, picked - requested),
  }
  const corrections: Choice[] = []
  const offered = new Set([picked])
  const offer = (choice: Choice & { decision: 'corrected' }) => {
    if (offered.has(choice.count)) return
    offered.add(choice.count)
    corrections.push(choice)
  }
  if (picked > requested) {
    offer({ id: 'requested', decision: 'corrected', count: requested, delta: requested - picked })
  }
  row.sides.forEach((side, index) => {
    if (side.role !== 'closed') return
    const delta = side.qty - picked
    offer({
      id: `closed:${index}`,
      decision: 'corrected',
      count: side.qty,
      delta,
      countedBy: side.worker_name,
    })
  })
  return [accept, ...corrections]
}

export type OtherCount =
  | { readonly ok: true; readonly count: Thousandths; readonly delta: Thousandths }
  | { readonly ok: false; readonly code: QuantityErrorCode | 'same' }

/** Reads a count somebody made by hand and says by how much it changes the line. */
export function otherCount(row: Pick<ExceptionRow, 'picked'>, text: string): OtherCount {
  const parsed = parseQuantity(text)
  if (!parsed.ok) return parsed
  const delta = parsed.value - (row.picked ?? 0)
  return delta === 0 ? { ok: false, code: 'same' } : { ok: true, count: parsed.value, delta }
}

/** Whether a line of the task carries the exception, so that its count can be corrected at all. */
export function canCorrect(row: ExceptionRow): boolean {
  return row.picked !== null && row.requested !== null && row.kind !== 'unknown_line'
}
