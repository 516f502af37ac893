import type { BarcodeDecoder, Sighting } from './barcode-decoder.ts'
import type { DecodeAnswer, DecodeRequest } from './decode-messages.ts'

type Waiting = { resolve: (sightings: readonly Sighting[]) => void; reject: (cause: Error) => void }

/** The decoder compiled to wasm, in a worker of its own. Rejects when worker or wasm cannot be loaded. */
export function openZxingDecoder(): Promise<BarcodeDecoder> {
  const worker = new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, Waiting>()
  let lastId = 0

  const giveUp = (cause: Error) => {
    worker.terminate()
    for (const { reject } of waiting.values()) reject(cause)
    waiting.clear()
  }
  const settle = (id: number, run: (waiting: Waiting) => void) => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (one) run(one)
  }
  const decoder: BarcodeDecoder = {
    name: 'zxing',
    decode: (frame, { full }) =>
      new Promise((resolve, reject) => {
        lastId += 1
        waiting.set(lastId, { resolve, reject })
        const request: DecodeRequest = { id: lastId, frame, full }
        worker.postMessage(request, [frame])
      }),
    close: () => giveUp(new Error('the decoder was closed')),
  }

  return new Promise((resolve, reject) => {
    const fail = (cause: Error) => {
      giveUp(cause)
      reject(cause)
    }
    worker.addEventListener('error', (event) => fail(new Error(event.message || 'the worker did not load')))
    worker.addEventListener('message', (event: MessageEvent<DecodeAnswer>) => {
      const answer = event.data
      if (answer.kind === 'ready') resolve(decoder)
      else if (answer.kind === 'broken') fail(new Error(answer.reason))
      else if (answer.kind === 'sightings') settle(answer.id, ({ resolve }) => resolve(answer.sightings))
      else settle(answer.id, ({ reject }) => reject(new Error(answer.reason)))
    })
  })
}
