import { type Random, seeded } from './seeded.ts'

/**
 * What can go wrong between the bridge and an ERP.
 * - `busy`: 429 with Retry-After · `server_error`: 500 before anything was done · `server_error_after`: 500 after it was done
 * - `slow_work`: the work itself is done late, after the asker has given up: who looks at once finds nothing yet
 * - `unauthorized`: every token is forgotten in mid-run · `slow`: the answer comes late, the work is done
 * - `cut_before`, `cut_after`: the line is cut before or after the work
 * - `same_page`: the page before comes once more · `rows_move`: a row moves from the front of the list to its end before the page is made
 * - `no_content`: 204 in the middle of a list · `half_json`: the answer stops half way
 */
export const faultKinds = [
  'busy',
  'server_error',
  'server_error_after',
  'unauthorized',
  'slow',
  'slow_work',
  'cut_before',
  'cut_after',
  'same_page',
  'rows_move',
  'no_content',
  'half_json',
] as const
export type FaultKind = (typeof faultKinds)[number]
/** What happens at random unless told otherwise. `slow_work` needs somebody who waits before looking, so it is asked for by name. */
const randomKinds = faultKinds.filter((kind) => kind !== 'slow_work')
export type RequestKind = 'login' | 'read' | 'book'

export type ScriptedFault = {
  readonly kind: FaultKind
  readonly on?: RequestKind
  /** Only for this method or path. */
  readonly method?: string
}
export type RandomFaults = {
  readonly seed: number
  /** Share of requests that go wrong, 0 to 1. */
  readonly rate: number
  readonly kinds?: readonly FaultKind[]
}

export type FaultPlan = {
  /** The fault of this request; a scripted one is used up by it. */
  readonly next: (request: {
    readonly kind: RequestKind
    readonly method: string
    readonly offset: number
  }) => FaultKind | undefined
  /** These first, in this order, each at the first request it fits. */
  readonly script: (faults: readonly ScriptedFault[]) => void
  readonly random: (faults: RandomFaults | undefined) => void
  readonly counts: () => Readonly<Record<FaultKind, number>>
}

export function createFaultPlan(initial?: RandomFaults): FaultPlan {
  let scripted: ScriptedFault[] = []
  let chance: { readonly random: Random; readonly plan: RandomFaults } | undefined
  const counts = Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as Record<FaultKind, number>
  const random: FaultPlan['random'] = (plan) => {
    chance = plan && { plan, random: seeded(plan.seed) }
  }
  random(initial)

  const fits = (fault: FaultKind, { kind, offset }: { kind: RequestKind; offset: number }) => {
    if (fault === 'same_page' || fault === 'no_content') return offset > 0
    return fault !== 'unauthorized' || kind !== 'login'
  }
  return {
    next: (request) => {
      const { kind, method } = request
      const at = scripted.findIndex(
        (fault) =>
          (fault.on ?? kind) === kind && (fault.method ?? method) === method && fits(fault.kind, request),
      )
      let fault: FaultKind | undefined
      if (at >= 0) fault = scripted.splice(at, 1)[0]?.kind
      else if (chance && chance.random() < chance.plan.rate) {
        const kinds = (chance.plan.kinds ?? randomKinds).filter((one) => fits(one, request))
        fault = kinds[Math.floor(chance.random() * kinds.length)]
      }
      if (fault !== undefined) counts[fault] += 1
      return fault
    },
    script: (faults) => {
      scripted = [...faults]
    },
    random,
    counts: () => ({ ...counts }),
  }
}
