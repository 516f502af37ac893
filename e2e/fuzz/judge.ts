import { decodeStateVector } from 'shared-schema/documents/state-vector.ts'
import { type ParsedUpdate, parseWorkUpdate } from 'shared-schema/documents/work-document-grammar.ts'
import { decodeClientMessage } from 'shared-schema/protocol/control.ts'
import { decodeFrame } from 'shared-schema/protocol/frame.ts'
import { decide, type GateDecision } from '../../sync-server/src/sync/gate.ts'
import { readStreamMessage } from '../../sync-server/src/sync/stream-message.ts'
import { brokenPromise } from './against-promises.ts'
import { disagreement } from './against-yjs.ts'
import type { Mutant } from './mutant.ts'
import { type FuzzWarehouse, TASK } from './warehouse.ts'

/** The gate under test; the fuzz proves on broken ones that it would notice. */
export type Gate = { readonly parse: typeof parseWorkUpdate; readonly decide: typeof decide }
export const realGate: Gate = { parse: parseWorkUpdate, decide }

/** No frame of 64 KiB may take longer, ms. */
export const MOST_MS = 5
/**
 * A frame that took too long, or nearly, is judged again up to so often, by the processor time of this thread: that others keep the machine busy
 * is no fault of the gate. The shortest time counts.
 */
const LOOK_AGAIN = 20
const LOOK_TWICE = 3

export type Judgement = {
  /** `accept`, or the code it was refused with. */
  readonly outcome: string
  readonly ms: number
  readonly complaint?: string
  /** The complaint is that something was thrown. */
  readonly threw?: boolean
}

type Answer = { readonly parsed: ParsedUpdate; readonly decision: GateDecision | undefined }

function answer(bytes: Uint8Array, gate: Gate, { context }: FuzzWarehouse): Answer {
  const parsed = gate.parse(bytes)
  return { parsed, decision: parsed.ok ? gate.decide(TASK, parsed.structs, context) : undefined }
}

/** How long the gate takes for a frame, ms, and what it says. */
export function timed(bytes: Uint8Array, gate: Gate, house: FuzzWarehouse): Answer & { readonly ms: number } {
  const began = performance.now()
  const first = answer(bytes, gate, house)
  let ms = performance.now() - began
  for (let again = 0; again < (ms > MOST_MS ? LOOK_AGAIN : ms > MOST_MS / 2 ? LOOK_TWICE : 0); again++) {
    const before = process.threadCpuUsage()
    answer(bytes, gate, house)
    const { user, system } = process.threadCpuUsage(before)
    ms = Math.min(ms, (user + system) / 1000)
  }
  return { ...first, ms }
}

/** Lets the gate judge a mutant, and the oracles judge the gate. */
export function judge({ bytes, honest }: Mutant, gate: Gate, house: FuzzWarehouse): Judgement {
  try {
    // Whatever arrives passes these first; none of them may throw.
    decodeFrame(bytes)
    readStreamMessage(bytes)
    decodeStateVector(bytes)
    decodeClientMessage(bytes)
    const { parsed, decision, ms } = timed(bytes, gate, house)
    const outcome = outcomeOf(parsed, decision)
    if (ms > MOST_MS) return { outcome, ms, complaint: 'took too long' }
    const complaint =
      disagreement(bytes, parsed) ??
      (parsed.ok && decision ? brokenPromise(bytes, parsed.structs, decision, house) : undefined) ??
      (honest && decision ? unfair(honest, decision) : undefined)
    if (honest && decision === undefined) return { outcome, ms, complaint: 'an honest frame was refused' }
    return { outcome, ms, ...(complaint !== undefined && { complaint }) }
  } catch (problem) {
    return { outcome: 'threw', ms: 0, threw: true, complaint: `threw ${String(problem)}` }
  }
}

function outcomeOf(parsed: ParsedUpdate, decision: GateDecision | undefined): string {
  if (!parsed.ok) return parsed.code
  return decision === undefined || decision.kind === 'accept' ? 'accept' : decision.code
}

/** An honest frame is taken with all that is new in it, and what is not new is acknowledged. */
function unfair(honest: NonNullable<Mutant['honest']>, decision: GateDecision): string | undefined {
  if (decision.kind === 'quarantine' || decision.kind !== honest.kind)
    return `an honest frame was answered with ${decision.kind}`
  const added = 'add' in decision ? decision.add.map(({ struct }) => struct.key) : []
  const same = (ours: readonly string[], wanted: readonly string[]) =>
    ours.length === wanted.length && ours.every((id) => wanted.includes(id))
  return same(added, honest.added) && same(decision.known, honest.known)
    ? undefined
    : 'an honest frame was taken in part'
}
