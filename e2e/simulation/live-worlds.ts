import { parentPort } from 'node:worker_threads'
import { planted } from './planted/planted.ts'
import { type Seams, sound } from './planted/seams.ts'
import { regressions } from './regressions.ts'
import { runSeed, type SeedResult } from './run-seed.ts'
import { makeWarehouseImage } from './server/warehouse-image.ts'
import { shrink } from './shrink.ts'
import type { Step } from './steps/step.ts'
import type { Violation } from './world/world.ts'

export type ToWorker =
  | {
      readonly kind: 'run'
      readonly from: number
      readonly to: number
      readonly regressions: boolean
      /** A planted mistake to live with. */
      readonly bug: string | undefined
    }
  | { readonly kind: 'shrink'; readonly seed: number; readonly bug: string | undefined }
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

/** The parts as they are, or with a planted mistake, which may count and so is made anew for each world. */
function seamsOf(bug: string | undefined): Seams {
  if (bug === undefined) return sound
  const found = planted[bug]
  if (found === undefined) throw new Error(`no bug is called ${bug}`)
  return found.seams()
}

async function answer(message: ToWorker): Promise<FromWorker> {
  switch (message.kind) {
    case 'run': {
      const again: SeedResult[] = []
      const results: SeedResult[] = []
      for (const { seed, steps } of message.regressions ? regressions : [])
        again.push(await runSeed(seed, image, undefined, steps))
      for (let seed = message.from; seed < message.to; seed++)
        results.push(await runSeed(seed, image, seamsOf(message.bug)))
      return { kind: 'ran', again, results }
    }
    case 'shrink':
      return { kind: 'shrunk', ...(await shrink(message.seed, image, () => seamsOf(message.bug))) }
    case 'plant': {
      const { name, from, to } = message
      const rule = planted[name]?.rule
      for (let seed = from; seed < to; seed++) {
        const { violations } = await runSeed(seed, image, seamsOf(name))
        const caught = violations.some((each) => each.rule === (rule ?? each.rule))
        if (caught) return { kind: 'planted', name, seeds: seed - from + 1, seed, violations }
      }
      return { kind: 'planted', name, seeds: to - from, violations: [] }
    }
  }
}
