import { type ClientMessage, clientMessage } from './client-message.ts'
import { CONTROL_CHANNEL, encodeFrame } from './frame.ts'
import { type ServerMessage, serverMessage } from './server-message.ts'

const text = new TextEncoder()

/** A control message as a whole frame, ready for the socket. */
export function encodeControl(message: ClientMessage | ServerMessage): Uint8Array<ArrayBuffer> {
  return encodeFrame(CONTROL_CHANNEL, text.encode(JSON.stringify(message)))
}

/** @returns what a device said; undefined when it is not a message of this protocol */
export function decodeClientMessage(payload: Uint8Array): ClientMessage | undefined {
  const parsed = clientMessage.safeParse(parseJson(payload))
  return parsed.success ? parsed.data : undefined
}

/** @returns what the server said; undefined for a message of a later protocol, which is to be ignored */
export function decodeServerMessage(payload: Uint8Array): ServerMessage | undefined {
  const parsed = serverMessage.safeParse(parseJson(payload))
  return parsed.success ? parsed.data : undefined
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
  } catch {
    // Not JSON, not UTF-8: the schema refuses undefined with the same answer.
    return undefined
  }
}
