import type { WorkStruct } from 'shared-schema/documents/work-document-grammar.ts'
import type { ErrorCode } from 'shared-schema/domain/error-codes.ts'
import { canonicalEvent } from 'shared-schema/domain/picking/canonical.ts'
import { contentHash } from './event-proof.ts'
import { type GateContext, type KnownEvent, placeKey } from './gate-context.ts'
import { type HeldReason, judgeAuthor, type ReadEvent, type Refusal, readStruct } from './judge-event.ts'

/** An event on its way into the log. */
export type AcceptedStruct = {
  readonly struct: WorkStruct
  /** Hash of its content, hex. */
  readonly hash: string
  readonly read: ReadEvent
  /** Why it is kept without being applied yet; undefined when it is applied. */
  readonly held: HeldReason | undefined
}

export type GateDecision =
  | {
      readonly kind: 'accept'
      readonly add: readonly AcceptedStruct[]
      /** Events of the frame that were in the log before. */
      readonly known: readonly string[]
      readonly knownHeld: readonly string[]
    }
  | {
      readonly kind: 'resync'
      readonly code: 'clock_gap' | 'event_repeated'
      readonly known: readonly string[]
      readonly knownHeld: readonly string[]
    }
  | {
      readonly kind: 'quarantine'
      readonly code: ErrorCode
      readonly detail: string
      /** Every event of the frame that is refused for good. */
      readonly refused: readonly string[]
    }

/**
 * Decides about the structs of one parsed update (SPEC SY-04 … SY-15). Pure. One hostile struct refuses the frame, because
 * Yjs cannot take the later structs of a client id without the earlier ones; hostile goes before resync, resync before accept.
 */
export function decide(task: string, structs: readonly WorkStruct[], context: GateContext): GateDecision {
  const refused: (Refusal & { id: string })[] = []
  const known = new Map<string, KnownEvent>()
  const add: AcceptedStruct[] = []
  /** Hashes of the events this frame brings, to meet one that comes twice in it. */
  const brought = new Map<string, string>()
  /** Device and next clock of each client id, as this frame moves them on. */
  const clients = new Map<number, { device: string; next: number }>()
  let resync: 'clock_gap' | 'event_repeated' | undefined

  for (const struct of structs) {
    const id = struct.key
    const read = readStruct(task, struct)
    if (read.kind === 'refused') {
      refused.push({ ...read, id })
      continue
    }
    const canonical = canonicalEvent(struct.event)
    const hash = contentHash(canonical)
    const held = context.clients.get(struct.client)
    if (held !== undefined && struct.clock < held.next) {
      const taken = context.places.get(placeKey(struct.client, struct.clock))
      if (taken?.hash === hash) known.set(id, taken)
      else refused.push({ id, code: 'prefix_changed', detail: 'another event is at its place in the log' })
      continue
    }
    const client = clients.get(struct.client) ?? held ?? { device: read.device, next: 0 }
    const twin = context.events.get(id)
    const judged = judgeAuthor(read, canonical, struct, client.device, context)
    const other = twin?.hash ?? brought.get(id)
    if (other !== undefined && other !== hash) {
      refused.push({ id, code: 'event_id_reused', detail: 'another event has this id' })
    } else if (judged.kind === 'refused') {
      refused.push({ ...judged, id })
    } else if (other !== undefined) {
      if (twin !== undefined) known.set(id, twin)
      resync ??= 'event_repeated'
    } else {
      if (struct.clock > client.next) resync ??= 'clock_gap'
      add.push({ struct, hash, read, held: judged.held })
      brought.set(id, hash)
    }
    clients.set(struct.client, { device: client.device, next: struct.clock + 1 })
  }

  const [first] = refused
  if (first !== undefined) {
    const detail = `event ${first.id.slice(0, 64)}: ${first.detail}`
    return { kind: 'quarantine', code: first.code, detail, refused: refused.map((each) => each.id) }
  }
  const logged = {
    known: [...known.keys()],
    knownHeld: [...known].flatMap(([id, event]) => (event.held ? [id] : [])),
  }
  if (resync !== undefined) return { kind: 'resync', code: resync, ...logged }
  return { kind: 'accept', add, ...logged }
}
