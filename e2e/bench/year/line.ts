import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding'
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding'
import { streamMessages } from 'shared-schema/documents/sync-stream.ts'
import { decodeServerMessage, encodeControl } from 'shared-schema/protocol/control.ts'
import { CONTROL_CHANNEL, decodeFrame, encodeFrame } from 'shared-schema/protocol/frame.ts'
import type { ServerMessage } from 'shared-schema/protocol/server-message.ts'
import { PROTOCOL_VERSION } from 'shared-schema/protocol/version.ts'
import { WebSocket } from 'ws'

/** Sync messages of y-protocols: the state vector of who asks, the answer to it, and an update. */
const STEP1 = 0
const STEP2 = 1
const UPDATE = 2
const EMPTY_STATE_VECTOR = new Uint8Array([0])

/** How long the parts of a connection took, ms. */
export type Opened = {
  readonly connect: number
  /** From the hello to the welcome. */
  readonly hello: number
  /** From the welcome until all documents were there, and their bytes. */
  readonly documents: number
  readonly bytes: number
}

/** The line of a handheld that begins from nothing: it says hello and takes every one of its documents. */
export type Line = {
  readonly opened: Opened
  /** Sends an update on a document. @returns ms until its events were acknowledged; throws when they are refused */
  readonly send: (document: string, update: Uint8Array) => Promise<number>
  readonly close: () => void
}

/** Connects a device and opens documents. @throws when the server ends the line or refuses a document */
export async function openLine(url: string, token: string, documents: readonly string[]): Promise<Line> {
  const begun = performance.now()
  const socket = new WebSocket(`${url.replace('http', 'ws')}/sync`)
  const waiting = new Set<{
    fits: (message: ServerMessage) => boolean
    resolve: () => void
    reject: (error: Error) => void
  }>()
  const left = new Map(documents.map((document, index) => [index + 1, document]))
  let bytes = 0
  let allHere: () => void = () => undefined
  const fail = (text: string) => {
    for (const each of waiting) each.reject(new Error(text))
  }
  const heard = (fits: (message: ServerMessage) => boolean) =>
    new Promise<void>((resolve, reject) => waiting.add({ fits, resolve, reject }))

  socket.on('close', (code, reason) => fail(`the line ended: ${code} ${String(reason)}`))
  socket.on('error', (error) => fail(error.message))
  socket.on('message', (data: Buffer) => {
    const frame = decodeFrame(data)
    if (frame === undefined) return
    if (frame.channel !== CONTROL_CHANNEL) return follow(frame.channel, frame.payload)
    const message = decodeServerMessage(frame.payload)
    if (message === undefined) return
    if (message.type === 'opened') ask(message.channel)
    if (message.type === 'refused' || message.type === 'resync')
      fail(`${message.type}: ${JSON.stringify(message)}`)
    for (const each of waiting) {
      if (!each.fits(message)) continue
      waiting.delete(each)
      each.resolve()
    }
  })

  function ask(channel: number): void {
    socket.send(encodeFrame(channel, syncMessage(STEP1, EMPTY_STATE_VECTOR)))
  }
  function follow(channel: number, payload: Uint8Array): void {
    const decoder = createDecoder(payload)
    if (readVarUint(decoder) !== streamMessages.sync || readVarUint(decoder) !== STEP2) return
    bytes += readVarUint8Array(decoder).length
    left.delete(channel)
    if (left.size === 0) allHere()
  }

  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const connected = performance.now()
  const welcome = heard((message) => message.type === 'welcome')
  socket.send(encodeControl({ type: 'hello', protocol: PROTOCOL_VERSION, app: 'bench', token }))
  await welcome
  const welcomed = performance.now()
  const here = new Promise<void>((resolve) => {
    allHere = resolve
  })
  for (const [channel, document] of left) socket.send(encodeControl({ type: 'open', channel, document }))
  if (left.size > 0) await Promise.race([here, heard(() => false)])
  const ready = performance.now()
  return {
    opened: { connect: connected - begun, hello: welcomed - connected, documents: ready - welcomed, bytes },
    send: async (document, update) => {
      const sent = performance.now()
      const channel = documents.indexOf(document) + 1
      const acknowledged = heard((message) => message.type === 'acknowledged')
      socket.send(encodeFrame(channel, syncMessage(UPDATE, update)))
      await acknowledged
      return performance.now() - sent
    },
    close: () => socket.close(),
  }
}

function syncMessage(type: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = createEncoder()
  writeVarUint(encoder, streamMessages.sync)
  writeVarUint(encoder, type)
  writeVarUint8Array(encoder, content)
  return toUint8Array(encoder) as Uint8Array<ArrayBuffer>
}
