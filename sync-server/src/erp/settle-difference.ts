import type { FoundDifference } from 'shared-schema/api/bridge.ts'
import { differenceFigures } from 'shared-schema/api/reconciliation.ts'
import type { DifferenceRecord } from '../storage/differences.ts'

type Figures = Pick<FoundDifference, FigureName>
type FigureName = keyof typeof differenceFigures

export const figureNames = Object.keys(differenceFigures) as FigureName[]

export type FindingContext = {
  readonly run: string
  /** The night, yyyy-MM-dd. */
  readonly date: string
  /** The last run before this one that compared everything. */
  readonly previous: string | undefined
  readonly now: number
}
export type Settled = {
  /** `opened` counts what somebody has to look at that nobody had to before. */
  readonly outcome: 'opened' | 'again'
  readonly change: Pick<
    DifferenceRecord,
    'state' | 'action' | 'nights' | 'last_run' | 'last_date' | 'last_found_at' | 'figures_at'
  >
  /** Entry of the history; undefined when the same was found in the same night before. */
  readonly what: 'found' | 'found_again' | 'figures_changed' | undefined
}

/**
 * What finding a difference means for what is known of it. The same figures leave a person's decision as it is; other figures open it again,
 * and so does one that had gone. An accepted difference stays settled as long as its figures are those it was accepted on.
 */
export function settleFinding(
  before: DifferenceRecord | undefined,
  found: Figures,
  { run, date, previous, now }: FindingContext,
): Settled {
  const seen = { last_run: run, last_date: date, last_found_at: now }
  if (before === undefined) {
    return {
      outcome: 'opened',
      change: { ...seen, state: 'open', action: null, nights: 1, figures_at: now },
      what: 'found',
    }
  }
  const nights = nightsOf(before, date, previous)
  const open = { ...seen, state: 'open', action: null, nights }
  if (!sameFigures(before, found)) {
    const outcome = before.state === 'settled' ? 'opened' : 'again'
    return { outcome, change: { ...open, figures_at: now }, what: 'figures_changed' }
  }
  const accepted = before.state === 'settled' && before.action === 'accept'
  if (before.state === 'settled' && !accepted)
    return { outcome: 'opened', change: { ...open, figures_at: now }, what: 'found_again' }
  return {
    outcome: 'again',
    change: { ...seen, state: before.state, action: before.action, nights, figures_at: before.figures_at },
    what: accepted || before.last_date === date ? undefined : 'found_again',
  }
}

/** Runs of one night count once; a night in which it was not found breaks the row. */
function nightsOf(before: DifferenceRecord, date: string, previous: string | undefined): number {
  if (before.last_date === date) return before.nights
  return before.last_run === previous ? before.nights + 1 : 1
}

function sameFigures(before: Figures, found: Figures): boolean {
  return figureNames.every((name) => before[name] === found[name])
}
