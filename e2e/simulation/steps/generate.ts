import { makeChance } from '../world/chance.ts'
import { actions } from './actions.ts'
import type { Step } from './step.ts'

const LEAST = 14
const MOST = 44

/** The history of a seed. Each history knows only some of the faults, so that they meet in many combinations. */
export function generate(seed: number): Step[] {
  const chance = makeChance(seed * 2 + 1)
  const names = Object.keys(actions)
  const known = names.flatMap((name): [string, number][] => {
    const weight = actions[name]?.weight ?? 0
    const common = actions[name]?.common === true
    return common || chance.odds(0.35) ? [[name, weight]] : []
  })
  const total = known.reduce((sum, [, weight]) => sum + weight, 0)
  return Array.from({ length: chance.between(LEAST, MOST) }, (): Step => {
    let at = chance.next() * total
    const [what] = known.find(([, weight]) => {
      at -= weight
      return at < 0
    }) ?? ['pick']
    const number = () => chance.below(1_000_000)
    return { what, a: number(), b: number(), c: number(), salt: number() }
  })
}
