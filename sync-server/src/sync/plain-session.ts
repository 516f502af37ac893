import { taskOfDocument } from 'shared-schema/documents/document-name.ts'
import { may } from 'shared-schema/domain/people.ts'
import type { WebSocket } from 'ws'
import { deviceMayOpen, taskExists } from '../storage/document-access.ts'
import type { Store } from '../storage/store.ts'
import type { Caller, Credentials } from './credentials-port.ts'
import { makeInbox } from './inbox.ts'
import type { FrameOutcome } from './ingest-port.ts'
import { guardSocket } from './socket-transport.ts'
import { openStream, type StreamDeps } from './stream.ts'

/** y-websocket speaks before its credential is checked: a state vector and an awareness message. */
const MAX_EARLY_MESSAGES = 8

export type PlainDeps = Pick<StreamDeps, 'documents' | 'hub' | 'ingest'> & {
  readonly store: Store
  readonly credentials: Credentials
}

/**
 * Serves one document on a socket of its own, for any Yjs client. Such a client learns from close codes what a
 * handheld hears on its control channel.
 * @param opened called with the caller's device once the stream is open
 */
export async function acceptPlainStream(
  socket: WebSocket,
  document: string,
  token: string | null,
  deps: PlainDeps,
  opened: (device: string) => void,
): Promise<void> {
  // What arrives while the credential is checked must not be lost.
  const early: { data: Buffer; binary: boolean }[] = []
  const keep = (data: Buffer, binary: boolean) => {
    if (early.length < MAX_EARLY_MESSAGES) early.push({ data, binary })
    else socket.terminate()
  }
  socket.on('message', keep)
  const caller = token ? await deps.credentials.identify(token) : undefined
  if (caller === undefined) return socket.close(4401, 'token_missing')
  if (!caller.ok) return socket.close(4401, caller.failure.code)
  const task = taskOfDocument(document)
  if (task === undefined || !(await taskExists(deps.store.sql, task)))
    return socket.close(4404, 'document_unknown')
  if (!(await mayRead(deps.store, caller.value, task))) return socket.close(4403, 'forbidden')
  socket.off('message', keep)
  servePlainStream(socket, task, caller.value, deps)
  if (caller.value.kind === 'device') opened(caller.value.device)
  for (const { data, binary } of early) socket.emit('message', data, binary)
}

async function mayRead(store: Store, caller: Caller, task: string): Promise<boolean> {
  return caller.kind === 'device'
    ? deviceMayOpen(store.sql, caller.device, task)
    : may(caller.role, 'task.read_all')
}

function servePlainStream(socket: WebSocket, task: string, caller: Caller, deps: PlainDeps): void {
  const transport = guardSocket(socket)
  const { documents, hub, ingest } = deps
  const stream = openStream({
    ...{ task, documents, hub, ingest },
    ...(caller.kind === 'device' && { device: caller.device }),
    send: transport.send,
    onOutcome: (outcome) => {
      const code = closeCodeOf(outcome)
      if (code !== undefined) transport.end(code, 'code' in outcome ? outcome.code : outcome.kind)
    },
    onEnd: ({ closeCode, code }) => transport.end(closeCode, code),
  })
  const receive = makeInbox<Uint8Array>(socket, stream.receive, () => transport.end(4500, 'internal'))
  socket.on('message', (data: Buffer, binary) => {
    if (binary) receive(data)
    else transport.end(4400, 'frame_malformed')
  })
  socket.on('close', stream.close)
}

function closeCodeOf(outcome: FrameOutcome): number | undefined {
  switch (outcome.kind) {
    case 'stored':
      return undefined
    case 'resync':
      return 4410
    case 'quarantined':
      return 4409
    case 'refused':
      return 4404
    case 'failed':
      return 4500
  }
}
