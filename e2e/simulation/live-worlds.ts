import { parentPort } from 'node:worker_threads'
import { planted } from './planted/planted.ts'
import { regressions } from './regressions.ts'
import { runSeed, type SeedResult } from './run-seed.ts'
import { makeWarehouseImage } from './server/warehouse-image.ts'
import { shrink } from './shrink.ts'
import type { Step } from './steps/step.ts'
import type { Violation } from './world/world.ts'

export type ToWorker =
  | { readonly kind: 'run'; readonly from: number; readonly to: number; readonly regressions: boolean }
  | { readonly kind: 'shrink'; readonly seed: number }
  | { readonly kind: 'plant'; readonly name: string; readonly from: number; readonly to: number }
export type FromWorker =
  | {
      readonly kind: 'ran'
      /** Histories that once broke something, lived through again. */
      readonly again: readonly SeedResult[]
      readonly results: readonly SeedResult[]
    }
  | { readonly kind: 'shrunk'; readonly steps: readonly Step[]; readonly violations: readonly Violation[] }
  | {
      readonly kind: 'planted'
      readonly name: string
      readonly seeds: number
      readonly seed?: number
      /** What was found in the world that caught it. */
      readonly violations: readonly Violation[]
    }

const IMAGE_TIME = Date.UTC(2025, 9, 3, 7)
const image = await makeWarehouseImage(IMAGE_TIME)

parentPort?.on('message', (message: ToWorker) => {
  answer(message)
    .then((done) => parentPort?.postMessage(done))
    .catch((error: unknown) => {
      throw error
    })
})

async function answer(message: ToWorker): Promise<FromWorker> {
  switch (message.kind) {
    case 'run': {
      const again: SeedResult[] = []
      const results: SeedResult[] = []
      for (const { seed, steps } of message.regressions ? regressions : [])
        again.push(await runSeed(seed, image, undefined, steps))
      for (let seed = message.from; seed < message.to; seed++) results.push(await runSeed(seed, image))
      return { kind: 'ran', again, results }
    }
    case 'shrink':
      return { kind: 'shrunk', ...(await shrink(message.seed, image)) }
    case 'plant': {
      const { name, from, to } = message
      const bug = planted[name]
      if (bug === undefined) throw new Error(`no bug is called ${name}`)
      for (let seed = from; seed < to; seed++) {
        const { violations } = await runSeed(seed, image, bug.seams())
        const caught = violations.some(({ rule }) => rule === (bug.rule ?? rule))
        if (caught) return { kind: 'planted', name, seeds: seed - from + 1, seed, violations }
      }
      return { kind: 'planted', name, seeds: to - from, violations: [] }
    }
  }
}
