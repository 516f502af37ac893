import { type Chance, makeChance } from './chance.ts'
import { type Actor, type Clock, makeClock, WORLD } from './clock.ts'
import { type Faults, makeFaults } from './faults.ts'
import { enterWorld, quiet } from './thread.ts'

/** Friday, 3 October 2025, 9:30 in the warehouse. */
const START = Date.UTC(2025, 9, 3, 7, 30)

/** One seeded world: its time, its chance, what went wrong in it on purpose, and what must not go wrong. */
export type World = {
  readonly clock: Clock
  readonly chance: Chance
  readonly faults: Faults
  /** Lets somebody act at this instant, and waits until everything that follows from it at this instant is done. */
  readonly act: (actor: Actor, run: () => void) => Promise<void>
  /** Lets time pass. */
  readonly pass: (ms: number) => Promise<void>
  /** Lets things happen until the condition holds, at most so long; tells whether it does. */
  readonly until: (condition: () => boolean, within: number) => Promise<boolean>
  /** A broken promise of the product, found as the world goes. */
  readonly violate: (rule: string, detail: string) => void
  readonly violations: readonly Violation[]
}

export type Violation = { readonly rule: string; readonly detail: string }

export function makeWorld(seed: number): World {
  const clock = makeClock(START)
  const chance = makeChance(seed)
  const violations: Violation[] = []
  enterWorld({
    now: clock.now,
    setTimer: clock.setTimer,
    clearTimer: clock.clearTimer,
    random: chance.next,
  })

  async function until(condition: () => boolean, within: number): Promise<boolean> {
    const end = clock.now() + within
    for (;;) {
      if (condition()) return true
      const next = clock.next()
      if (next === undefined || next > end) break
      clock.step()
      await quiet()
    }
    clock.jump(Math.max(0, end - clock.now()))
    clock.as(WORLD, () => {})
    return condition()
  }

  return {
    clock,
    chance,
    faults: makeFaults(),
    violations,
    violate: (rule, detail) => {
      // The first ones tell; a world gone wrong repeats itself.
      if (violations.length < 20) violations.push({ rule, detail })
    },
    act: async (actor, run) => {
      clock.as(actor, run)
      await quiet()
      clock.as(WORLD, () => {})
    },
    pass: async (ms) => {
      await until(() => false, ms)
    },
    until,
  }
}
