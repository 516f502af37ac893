import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { streamMessages, syncMessages } from 'shared-schema/documents/sync-stream.ts'

/** A message of a y-websocket stream, as far as this server has a use for it. */
export type StreamMessage =
  | { readonly kind: 'step1'; readonly stateVector: Uint8Array }
  /** Step 2 and update carry the same thing: events the sender has and we may lack. */
  | { readonly kind: 'update'; readonly update: Uint8Array }
  /** To be sent back to its sender and to nobody else. */
  | { readonly kind: 'awareness' }
  | { readonly kind: 'query_awareness' }
  | { readonly kind: 'malformed'; readonly detail: string }

/** Reads one payload of a stream. Never throws. */
export function readStreamMessage(payload: Uint8Array): StreamMessage {
  try {
    const decoder = decoding.createDecoder(payload)
    switch (decoding.readVarUint(decoder)) {
      case streamMessages.sync:
        return readSyncMessage(decoder)
      case streamMessages.awareness:
        return { kind: 'awareness' }
      case streamMessages.queryAwareness:
        return { kind: 'query_awareness' }
      default:
        return { kind: 'malformed', detail: 'a message type this server does not know' }
    }
  } catch {
    // lib0 throws on bytes that end early.
    return { kind: 'malformed', detail: 'the message ends early' }
  }
}

function readSyncMessage(decoder: decoding.Decoder): StreamMessage {
  const type = decoding.readVarUint(decoder)
  if (type !== syncMessages.step1 && type !== syncMessages.step2 && type !== syncMessages.update) {
    return { kind: 'malformed', detail: 'a sync message type this server does not know' }
  }
  const bytes = decoding.readVarUint8Array(decoder)
  if (decoding.hasContent(decoder)) return { kind: 'malformed', detail: 'bytes after the end of the message' }
  return type === syncMessages.step1
    ? { kind: 'step1', stateVector: bytes }
    : { kind: 'update', update: bytes }
}

/** A sync message of this server. */
export function writeSyncMessage(
  type: keyof typeof syncMessages,
  bytes: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, streamMessages.sync)
  encoding.writeVarUint(encoder, syncMessages[type])
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>
}

/** An awareness message about nobody: keeps a lone y-websocket client, which listens for 30 s, on the line. */
export function writeEmptyAwareness(): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, streamMessages.awareness)
  const empty = encoding.createEncoder()
  encoding.writeVarUint(empty, 0)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(empty))
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>
}
