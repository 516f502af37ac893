import { Worker } from 'node:worker_threads'
import type { NightReport } from './report-document.ts'

/** A report of 5,000 rows takes some seconds; one that takes longer than this is broken. */
const MAX_MILLISECONDS = 120_000

/**
 * Lays a report out as a PDF. In a thread of its own: handhelds must not wait for their acknowledgements while pages are being set.
 * @throws when the thread fails
 */
export async function makePdf(report: NightReport): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), { workerData: report })
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array<ArrayBuffer>>()
  const timer = setTimeout(() => reject(new Error('the report was not laid out in time')), MAX_MILLISECONDS)
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', () => reject(new Error('the thread of the report ended without an answer')))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
