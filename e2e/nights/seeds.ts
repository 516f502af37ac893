import { Worker } from 'node:worker_threads'
import type { NightResult } from './one-night.ts'

export type SeedsWish = { readonly first: number; readonly count: number; readonly workers: number }

/** Lives through seeds on several threads and prints what it finds. @returns whether everything agrees */
export async function liveThroughSeeds({ first, count, workers }: SeedsWish): Promise<boolean> {
  const began = performance.now()
  let next = first
  const results: NightResult[] = []
  let broken = 0

  async function live(): Promise<void> {
    const worker = new Worker(new URL('./nights-worker.ts', import.meta.url))
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const hand = () => {
      if (next < first + count) worker.postMessage(next++)
      else resolve()
    }
    worker.on('message', (answer: NightResult | { readonly seed: number; readonly error: string }) => {
      if ('error' in answer) {
        broken += 1
        console.log(`seed ${answer.seed} broke: ${answer.error}`)
      } else {
        results.push(answer)
        for (const { kind, detail } of answer.findings) console.log(`seed ${answer.seed} ${kind}: ${detail}`)
      }
      const done = results.length + broken
      if (done % 50 === 0) process.stderr.write(`${done} of ${count} nights, ${seconds()} s\n`)
      hand()
    })
    worker.on('error', reject)
    hand()
    await promise
    await worker.terminate()
  }

  const seconds = () => Math.round((performance.now() - began) / 100) / 10
  await Promise.all(Array.from({ length: Math.min(workers, count) }, live))
  const sum = (of: (result: NightResult) => number) =>
    results.reduce((total, result) => total + of(result), 0)
  const found = (kind: string) => sum(({ findings }) => findings.filter((each) => each.kind === kind).length)
  const verdict = {
    nights: results.length,
    faults: sum((result) => result.faults),
    deaths: sum((result) => result.deaths.length),
    fulfilments: sum((result) => result.fulfilments),
    booked: sum((result) => result.booked),
    booked_twice: found('booked_twice'),
    missing: found('missing'),
    unexplained_differences: found('unexplained'),
    broken,
    seconds: seconds(),
  }
  console.log(JSON.stringify(verdict))
  const clean = verdict.booked_twice + verdict.missing + verdict.unexplained_differences + broken === 0
  return clean && verdict.nights > 0
}
