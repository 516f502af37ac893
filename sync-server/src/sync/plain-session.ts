import type { WebSocket } from 'ws'
import type { FrameOutcome } from './ingest-port.ts'
import { guardSocket } from './socket-transport.ts'
import { openStream, type StreamDeps } from './stream.ts'

/**
 * Serves one document on a socket of its own, for any Yjs client. What a handheld hears on its control channel
 * such a client learns from close codes: 4409 quarantined, 4410 resync.
 */
export function servePlainStream(
  socket: WebSocket,
  deps: Pick<StreamDeps, 'task' | 'documents' | 'hub' | 'ingest' | 'device'>,
): void {
  const transport = guardSocket(socket)
  const stream = openStream({
    ...deps,
    send: transport.send,
    onOutcome: (outcome) => {
      const code = closeCodeOf(outcome)
      if (code !== undefined) transport.end(code, 'code' in outcome ? outcome.code : outcome.kind)
    },
    onEnd: ({ closeCode, code }) => transport.end(closeCode, code),
  })
  socket.on('message', (data: Buffer, binary) => {
    if (binary) stream.receive(data)
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
