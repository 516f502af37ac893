import { setTimeout as sleep } from 'node:timers/promises'

/** How a job that has much to do gives way to people: called after each of its writes. @returns false when it has to stop */
export type Pace = (tookMs: number) => Promise<boolean>

/** Rests this many times as long as it worked, so that whoever picks has four fifths of the database. */
const REST = 4

/** A pace that leaves room for everybody else, and ends when the server does. */
export function givingWay(signal: AbortSignal): Pace {
  return async (took) => {
    // Its rejection says what the signal says.
    await sleep(took * REST, undefined, { signal, ref: false }).catch(() => undefined)
    return !signal.aborted
  }
}

/** For tests and commands, in whose way nobody is. */
export const withoutRest: Pace = () => Promise.resolve(true)

/** Repeats a step until it says that nothing is left, or the pace that it is time to stop. */
export async function stepByStep(step: () => Promise<boolean>, pace: Pace): Promise<void> {
  for (;;) {
    const begun = performance.now()
    if (!(await step())) return
    if (!(await pace(performance.now() - begun))) return
  }
}
