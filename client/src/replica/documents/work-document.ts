import * as decoding from 'lib0/decoding'
import { EVENTS_ROOT, workDocumentName } from 'shared-schema/documents/document-name.ts'
import { streamMessages, syncMessages } from 'shared-schema/documents/sync-stream.ts'
import type { WorkEvent } from 'shared-schema/domain/picking/event.ts'
import { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { CHANNEL_ORIGIN } from '../line/channel-socket.ts'
import { nextToOffer, weightOf } from './offer-window.ts'

/** The line does the waiting; the provider only has to ask again at once, ms. */
const ASK_AGAIN_MS = 50

export type WorkDocumentOptions = {
  readonly task: string
  readonly device: string
  readonly socketClass: typeof WebSocket
  readonly width: () => number
  /** Events kept here that may be offered, oldest first; those the document has are sorted out by it. */
  readonly offerable: () => readonly WorkEvent[]
  /** Came from the server, so it has them on disk. */
  readonly onArrived: (events: readonly unknown[]) => void
  /** Events put in by this device that the server was seen to have. */
  readonly onDurable: (events: readonly string[]) => void
  /** The server has everything this device keeps of the task. */
  readonly onComplete: () => void
  /** One event came under a second client id, so this document deletes one of the two, which no server takes. */
  readonly onSpoiled: () => void
}

/** One task's document, open. Lives as long as nothing is wrong with it; the cure for everything is a new one. */
export type WorkDocument = {
  readonly underWay: () => readonly string[]
  /** The server's content has arrived and the channel is open. */
  readonly live: () => boolean
  /** Puts in what is waiting, as far as the window allows and the server has been heard. */
  readonly offer: () => void
  readonly acknowledged: (events: readonly string[]) => void
  /** The line was heard: keeps the provider from giving a quiet document up. */
  readonly alive: (now: number) => void
  readonly close: () => void
}

/**
 * Opens a task's document: a fresh Y.Doc with a fresh client id, filled from the server first, then with the own
 * events that are missing there. Nothing of it is ever stored; the device log is the record.
 */
export function openWorkDocument(options: WorkDocumentOptions): WorkDocument {
  const doc = new Y.Doc()
  const events = doc.getMap<WorkEvent>(EVENTS_ROOT)
  const awareness = new Awareness(doc)
  // No presence: it would cost every handheld a message per document and 15 seconds.
  awareness.setLocalState(null)
  const provider = new WebsocketProvider(CHANNEL_ORIGIN, workDocumentName(options.task), doc, {
    connect: false,
    awareness,
    disableBc: true,
    maxBackoffTime: ASK_AGAIN_MS,
    WebSocketPolyfill: options.socketClass,
  })
  const underWay = new Map<string, number>()
  let asked = false
  /** Ids by Yjs client id, in the order of their clocks: every event is one struct. */
  const put = new Map<number, string[]>()

  events.observe((change, transaction) => {
    if (transaction.origin !== provider) return
    options.onArrived([...change.keysChanged].map((key) => events.get(key)))
  })
  doc.on('afterTransaction', ({ deleteSet }: Y.Transaction) => {
    if (deleteSet.clients.size > 0) options.onSpoiled()
  })
  provider.on('sync', (synced: boolean) => {
    if (synced) offer()
    else asked = false
  })
  watchServerState()

  /** The server's state vector says what it has on disk: an acknowledgement lost with the line is read from it. */
  function watchServerState(): void {
    const handle = provider.messageHandlers[streamMessages.sync]
    if (handle === undefined) throw new Error('y-websocket has no handler for sync messages')
    provider.messageHandlers[streamMessages.sync] = (encoder, decoder, ...rest) => {
      const peek = decoding.clone(decoder)
      const asksForOurs = decoding.readVarUint(peek) === syncMessages.step1
      if (asksForOurs) durable(Y.decodeStateVector(decoding.readVarUint8Array(peek)))
      handle(encoder, decoder, ...rest)
      if (!asksForOurs) return
      asked = true
      offer()
    }
  }

  function durable(server: ReadonlyMap<number, number>): void {
    const ids = [...put].flatMap(([client, order]) => order.slice(0, server.get(client) ?? 0))
    const news = ids.filter((id) => underWay.has(id))
    if (news.length === 0) return
    release(news)
    options.onDurable(news)
  }

  function release(ids: readonly string[]): void {
    for (const id of ids) underWay.delete(id)
  }

  function offer(): void {
    // Put in before the server asked, events would go out twice: as an update and in the answer.
    if (!provider.synced || !asked) return
    const waiting = options.offerable().filter(({ id }) => !events.has(id))
    const chosen = nextToOffer(waiting, [...underWay.values()], options.width())
    if (chosen.length > 0) putIn(chosen)
    else if (waiting.length === 0 && underWay.size === 0) options.onComplete()
  }

  function putIn(chosen: readonly WorkEvent[]): void {
    for (const event of chosen) underWay.set(event.id, weightOf(event))
    // A client id belongs to the device that its events name, so events of others go in under an id of their own.
    for (const [device, group] of Map.groupBy(chosen, (event) => event.device)) {
      if (device === options.device) setAll(doc, group)
      else {
        const other = new Y.Doc()
        setAll(other, group)
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'healing')
        other.destroy()
      }
    }
  }

  function setAll(target: Y.Doc, group: readonly WorkEvent[]): void {
    const order = put.get(target.clientID) ?? []
    put.set(target.clientID, order)
    target.transact(() => {
      const map = target.getMap<WorkEvent>(EVENTS_ROOT)
      for (const event of group) {
        map.set(event.id, event)
        order.push(event.id)
      }
    })
  }

  provider.connect()
  return {
    underWay: () => [...underWay.keys()],
    live: () => provider.synced,
    offer,
    acknowledged: (ids) => {
      release(ids)
      offer()
    },
    alive: (now) => {
      provider.wsLastMessageReceived = now
    },
    close: () => {
      provider.destroy()
      doc.destroy()
    },
  }
}
