import './world/thread.ts'
import { checkAtQuiet } from './check/at-quiet.ts'
import { openLab } from './lab.ts'
import { type Seams, sound } from './planted/seams.ts'
import { actions } from './steps/actions.ts'
import { generate } from './steps/generate.ts'
import type { Step } from './steps/step.ts'
import type { FaultName } from './world/faults.ts'
import type { Violation } from './world/world.ts'

export type SeedResult = {
  readonly seed: number
  readonly steps: number
  readonly faults: Readonly<Record<FaultName, number>>
  readonly violations: readonly Violation[]
}

/** Lives through one history, by default the seed's own, and checks every promise. */
export async function runSeed(
  seed: number,
  image: Buffer,
  seams: Seams = sound,
  steps: readonly Step[] = generate(seed),
  trace?: (line: string) => void,
): Promise<SeedResult> {
  const lab = await openLab(seed, image, seams)
  const { world } = lab
  let done = 0
  try {
    for (const step of steps) {
      if (world.violations.length > 0) break
      world.chance.reseed(step.salt)
      trace?.(`${world.clock.now() % 1e8} ${step.what} ${step.a} ${step.b} ${step.c}`)
      await actions[step.what]?.run(lab, step)
      done += 1
    }
    if (world.violations.length === 0) {
      // Another beginning than the world's own, or it would mint the same ids once more.
      world.chance.reseed(seed + 0x5bd1e995)
      await checkAtQuiet(lab)
    }
  } catch (error) {
    world.violate('crash', error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  lab.close()
  return { seed, steps: done, faults: world.faults.counts, violations: world.violations }
}
