import type { StateVector } from './state-vector.ts'
import { type EncodedRun, encodeRuns } from './work-document-encode.ts'
import { parseStoredUpdate, type WorkStruct } from './work-document-grammar.ts'

/**
 * A work document without Yjs: per client id its structs in clock order, each as its bytes. Because entries are only ever
 * added and never refer to one another, merging is putting them in order, and a difference is a cut.
 */
export type WorkDocument = {
  readonly runs: Map<number, Uint8Array[]>
  bytes: number
}

export function emptyDocument(): WorkDocument {
  return { runs: new Map(), bytes: 0 }
}

/**
 * Adds structs that continue the document's clocks, each client's in order; what it holds already is skipped.
 * A gap is a bug of the caller (the gate lets none through) and throws.
 */
export function addStructs(
  document: WorkDocument,
  structs: readonly Pick<WorkStruct, 'client' | 'clock' | 'encoded'>[],
): void {
  const added: { readonly run: Uint8Array[]; readonly place: number; readonly encoded: Uint8Array }[] = []
  for (const { client, clock, encoded } of structs) {
    const run = document.runs.get(client) ?? []
    if (clock < run.length) continue
    if (clock > run.length) throw new RangeError(`client ${client} continues at ${clock} after ${run.length}`)
    run.push(encoded)
    document.runs.set(client, run)
    document.bytes += encoded.length
    added.push({ run, place: clock, encoded })
  }
  // A copy: the views would keep the whole frame they came in alive. One for all, as each costs more than its bytes.
  const copy = new Uint8Array(added.reduce((sum, each) => sum + each.encoded.length, 0))
  let at = 0
  for (const { run, place, encoded } of added) {
    copy.set(encoded, at)
    run[place] = copy.subarray(at, at + encoded.length)
    at += encoded.length
  }
}

/** Adds an update this side wrote itself; throws when it is none. */
export function addStoredUpdate(document: WorkDocument, update: Uint8Array): void {
  const parsed = parseStoredUpdate(update)
  if (!parsed.ok) throw new Error(`a stored update is damaged at byte ${parsed.offset}: ${parsed.detail}`)
  addStructs(document, parsed.structs)
}

export function stateVectorOf(document: WorkDocument): StateVector {
  return new Map([...document.runs].map(([client, run]) => [client, run.length]))
}

/** Everything the document holds beyond a state vector, as one update. */
export function differenceTo(document: WorkDocument, vector: StateVector): Uint8Array<ArrayBuffer> {
  const runs: EncodedRun[] = []
  for (const [client, run] of document.runs) {
    const clock = vector.get(client) ?? 0
    if (clock < run.length) runs.push({ client, clock, structs: run.slice(clock) })
  }
  return encodeRuns(runs)
}
