import { parentPort } from 'node:worker_threads'
import { liveThrough } from './one-night.ts'

/** Lives through the seeds it is handed, one at a time. */
parentPort?.on('message', (seed: number) => {
  liveThrough(seed).then(
    (result) => parentPort?.postMessage(result),
    (error: unknown) =>
      parentPort?.postMessage({
        seed,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  )
})
