import type { WorkDocuments } from './documents-port.ts'
import type { Hub } from './hub.ts'
import type { FrameOutcome, Ingest } from './ingest-port.ts'
import { readStreamMessage, writeEmptyAwareness, writeSyncMessage } from './stream-message.ts'

/** An update without structs and without deletions: what a client with nothing to tell sends. */
const EMPTY_UPDATE_BYTES = 2
/** Updates of one stream that may wait for a commit; the next one then waits unread, and TCP slows its sender down. */
const MAX_UNDER_WAY = 128

export type StreamEnd = {
  readonly closeCode: 4400 | 4403 | 4404 | 4500
  readonly code: 'frame_malformed' | 'forbidden' | 'document_unknown' | 'internal'
  readonly detail: string
}

/** What one stream works with and whom it tells. */
export type StreamDeps = {
  readonly task: string
  readonly documents: WorkDocuments
  readonly hub: Hub
  readonly ingest: Ingest
  /** The device updates are taken from; undefined for a reader, whose updates end the stream. */
  readonly device?: string
  readonly send: (payload: Uint8Array) => void
  /** What became of an update that was handed in, and when that was, as `receive` was told. */
  readonly onOutcome: (outcome: FrameOutcome, arrived: number) => void
  /** The stream cannot go on; the owner closes it with this code. */
  readonly onEnd: (end: StreamEnd) => void
}

export type Stream = {
  /**
   * Hands in a payload that arrived. Payloads are worked off in order; resolves when this one is, or waits for its commit.
   * @param arrived when it arrived, by `performance.now()`
   */
  readonly receive: (payload: Uint8Array, arrived?: number) => Promise<void>
  readonly close: () => void
}

/**
 * One document's y-websocket stream over any transport: a channel of the multiplexed line, or a socket of its own.
 * Follows y-protocols' sync: step 1 is answered with step 2 and our own step 1; updates go to the ingest.
 */
export function openStream(deps: StreamDeps): Stream {
  const origin = {}
  let open = true
  let queue = Promise.resolve()
  let underWay = 0
  const send = (payload: Uint8Array) => {
    if (open) deps.send(payload)
  }
  const stop = deps.hub.listen(deps.task, (update) => send(writeSyncMessage('update', update)), origin)

  async function take(payload: Uint8Array, arrived: number): Promise<void> {
    if (!open) return
    const message = readStreamMessage(payload)
    switch (message.kind) {
      case 'step1':
        send(writeSyncMessage('step2', await deps.documents.diff(deps.task, message.stateVector)))
        send(writeSyncMessage('step1', await deps.documents.stateVector(deps.task)))
        return
      case 'update':
        return takeUpdate(message.update, arrived)
      case 'awareness':
        // Presence is nobody's business here; the sender just needs to hear something.
        return send(payload)
      case 'query_awareness':
        return send(writeEmptyAwareness())
      case 'malformed':
        return end({ closeCode: 4400, code: 'frame_malformed', detail: message.detail })
    }
  }

  async function takeUpdate(bytes: Uint8Array, arrived: number): Promise<void> {
    if (deps.device === undefined) {
      if (bytes.length <= EMPTY_UPDATE_BYTES) return
      return end({ closeCode: 4403, code: 'forbidden', detail: 'this credential may read the document only' })
    }
    // Not awaited: updates that follow one another share a commit. The ingest keeps their order.
    const outcome = deps.ingest.frame({ task: deps.task, bytes, device: deps.device, origin })
    const told = outcome.then((value) => {
      underWay -= 1
      if (open) deps.onOutcome(value, arrived)
    })
    underWay += 1
    if (underWay >= MAX_UNDER_WAY) await told
    else told.catch(fail)
  }

  /** The database is away, or a bug: the device comes back and offers again what was not acknowledged. */
  function fail(error: unknown): void {
    const detail = error instanceof Error ? error.message : 'unknown'
    if (open) end({ closeCode: 4500, code: 'internal', detail })
  }

  function end(reason: StreamEnd): void {
    close()
    deps.onEnd(reason)
  }

  function close(): void {
    open = false
    stop()
  }

  return {
    receive: (payload, arrived = performance.now()) => {
      queue = queue.then(() => take(payload, arrived)).catch(fail)
      return queue
    },
    close,
  }
}
