import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { EVENTS_ROOT, MAX_UPDATE_BYTES, MAX_UPDATE_STRUCTS } from 'shared-schema/documents/document-name.ts'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { decodeClientMessage, encodeControl } from 'shared-schema/protocol/control.ts'
import { CONTROL_CHANNEL, decodeFrame, encodeFrame } from 'shared-schema/protocol/frame.ts'
import type { ServerMessage } from 'shared-schema/protocol/server-message.ts'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'

/*
 * The server's side of the line in memory, for tests of the device's side: it keeps documents, acknowledges, and
 * misbehaves on request in the ways networks and restored servers do. The real server is met in e2e.
 */

type Verdict =
  | { readonly kind: 'stored' }
  | { readonly kind: 'resync' }
  | { readonly kind: 'quarantined'; readonly named: readonly string[] }

export type MemoryServer = {
  readonly openSocket: () => WebSocket
  /** While true no socket can be opened, and the open ones are cut. */
  readonly cut: (cut: boolean) => void
  readonly events: (document: string) => WorkEvent[]
  /** Devices whose events a client id carried: more than one breaks the rule of the gate. */
  readonly devicesByClient: () => ReadonlyMap<number, ReadonlySet<string>>
  readonly frames: { bytes: number; structs: number }[]
  /** Restored from an empty backup: other epoch, nothing known. */
  readonly wipe: (epoch: string) => void
  readonly settings: { acknowledge: boolean; judge: (events: readonly WorkEvent[]) => Verdict }
}

type Session = {
  readonly send: (frame: Uint8Array) => void
  readonly end: () => void
  channels: Map<number, string>
}

export function createMemoryServer(): MemoryServer {
  const sessions = new Set<Session>()
  const frames: { bytes: number; structs: number }[] = []
  const clients = new Map<number, Set<string>>()
  let documents = new Map<string, Y.Doc>()
  let epoch = 'first'
  let down = false
  const settings: MemoryServer['settings'] = { acknowledge: true, judge: () => ({ kind: 'stored' }) }

  const documentOf = (name: string) => {
    const doc = documents.get(name) ?? new Y.Doc()
    documents.set(name, doc)
    return doc
  }
  const control = (session: Session, message: ServerMessage) => session.send(encodeControl(message))
  const stream = (session: Session, channel: number, write: (encoder: encoding.Encoder) => void) => {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 0)
    write(encoder)
    session.send(encodeFrame(channel, encoding.toUint8Array(encoder)))
  }

  function hear(session: Session, frame: Uint8Array): void {
    const { channel, payload } = decodeFrame(frame) ?? { channel: -1, payload: frame }
    const message = channel === CONTROL_CHANNEL ? decodeClientMessage(payload) : undefined
    if (channel !== CONTROL_CHANNEL) receive(session, channel, payload)
    if (message?.type === 'hello') {
      control(session, { type: 'welcome', protocol: 1, epoch, serverTime: Date.now() })
    }
    if (message?.type === 'ping')
      control(session, { type: 'pong', sent: message.sent, serverTime: Date.now() })
    if (message?.type === 'close') session.channels.delete(message.channel)
    if (message?.type === 'open') {
      session.channels.set(message.channel, message.document)
      control(session, { type: 'opened', channel: message.channel })
    }
  }

  function receive(session: Session, channel: number, payload: Uint8Array): void {
    const name = session.channels.get(channel)
    const decoder = decoding.createDecoder(payload)
    if (name === undefined || decoding.readVarUint(decoder) !== 0) return
    const doc = documentOf(name)
    const type = decoding.readVarUint(decoder)
    const body = decoding.readVarUint8Array(decoder)
    if (type === sync.messageYjsSyncStep1) {
      stream(session, channel, (encoder) => sync.writeSyncStep2(encoder, doc, body))
      stream(session, channel, (encoder) => sync.writeSyncStep1(encoder, doc))
      return
    }
    take(session, channel, name, doc, body)
  }

  function take(session: Session, channel: number, name: string, doc: Y.Doc, update: Uint8Array): void {
    const { structs } = Y.decodeUpdate(update)
    const events = structs.flatMap((struct) =>
      eventsOf(struct).map((event) => ({ client: struct.id.client, event })),
    )
    if (events.length === 0) return
    frames.push({ bytes: update.length, structs: structs.length })
    if (update.length > MAX_UPDATE_BYTES || structs.length > MAX_UPDATE_STRUCTS) throw new Error('too large')
    const ids = events.map(({ event }) => event.id)
    const verdict = settings.judge(events.map(({ event }) => event))
    const known = doc.getMap<WorkEvent>(EVENTS_ROOT)
    const acknowledge = () =>
      settings.acknowledge &&
      control(session, { type: 'acknowledged', document: name, epoch, events: ids, held: [] })
    if (verdict.kind === 'quarantined') {
      session.channels.delete(channel)
      const events = [...verdict.named]
      const refused = { channel, document: name, closeCode: 4409, code: 'mac_invalid', detail: '', events }
      control(session, { type: 'refused', ...refused })
      return
    }
    const twice = events.some(
      ({ event, client }) => known.has(event.id) && !clients.get(client)?.has(event.device),
    )
    if (verdict.kind === 'resync' || twice) {
      if (twice)
        control(session, {
          type: 'acknowledged',
          document: name,
          epoch,
          events: ids.filter((id) => known.has(id)),
          held: [],
        })
      session.channels.delete(channel)
      control(session, { type: 'resync', channel, document: name, code: 'clock_gap' })
      return
    }
    for (const { client, event } of events) {
      clients.set(client, (clients.get(client) ?? new Set()).add(event.device))
    }
    Y.applyUpdate(doc, update)
    acknowledge()
    for (const other of sessions) {
      for (const [number, document] of other.channels) {
        if (document !== name || other === session) continue
        stream(other, number, (encoder) => sync.writeUpdate(encoder, update))
      }
    }
  }

  function connect(): WebSocket {
    const closed = () => socket.readyState === 3
    const socket = {
      readyState: 0,
      binaryType: 'arraybuffer',
      onopen: null as (() => void) | null,
      onmessage: null as ((event: { data: ArrayBuffer }) => void) | null,
      onclose: null as ((event: { code: number; reason: string }) => void) | null,
      onerror: null,
      send: (frame: Uint8Array) => {
        const copy = frame.slice()
        queueMicrotask(() => {
          if (!closed()) hear(session, copy)
        })
      },
      close: () => session.end(),
    }
    const session: Session = {
      channels: new Map(),
      send: (frame) => {
        const data = frame.slice().buffer
        queueMicrotask(() => {
          if (!closed()) socket.onmessage?.({ data })
        })
      },
      end: () => {
        sessions.delete(session)
        if (closed()) return
        socket.readyState = 3
        queueMicrotask(() => socket.onclose?.({ code: 1006, reason: '' }))
      },
    }
    queueMicrotask(() => {
      if (down) return session.end()
      sessions.add(session)
      socket.readyState = 1
      socket.onopen?.()
    })
    return socket as unknown as WebSocket
  }

  return {
    openSocket: connect,
    cut: (cut) => {
      down = cut
      if (cut) for (const session of [...sessions]) session.end()
    },
    events: (name) => [...documentOf(name).getMap<WorkEvent>(EVENTS_ROOT).values()],
    devicesByClient: () => clients,
    frames,
    wipe: (next) => {
      epoch = next
      documents = new Map()
      clients.clear()
    },
    settings,
  }
}

function eventsOf(struct: unknown): WorkEvent[] {
  return struct instanceof Y.Item && struct.content instanceof Y.ContentAny ? struct.content.arr : []
}
