import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { clientMessage } from './client-message.ts'
import { closeCodes } from './close-codes.ts'
import { decodeClientMessage, decodeServerMessage, encodeControl } from './control.ts'
import { CONTROL_CHANNEL, decodeFrame, encodeFrame } from './frame.ts'
import { serverMessage } from './server-message.ts'
import { MIN_PROTOCOL_VERSION, PROTOCOL_VERSION } from './version.ts'

/** Raise PROTOCOL_VERSION with every change of a message, and only then write its new hash here. */
const hashes: Record<number, string> = { 1: '076c97ee5669126d', 2: '9467afdab6d56e44' }

test('SY-01 a message does not change its shape without a new protocol version', () => {
  const shapes = JSON.stringify([z.toJSONSchema(clientMessage), z.toJSONSchema(serverMessage)])
  const hash = createHash('sha256').update(shapes).digest('hex').slice(0, 16)
  expect({ version: PROTOCOL_VERSION, hash }).toEqual({
    version: PROTOCOL_VERSION,
    hash: hashes[PROTOCOL_VERSION],
  })
  expect(MIN_PROTOCOL_VERSION).toBeLessThanOrEqual(PROTOCOL_VERSION)
})

test('SY-01 a control message arrives as it was sent, on channel 0', () => {
  const message = { type: 'open', channel: 3, document: 'task/t-1' } as const
  const frame = decodeFrame(encodeControl(message))
  expect(frame?.channel).toBe(CONTROL_CHANNEL)
  expect(decodeClientMessage(frame?.payload ?? new Uint8Array())).toEqual(message)
})

test.each<[string, Uint8Array]>([
  ['no JSON', new TextEncoder().encode('{"type":')],
  ['no UTF-8', Uint8Array.of(0xff, 0xfe)],
  ['no known type', new TextEncoder().encode('{"type":"shout"}')],
  ['a channel that is none', new TextEncoder().encode('{"type":"close","channel":0}')],
  ['nothing', new Uint8Array()],
])('SY-17 no message of this protocol: %s', (_name, payload) => {
  expect(decodeClientMessage(payload)).toBeUndefined()
  expect(decodeServerMessage(payload)).toBeUndefined()
})

test('a frame is its channel and its payload; cut bytes are none', () => {
  expect(decodeFrame(encodeFrame(300, Uint8Array.of(1, 2)))).toEqual({
    channel: 300,
    payload: Uint8Array.of(1, 2),
  })
  expect(decodeFrame(new Uint8Array())).toBeUndefined()
  expect(decodeFrame(Uint8Array.of(0x80))).toBeUndefined()
})

test('close codes below 4500 are final for y-websocket, the others ask to come back', () => {
  expect(
    Object.keys(closeCodes)
      .map(Number)
      .every((code) => code >= 4400 && code < 4600),
  ).toBe(true)
})
