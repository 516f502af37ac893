import type { Context } from 'hono'
import { type SSEMessage, streamSSE } from 'hono/streaming'
import type { Metrics } from '../../observability/metrics.ts'
import type { Mailbox } from './mailbox.ts'

/** Readers take a line as dead after 45 s of silence. */
const HEARTBEAT_MS = 15_000

/**
 * Answers with server-sent events: what the mailbox brings, and heartbeats.
 * @param open fills the mailbox until the returned function is called
 */
export function eventStream(
  c: Context,
  options: {
    readonly name: string
    readonly metrics: Metrics
    /** Ends the stream when the server stops. */
    readonly closing?: AbortSignal | undefined
  },
  mailbox: Mailbox<SSEMessage>,
  open: () => Promise<() => void> | (() => void),
): Response {
  const { name, metrics, closing } = options
  const response = streamSSE(c, async (stream) => {
    metrics.streams.inc({ stream: name })
    const heartbeat = setInterval(() => void stream.write(':\n\n'), HEARTBEAT_MS)
    stream.onAbort(mailbox.close)
    closing?.addEventListener('abort', mailbox.close)
    if (closing?.aborted) mailbox.close()
    const stop = await open()
    try {
      // Says at once that the line works, also when there is nothing to tell yet.
      await stream.write(':\n\n')
      for (;;) {
        const message = await mailbox.take()
        if (message === undefined) return
        await stream.writeSSE(message)
      }
    } finally {
      stop()
      closing?.removeEventListener('abort', mailbox.close)
      clearInterval(heartbeat)
      metrics.streams.dec({ stream: name })
    }
  })
  // A proxy that gathers the answer would turn live into late.
  response.headers.set('X-Accel-Buffering', 'no')
  return response
}
