import { Worker } from 'node:worker_threads'
import type { Failure, Result } from 'shared-schema/domain/error-codes.ts'

/**
 * A few kilobytes of XLSX can unfold into gigabytes. The file is read in a thread with its own memory and time, so that
 * the worst it can do is to fail; and a large one does not keep handhelds waiting for their acknowledgements.
 */
const MAX_MEGABYTES = 384
const MAX_MILLISECONDS = 30_000

/** Reads XLSX bytes into rows of trimmed cells of the first sheet. */
export function readXlsx(bytes: Uint8Array): Promise<Result<string[][]>> {
  const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES },
  })
  const { promise, resolve, reject } = Promise.withResolvers<Result<string[][]>>()
  const refuse = (code: Failure['code'], detail: string) => resolve({ ok: false, failure: { code, detail } })
  const timer = setTimeout(() => {
    refuse('import_too_large', `not read within ${MAX_MILLISECONDS / 1000} s`)
    worker.terminate().catch(reject)
  }, MAX_MILLISECONDS)
  worker.once('message', resolve)
  worker.once('error', (error: Error & { code?: string }) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') refuse('import_too_large', 'it unfolds to too much data')
    else refuse('import_unreadable', error.message)
  })
  worker.once('exit', () => {
    clearTimeout(timer)
    // Does nothing when a message or an error came first.
    refuse('import_unreadable', 'the reader ended without an answer')
  })
  return promise
}
