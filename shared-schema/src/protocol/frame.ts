import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** Channel 0 carries control messages as JSON text; every other channel is one y-websocket stream. */
export const CONTROL_CHANNEL = 0
/** A frame above this is refused before it is looked at: the largest legal update plus its envelope. */
export const MAX_FRAME_BYTES = 1024 * 1024

/** Puts a payload on a channel: `[channel as varUint][payload]`. */
export function encodeFrame(channel: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, channel)
  encoding.writeUint8Array(encoder, payload)
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>
}

/** @returns channel and payload; undefined when the bytes are no frame */
export function decodeFrame(bytes: Uint8Array): { channel: number; payload: Uint8Array } | undefined {
  try {
    const decoder = decoding.createDecoder(bytes)
    const channel = decoding.readVarUint(decoder)
    return { channel, payload: decoding.readTailAsUint8Array(decoder) }
  } catch {
    // lib0 throws on bytes that end early; that is the one way a frame can be wrong here.
    return undefined
  }
}
