import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** Next clock by client id: what a replica holds of each client. */
export type StateVector = ReadonlyMap<number, number>

/** A document of this size has had more page loads than a task can see; a longer vector is nonsense. */
const MAX_CLIENTS = 100_000

/** The vector in Yjs' V1 form, higher client ids first. */
export function encodeStateVector(vector: StateVector): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, vector.size)
  for (const [client, clock] of [...vector].sort(([a], [b]) => b - a)) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
  }
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>
}

/** @returns the vector; undefined when the bytes are none */
export function decodeStateVector(bytes: Uint8Array): StateVector | undefined {
  try {
    const decoder = decoding.createDecoder(bytes)
    const size = decoding.readVarUint(decoder)
    if (size > MAX_CLIENTS) return undefined
    const vector = new Map<number, number>()
    for (let i = 0; i < size; i++) vector.set(decoding.readVarUint(decoder), decoding.readVarUint(decoder))
    return decoding.hasContent(decoder) ? undefined : vector
  } catch {
    // lib0 throws on bytes that end early.
    return undefined
  }
}
