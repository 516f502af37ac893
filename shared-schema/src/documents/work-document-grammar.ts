import * as decoding from 'lib0/decoding'
import { EVENTS_ROOT, MAX_UPDATE_BYTES, MAX_UPDATE_STRUCTS } from './document-name.ts'
import { Deviation, expectByte, type FlatRecord, readCount, readFlatRecord } from './flat-record.ts'

/*
 * The one legal shape of a work document's update, in Yjs' V1 format (source: yjs 13 `src/utils/encoding.js`,
 * `src/structs/Item.js`, `src/structs/ContentAny.js`):
 *
 *   update    = varUint(runs) run* varUint(0)                        the last 0: an empty delete set
 *   run       = varUint(structs ≥ 1) varUint(client) varUint(clock) struct*
 *   struct    = 0x28 0x01 varString("events") varString(key) 0x01 record
 *
 * 0x28 is ContentAny (8) with a parentSub (0x20) and without origins (0x40, 0x80); 0x01 says that the parent is a
 * root by name; the second 0x01 is the number of values. Neither GC (0), Skip (10) nor any other content passes.
 */
const STRUCT_INFO = 0x28
const ROOT_BY_NAME = 1
const ONE_VALUE = 1

/** One entry of the document: the event as it was written, under its key, with its place in the CRDT. */
export type WorkStruct = {
  readonly client: number
  readonly clock: number
  readonly key: string
  readonly event: FlatRecord
  /** Its bytes within the update, a view. */
  readonly encoded: Uint8Array
}

export type ParsedUpdate =
  | { readonly ok: true; readonly structs: readonly WorkStruct[] }
  | {
      readonly ok: false
      readonly code: 'update_malformed' | 'update_too_large'
      /** Where the first deviation was met, in bytes. */
      readonly offset: number
      readonly detail: string
    }

/**
 * Parses an update of a work document in one pass and refuses it at the first byte that deviates (SPEC SY-03).
 * Work is bounded by 64 KiB and 512 structs. Nothing else is judged here: what the events say is for the gate.
 * Never throws.
 */
export function parseWorkUpdate(bytes: Uint8Array): ParsedUpdate {
  if (bytes.length > MAX_UPDATE_BYTES) {
    const detail = `an update of ${bytes.length} bytes, at most ${MAX_UPDATE_BYTES} are legal`
    return { ok: false, code: 'update_too_large', offset: MAX_UPDATE_BYTES, detail }
  }
  return parse(bytes, MAX_UPDATE_STRUCTS)
}

/** As `parseWorkUpdate`, for bytes this side wrote itself: a whole document has no limit of size. */
export function parseStoredUpdate(bytes: Uint8Array): ParsedUpdate {
  return parse(bytes, Number.POSITIVE_INFINITY)
}

function parse(bytes: Uint8Array, maxStructs: number): ParsedUpdate {
  const decoder = decoding.createDecoder(bytes)
  const structs: WorkStruct[] = []
  try {
    const runs = readCount(decoder)
    const clients = new Set<number>()
    for (let i = 0; i < runs; i++) {
      const count = readCount(decoder)
      if (count === 0) throw new Deviation('a client without structs')
      if (structs.length + count > maxStructs) {
        const detail = `more than ${maxStructs} structs`
        return { ok: false, code: 'update_too_large', offset: decoder.pos, detail }
      }
      readRun(decoder, count, clients, structs)
    }
    if (readCount(decoder) !== 0) throw new Deviation('a delete set that is not empty')
    if (decoder.pos !== bytes.length) throw new Deviation('bytes after the end')
    return { ok: true, structs }
  } catch (error) {
    // Deviation is thrown above; lib0 throws plain errors on early ends and the text decoder a TypeError on bad UTF-8.
    const detail = error instanceof Error ? error.message : String(error)
    return { ok: false, code: 'update_malformed', offset: decoder.pos, detail }
  }
}

function readRun(
  decoder: decoding.Decoder,
  count: number,
  clients: Set<number>,
  structs: WorkStruct[],
): void {
  const client = readCount(decoder)
  // Yjs keeps only the last of two runs of one client: what is counted here would not be what is shown there.
  if (clients.has(client)) throw new Deviation('two runs of one client')
  clients.add(client)
  const first = readCount(decoder)
  if (!Number.isSafeInteger(first + count)) throw new Deviation('a clock above 2^53')
  for (let i = 0; i < count; i++) {
    const start = decoder.pos
    expectByte(decoder, STRUCT_INFO, 'an entry of a map without origins')
    expectByte(decoder, ROOT_BY_NAME, 'a root as parent')
    if (decoding.readVarString(decoder) !== EVENTS_ROOT) throw new Deviation('another root than the events')
    const key = decoding.readVarString(decoder)
    expectByte(decoder, ONE_VALUE, 'exactly one value')
    const event = readFlatRecord(decoder)
    structs.push({ client, clock: first + i, key, event, encoded: decoder.arr.subarray(start, decoder.pos) })
  }
}
