import { createDecoder, readVarUint } from 'lib0/decoding'
import { createEncoder, length, toUint8Array, writeVarUint } from 'lib0/encoding'
import { workDocumentName } from 'shared-schema/documents/document-name.ts'
import { streamMessages } from 'shared-schema/documents/sync-stream.ts'
import type { WorkAct, WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { decodeServerMessage, encodeControl } from 'shared-schema/protocol/control.ts'
import { CONTROL_CHANNEL, decodeFrame, encodeFrame } from 'shared-schema/protocol/frame.ts'
import type { ServerMessage } from 'shared-schema/protocol/server-message.ts'
import { PROTOCOL_VERSION } from 'shared-schema/protocol/version.ts'
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync'
import * as Y from 'yjs'
import { mintEvents } from '../../client/src/replica/minting/mint-events.ts'
import { importSigningKey, signEvent } from '../../client/src/replica/minting/signing-key.ts'
import { enrolHandheld } from './handheld.ts'

/** A frame carries 64 KiB; this many events stay below it. */
const EVENTS_PER_UPDATE = 100

/**
 * A handheld without a browser: it mints and signs as the app does, keeps its events in memory, and speaks the
 * multiplexed protocol over a real socket with Yjs' own sync messages.
 */
export type SocketDevice = {
  readonly device: string
  /** Own events, in the order they were made. */
  readonly made: readonly WorkEvent[]
  /** Ids of the own events that a server has acknowledged. */
  readonly acknowledged: ReadonlySet<string>
  /** Records an act. Needs no network; travels with the next connection. */
  readonly record: (act: WorkAct) => Promise<WorkEvent>
  /** Connects, takes the server's document, and offers what it lacks. Resolves when the document is in step. */
  readonly connect: () => Promise<void>
  /** Resolves when every own event is acknowledged. */
  readonly settled: () => Promise<void>
  /** Everything its document shows: own events and those of teammates. */
  readonly shown: () => WorkEvent[]
  readonly disconnect: () => Promise<void>
}

/**
 * Enrols a device with a worker's login and hands out its document of a task.
 * @param onShown hears of each event of a teammate the moment its document shows it
 */
export async function enrolSocketDevice(
  url: string,
  worker: { readonly username: string; readonly pin: string },
  task: string,
  onShown?: (event: WorkEvent) => void,
): Promise<SocketDevice> {
  const { device, token, key } = await enrolHandheld(url, worker.username, worker.pin)
  const signingKey = await importSigningKey(crypto.subtle, key)
  const document = workDocumentName(task)
  const by = `p-${worker.username}`
  const made: WorkEvent[] = []
  const acknowledged = new Set<string>()
  let waiting: (() => void)[] = []
  let doc = new Y.Doc()
  let socket: WebSocket | undefined

  async function record(act: WorkAct): Promise<WorkEvent> {
    const last = made.at(-1)
    const counter = { seq: last?.seq ?? 0, ...(last && { clock: { at: last.at, tick: last.tick } }) }
    const chance = (count: number) => crypto.getRandomValues(new Uint8Array(count))
    const [unsigned] = mintEvents([act], { by, device }, counter, Date.now(), undefined, chance)
    if (unsigned === undefined) throw new Error('One act makes one event.')
    const event = await signEvent(crypto.subtle, signingKey, unsigned)
    made.push(event)
    if (socket !== undefined) offer()
    return event
  }

  /** Own events that the document lacks, a frame's worth at a time. */
  function offer(): void {
    const events = doc.getMap<WorkEvent>('events')
    const missing = made.filter(({ id }) => !events.has(id))
    for (let at = 0; at < missing.length; at += EVENTS_PER_UPDATE) {
      doc.transact(() => {
        for (const event of missing.slice(at, at + EVENTS_PER_UPDATE)) events.set(event.id, event)
      })
    }
  }

  function acknowledge(ids: Iterable<string>): void {
    for (const id of ids) acknowledged.add(id)
    if (!made.every(({ id }) => acknowledged.has(id))) return
    for (const resolve of waiting) resolve()
    waiting = []
  }

  function connect(): Promise<void> {
    const line = new WebSocket(`${url.replace('http', 'ws')}/sync`)
    line.binaryType = 'arraybuffer'
    socket = line
    // A fresh document has a fresh client id: the server's state comes first, then only what is missing.
    const fresh = new Y.Doc()
    doc = fresh
    const send = (bytes: Uint8Array<ArrayBuffer>) => {
      if (line.readyState === WebSocket.OPEN) line.send(bytes)
    }
    const sendSync = (write: (encoder: ReturnType<typeof createEncoder>) => void) => {
      const encoder = createEncoder()
      writeVarUint(encoder, streamMessages.sync)
      write(encoder)
      send(encodeFrame(1, toUint8Array(encoder)))
    }
    fresh.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== line) sendSync((encoder) => writeUpdate(encoder, update))
    })

    if (onShown !== undefined) {
      const shown = fresh.getMap<WorkEvent>('events')
      shown.observe(({ keysChanged, transaction }) => {
        if (transaction.origin !== line) return
        for (const id of keysChanged) {
          const event = shown.get(String(id))
          if (event !== undefined && event.device !== device) onShown(event)
        }
      })
    }

    return new Promise((resolve, reject) => {
      line.onopen = () =>
        send(encodeControl({ type: 'hello', protocol: PROTOCOL_VERSION, app: 'smoke', token }))
      line.onclose = ({ code, reason }) => reject(new Error(`The line of ${device} ended: ${code} ${reason}`))

      const obey = (message: ServerMessage | undefined) => {
        if (message?.type === 'welcome') send(encodeControl({ type: 'open', channel: 1, document }))
        if (message?.type === 'opened') sendSync((encoder) => writeSyncStep1(encoder, fresh))
        if (message?.type === 'acknowledged') acknowledge(message.events)
        if (message?.type === 'refused' || message?.type === 'resync') {
          reject(new Error(`${message.type}: ${JSON.stringify(message)}`))
        }
      }
      const follow = (payload: Uint8Array) => {
        const decoder = createDecoder(payload)
        if (readVarUint(decoder) !== streamMessages.sync) return
        const encoder = createEncoder()
        writeVarUint(encoder, streamMessages.sync)
        const type = readSyncMessage(decoder, encoder, fresh, line)
        if (length(encoder) > 1) send(encodeFrame(1, toUint8Array(encoder)))
        if (type !== 1) return
        // What the server shows is in its log; an acknowledgement of it may have been lost on the way.
        const events = fresh.getMap('events')
        acknowledge(made.flatMap(({ id }) => (events.has(id) ? [id] : [])))
        offer()
        resolve()
      }
      line.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
        const frame = decodeFrame(new Uint8Array(data))
        if (frame?.channel === CONTROL_CHANNEL) obey(decodeServerMessage(frame.payload))
        else if (frame !== undefined) follow(frame.payload)
      }
    })
  }

  return {
    device,
    made,
    acknowledged,
    record,
    connect,
    settled: () =>
      made.every(({ id }) => acknowledged.has(id))
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push(resolve)),
    shown: () => [...doc.getMap<WorkEvent>('events').values()],
    disconnect: () => {
      const line = socket
      socket = undefined
      if (line === undefined || line.readyState === WebSocket.CLOSED) return Promise.resolve()
      return new Promise((resolve) => {
        line.onclose = () => resolve()
        line.close()
      })
    },
  }
}
