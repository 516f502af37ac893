import type { Logger } from 'pino'
import { taskOfDocument, workDocumentName } from 'shared-schema/documents/document-name.ts'
import type { ErrorCode } from 'shared-schema/domain/error-codes.ts'
import type { ClientMessage } from 'shared-schema/protocol/client-message.ts'
import type { CloseCode } from 'shared-schema/protocol/close-codes.ts'
import { decodeClientMessage, encodeControl } from 'shared-schema/protocol/control.ts'
import { CONTROL_CHANNEL, decodeFrame, encodeFrame } from 'shared-schema/protocol/frame.ts'
import type { ServerMessage } from 'shared-schema/protocol/server-message.ts'
import { MIN_PROTOCOL_VERSION, PROTOCOL_VERSION } from 'shared-schema/protocol/version.ts'
import type { WebSocket } from 'ws'
import type { Metrics } from '../observability/metrics.ts'
import { deviceMayOpen, taskExists } from '../storage/document-access.ts'
import type { Store } from '../storage/store.ts'
import type { Credentials } from './credentials-port.ts'
import type { DeviceReports } from './device-reports.ts'
import type { WorkDocuments } from './documents-port.ts'
import type { Hub } from './hub.ts'
import { makeInbox } from './inbox.ts'
import type { FrameOutcome, Ingest } from './ingest-port.ts'
import { guardSocket } from './socket-transport.ts'
import { openStream, type Stream } from './stream.ts'

/**
 * A socket that says nothing of itself within this time is closed, ms: slow-loris frames hold nothing. It is asked to come back, for
 * at the edge of the radio an honest hello can take as long.
 */
const HELLO_WITHIN_MS = 5_000
/** A device has a few tasks open at once; a thousand channels are an error or an attack. */
const MAX_CHANNELS = 256

export type LineDeps = {
  readonly store: Store
  readonly credentials: Credentials
  readonly documents: WorkDocuments
  readonly hub: Hub
  readonly ingest: Ingest
  readonly reports: DeviceReports
  readonly now: () => number
  readonly log: Logger
  readonly metrics: Pick<Metrics, 'acknowledgement' | 'refusals' | 'resyncs'>
}

/** The connected device as others address it. */
export type LineSession = {
  readonly device: string
  readonly send: (message: ServerMessage) => void
  readonly end: (code: CloseCode, reason: ErrorCode | 'slow' | 'restarting') => void
}

/** Who is told when a device has said hello and when its line ends. */
export type LineRegister = {
  readonly joined: (session: LineSession) => void
  readonly left: (session: LineSession) => void
}

/** A message of the socket, and when it arrived by `performance.now()`. */
type Arrived = { readonly bytes: Uint8Array; readonly arrived: number }

/**
 * Serves the one multiplexed line of a device: control on channel 0, one document on each other channel.
 * @param connection names the socket in the log
 */
