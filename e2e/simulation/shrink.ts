import type { Seams } from './planted/seams.ts'
import { runSeed } from './run-seed.ts'
import { generate } from './steps/generate.ts'
import type { Step } from './steps/step.ts'
import type { Violation } from './world/world.ts'

/** Attempts after which the shortest history so far has to do. */
const PATIENCE = 300

/** Leaves out steps, in halves, quarters and one by one, as long as the same promise is still broken. */
export async function shrink(
  seed: number,
  image: Buffer,
  /** The parts of a world, for each attempt anew. */
  seams: () => Seams,
): Promise<{ steps: readonly Step[]; violations: readonly Violation[] }> {
  let steps: readonly Step[] = generate(seed)
  let { violations } = await runSeed(seed, image, seams(), steps)
  const rule = violations[0]?.rule
  if (rule === undefined) return { steps, violations }
  let attempts = 0
  for (let size = Math.ceil(steps.length / 2); size >= 1 && attempts < PATIENCE; ) {
    let shorter = false
    for (let at = 0; at < steps.length && attempts < PATIENCE; ) {
      const without = [...steps.slice(0, at), ...steps.slice(at + size)]
      attempts += 1
      const result = await runSeed(seed, image, seams(), without)
      if (result.violations[0]?.rule === rule) {
        ;[steps, violations, shorter] = [without, result.violations, true]
      } else at += size
    }
    if (size > 1) size = Math.floor(size / 2)
    else if (!shorter) break
  }
  return { steps, violations }
}
