import { makeChance } from '../world/chance.ts'
import { actions } from './actions.ts'
import type { Step } from './step.ts'

const LEAST = 10
const MOST = 32
/** Share of worlds in which two servers share a database. */
const SHARED = 0.22

/** The history of a seed. Each history knows only some of the faults, so that they meet in many combinations. */
export function generate(seed: number): Step[] {
  const chance = makeChance(seed * 2 + 1)
  const names = Object.keys(actions)
  const several = chance.odds(SHARED)
  const known = names.flatMap((name): [string, number][] => {
    const { weight = 0, common, shared } = actions[name] ?? {}
    if (shared === true) return several && chance.odds(0.6) ? [[name, weight]] : []
    return common === true || chance.odds(0.35) ? [[name, weight]] : []
  })
  const total = known.reduce((sum, [, weight]) => sum + weight, 0)
  const number = () => chance.below(1_000_000)
  const step = (what: string): Step => ({ what, a: number(), b: number(), c: number(), salt: number() })
  const steps = Array.from({ length: chance.between(LEAST, MOST) }, (): Step => {
    let at = chance.next() * total
    const [what] = known.find(([, weight]) => {
      at -= weight
      return at < 0
    }) ?? ['pick']
    return step(what)
  })
  return several ? [step('two_servers'), ...steps] : steps
}