export function serveLine(
  socket: WebSocket,
  deps: LineDeps,
  register: LineRegister,
  connection?: string,
): void {
  const { metrics } = deps
  const opened = performance.now()
  let log = deps.log.child({ connection })
  /** Why this side ended it; the code of the closing is what the other side answered. */
  let ended: string | undefined
  const transport = guardSocket(socket)
  const channels = new Map<number, { readonly document: string; readonly stream: Stream }>()
  let session: LineSession | undefined
  const helloTimer = setTimeout(() => end(4508, 'slow'), HELLO_WITHIN_MS)

  const send = (message: ServerMessage) => transport.send(encodeControl(message))
  const end: LineSession['end'] = (code, reason) => {
    if (code >= 4400 && code < 4500) metrics.refusals.inc({ code: reason, at: 'line' })
    ended ??= reason
    transport.end(code, reason)
  }

  async function control(message: ClientMessage): Promise<void> {
    if (message.type === 'hello') return hello(message)
    if (session === undefined) return end(4401, 'token_missing')
    switch (message.type) {
      case 'open':
        return open(session.device, message.channel, message.document)
      case 'close':
        return dropChannel(message.channel)
      case 'ping':
        return send({ type: 'pong', sent: message.sent, serverTime: deps.now() })
      case 'status':
        return deps.reports.report(session.device, {
          last_seen: deps.now(),
          unsent: message.unsent,
          oldest_unsent: message.oldest ?? null,
          persisted: message.persisted ? 1 : 0,
          clock_offset: message.offset === undefined ? null : Math.round(message.offset),
          battery: message.battery === undefined ? null : Math.round(message.battery),
          storage_used: message.used === undefined ? null : Math.round(message.used * 100),
          worker: message.worker ?? null,
        })
    }
  }

  async function hello(message: Extract<ClientMessage, { type: 'hello' }>): Promise<void> {
    if (session !== undefined) return end(4400, 'frame_malformed')
    if (message.protocol < MIN_PROTOCOL_VERSION) return end(4426, 'protocol_too_old')
    if (message.protocol > PROTOCOL_VERSION) return end(4426, 'protocol_too_new')
    const caller = await deps.credentials.identify(message.token)
    if (socket.readyState !== socket.OPEN) return
    if (!caller.ok) return end(4401, caller.failure.code)
    if (caller.value.kind !== 'device' || caller.value.deviceKind !== 'handheld')
      return end(4403, 'forbidden')
    clearTimeout(helloTimer)
    session = { device: caller.value.device, send, end }
    register.joined(session)
    log = log.child({ device: session.device })
    log.info({ app: message.app, protocol: message.protocol }, 'a line was opened')
    deps.reports.report(session.device, {
      app: message.app,
      protocol: message.protocol,
      last_seen: deps.now(),
    })
    send({ type: 'welcome', protocol: PROTOCOL_VERSION, epoch: deps.store.epoch(), serverTime: deps.now() })
  }

  async function open(device: string, channel: number, document: string): Promise<void> {
    const task = taskOfDocument(document)
    const exists = task !== undefined && (await taskExists(deps.store.sql, task))
    const allowed = task !== undefined && (await deviceMayOpen(deps.store.sql, device, task))
    if (socket.readyState !== socket.OPEN) return
    if (task === undefined || !exists) {
      return refuse(channel, document, 4404, 'document_unknown', 'There is no such document.', [])
    }
    if (!allowed) {
      const detail = 'Nobody who signed in on this device works on this task.'
      return refuse(channel, document, 4403, 'forbidden', detail, [])
    }
    if (channels.has(channel) || channels.size >= MAX_CHANNELS) return end(4400, 'frame_malformed')
    const stream = openStream({
      task,
      documents: deps.documents,
      hub: deps.hub,
      ingest: deps.ingest,
      device,
      send: (payload) => transport.send(encodeFrame(channel, payload)),
      onOutcome: (outcome, arrived) => {
        tell(channel, task, outcome)
        if (outcome.kind === 'stored') metrics.acknowledgement.observe((performance.now() - arrived) / 1000)
      },
      onEnd: ({ closeCode, code, detail }) => refuse(channel, document, closeCode, code, detail, []),
    })
    channels.set(channel, { document, stream })
    send({ type: 'opened', channel })
  }

  function tell(channel: number, task: string, outcome: FrameOutcome): void {
    const document = workDocumentName(task)
    const acknowledge = (events: readonly string[], held: readonly string[]) => {
      if (events.length === 0) return
      send({
        type: 'acknowledged',
        document,
        epoch: deps.store.epoch(),
        events: [...events],
        held: [...held],
      })
    }
    if (outcome.kind === 'stored') acknowledge(outcome.acknowledged, outcome.held)
    if (outcome.kind === 'resync') {
      acknowledge(outcome.acknowledged, outcome.held)
      dropChannel(channel)
      metrics.resyncs.inc({ code: outcome.code })
      log.info({ document, code: outcome.code }, 'a document is to be built anew')
      send({ type: 'resync', channel, document, code: outcome.code })
    }
    if (outcome.kind === 'quarantined') {
      log.warn({ document, code: outcome.code, events: outcome.refused }, 'a frame was refused and kept')
      refuse(channel, document, 4409, outcome.code, outcome.detail, outcome.refused)
    }
    if (outcome.kind === 'refused') refuse(channel, document, 4404, outcome.code, outcome.detail, [])
    // Nothing was stored. A new line makes the device offer it again, after its jitter.
    if (outcome.kind === 'failed') end(4500, 'internal')
  }

  function refuse(
    channel: number,
    document: string,
    closeCode: CloseCode,
    code: ErrorCode,
    detail: string,
    events: readonly string[],
  ): void {
    dropChannel(channel)
    send({ type: 'refused', channel, document, closeCode, code, detail, events: [...events] })
  }

  function dropChannel(channel: number): void {
    channels.get(channel)?.stream.close()
    channels.delete(channel)
  }

  async function take({ bytes, arrived }: Arrived): Promise<void> {
    const frame = decodeFrame(bytes)
    if (frame === undefined) return end(4400, 'frame_malformed')
    if (frame.channel !== CONTROL_CHANNEL) {
      // A payload for a channel that was just closed is late, not wrong: the device will open it again.
      return channels.get(frame.channel)?.stream.receive(frame.payload, arrived)
    }
    const message = decodeClientMessage(frame.payload)
    if (message === undefined) return end(4400, 'frame_malformed')
    return control(message)
  }

  const receive = makeInbox(socket, take, (error) => {
    log.error({ err: error }, 'a line failed')
    end(4500, 'internal')
  })
  socket.on('message', (data: Buffer, binary) => {
    if (binary) receive({ bytes: data, arrived: performance.now() })
    else end(4400, 'frame_malformed')
  })
  socket.on('close', (code: number) => {
    clearTimeout(helloTimer)
    const seconds = Math.round((performance.now() - opened) / 1000)
    log.info({ code, reason: ended, seconds }, 'a line was closed')
    for (const channel of [...channels.keys()]) dropChannel(channel)
    if (session === undefined) return
    register.left(session)
    deps.reports.report(session.device, { last_seen: deps.now() })
  })
}
