import * as encoding from 'lib0/encoding'
import { EVENTS_ROOT } from './document-name.ts'
import { type FlatRecord, writeFlatRecord } from './flat-record.ts'

/** Consecutive structs of one client id, each as `encodeStruct` made it. */
export type EncodedRun = {
  readonly client: number
  /** Clock of the first. */
  readonly clock: number
  readonly structs: readonly Uint8Array[]
}

/** Bytes of one event as Yjs writes `doc.getMap('events').set(event.id, event)`; the grammar is in work-document-grammar.ts. */
export function encodeStruct(event: FlatRecord & { readonly id: string }): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeUint8(encoder, 0x28)
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarString(encoder, EVENTS_ROOT)
  encoding.writeVarString(encoder, event.id)
  encoding.writeVarUint(encoder, 1)
  writeFlatRecord(encoder, event)
  return encoding.toUint8Array(encoder)
}

/**
 * A whole update of runs, at most one per client id; empty runs are left out. Byte for byte what Yjs writes.
 * Two runs of one client are a bug of the caller and throw: Yjs would silently drop one of them.
 */
export function encodeRuns(runs: readonly EncodedRun[]): Uint8Array<ArrayBuffer> {
  // Higher client ids first, as Yjs itself writes them.
  const sorted = runs.filter((run) => run.structs.length > 0).sort((a, b) => b.client - a.client)
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, sorted.length)
  let last: number | undefined
  for (const run of sorted) {
    if (run.client === last) throw new RangeError(`two runs of client ${run.client} in one update`)
    last = run.client
    encoding.writeVarUint(encoder, run.structs.length)
    encoding.writeVarUint(encoder, run.client)
    encoding.writeVarUint(encoder, run.clock)
    for (const bytes of joined(run.structs)) encoding.writeUint8Array(encoder, bytes)
  }
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>
}

/** An update that adds events under one client id, whose next clock is `clock`. */
export function encodeWorkUpdate(
  client: number,
  clock: number,
  events: readonly (FlatRecord & { readonly id: string })[],
): Uint8Array<ArrayBuffer> {
  return encodeRuns([{ client, clock, structs: events.map(encodeStruct) }])
}

/** The same bytes in fewer pieces: structs that lie one behind the other in memory are one piece. */
export function joined(structs: readonly Uint8Array[]): Uint8Array[] {
  const pieces: Uint8Array[] = []
  let from: Uint8Array | undefined
  let end = 0
  for (const struct of structs) {
    if (from !== undefined && struct.buffer === from.buffer && struct.byteOffset === end) {
      end += struct.byteLength
      continue
    }
    if (from !== undefined) pieces.push(new Uint8Array(from.buffer, from.byteOffset, end - from.byteOffset))
    from = struct
    end = struct.byteOffset + struct.byteLength
  }
  if (from !== undefined) pieces.push(new Uint8Array(from.buffer, from.byteOffset, end - from.byteOffset))
  return pieces
}
