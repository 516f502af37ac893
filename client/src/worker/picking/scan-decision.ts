import { locationKey } from 'shared-schema/domain/barcode/location-index.ts'
import { type CodeCandidate, type LookupPlaces, lookupCode } from 'shared-schema/domain/barcode/lookup.ts'
import type { LineState, TaskState } from 'shared-schema/domain/picking/fold.ts'
import type { PlannedLine } from 'shared-schema/domain/picking/task.ts'
import type { Thousandths } from 'shared-schema/domain/quantity.ts'

/** More than requested was asked about and not yet answered. */
export type OverQuestion = {
  readonly line: string
  readonly qty: Thousandths
  /** When the question was put, ms since 1970. */
  readonly askedAt: number
}

/** Everything a scan is judged by. */
export type Situation = {
  readonly state: TaskState
  /** All lines in the order they are walked. */
  readonly order: readonly PlannedLine[]
  /** The line in hand. */
  readonly current: string | undefined
  readonly places: LookupPlaces
  /** The site wants the location scanned before the article. */
  readonly scanLocation: boolean
  /** The location last confirmed by a scan. */
  readonly atLocation: string | undefined
  readonly asking: OverQuestion | undefined
}

type Found = { readonly line: PlannedLine; readonly moved: boolean; readonly checkDigitBad: boolean }

/** What a scan means. Only `pick` records anything; every other outcome changes nothing and says so. */
export type ScanOutcome =
  | ({ readonly kind: 'pick'; readonly qty: Thousandths; readonly over: boolean } & Found)
  /** More than requested: to be confirmed by the same scan again or by a press. */
  | ({ readonly kind: 'ask_over'; readonly qty: Thousandths } & Found)
  /** The repeated scan came before anybody could have read the question. */
  | ({ readonly kind: 'still_asking'; readonly qty: Thousandths } & Found)
  /** The code says which article but not how much of it. */
  | ({ readonly kind: 'ask_quantity' } & Found)
  | { readonly kind: 'ask_reopen'; readonly line: PlannedLine; readonly qty: Thousandths }
  | {
      readonly kind: 'choose'
      readonly candidates: readonly CodeCandidate[]
      readonly checkDigitBad: boolean
      readonly askQuantity: boolean
    }
  | {
      readonly kind: 'wrong_item'
      readonly ident: string
      readonly name: string
      readonly expected: PlannedLine | undefined
    }
  | { readonly kind: 'unknown'; readonly code: string }
  | { readonly kind: 'bad_check_digit'; readonly code: string; readonly expected: string }
  | {
      readonly kind: 'location_ok'
      readonly line: PlannedLine
      readonly location: string
      readonly moved: boolean
    }
  | { readonly kind: 'location_wrong'; readonly location: string; readonly expected: string | undefined }
  | { readonly kind: 'location_first'; readonly line: PlannedLine; readonly location: string }

/**
 * A worker who pulls the trigger in rhythm repeats a scan within half a second without looking up; only a later
 * repetition can be meant as a confirmation.
 */
export const CONFIRM_AFTER_MS = 700

/**
 * Decides what a scanned or typed code means for the open task. Pure: records nothing, moves nothing.
 * @param at when it was scanned, ms since 1970
 */
export function decideScan(code: string, at: number, now: Situation): ScanOutcome {
  const found = lookupCode(code, now.places)
  switch (found.kind) {
    case 'unknown':
    case 'bad_check_digit':
      return found
    case 'location':
      return decideLocation(found.location, now)
    case 'article':
      return decideArticle(found, found, at, now)
    case 'ambiguous': {
      const wanted = found.candidates.filter((candidate) => candidate.inTask)
      const [first] = wanted.length > 0 ? wanted : found.candidates
      if (wanted.length > 1) return { ...found, kind: 'choose', candidates: wanted }
      return first === undefined ? { kind: 'unknown', code } : decideArticle(first, found, at, now)
    }
  }
}

/**
 * Decides for an article that is known: by an unambiguous code, or because the worker chose it.
 * A line that is open and has room comes first: the one in hand, then by walking order.
 */
export function decideArticle(
  candidate: CodeCandidate,
  how: { readonly checkDigitBad: boolean; readonly askQuantity: boolean },
  at: number,
  now: Situation,
): ScanOutcome {
  const { ident, name, factor: qty } = candidate
  const inHand = now.order.find(({ line }) => line === now.current)
  const lines = now.order.filter((line) => line.ident === ident)
  const own = lines.find(({ line }) => line === now.current)
  const ordered = own === undefined ? lines : [own, ...lines.filter((line) => line !== own)]
  const stateOf = ({ line }: PlannedLine) => now.state.lines.get(line)
  const open = ordered.filter((line) => stateOf(line)?.status === 'open')

  const short = ordered.find((line) => stateOf(line)?.status === 'short')
  const target = open.find((line) => fits(stateOf(line), qty)) ?? open[0] ?? short ?? ordered[0]
  if (target === undefined) return { kind: 'wrong_item', ident, name, expected: inHand }
  const { location } = target
  if (now.scanLocation && location !== undefined && !isSame(location, now.atLocation))
    return { kind: 'location_first', line: target, location }
  if (stateOf(target)?.status === 'short') return { kind: 'ask_reopen', line: target, qty }

  const found = { line: target, moved: target.line !== now.current, checkDigitBad: how.checkDigitBad }
  if (how.askQuantity) return { kind: 'ask_quantity', ...found }
  if (fits(stateOf(target), qty)) return { kind: 'pick', qty, over: false, ...found }
  if (now.asking?.line !== target.line || now.asking.qty !== qty) return { kind: 'ask_over', qty, ...found }
  return at - now.asking.askedAt < CONFIRM_AFTER_MS
    ? { kind: 'still_asking', qty, ...found }
    : { kind: 'pick', qty, over: true, ...found }
}

/** What stands in the way of adding a quantity to a line by hand. */
export function wouldExceed(line: LineState | undefined, qty: Thousandths): boolean {
  return !fits(line, qty)
}

function decideLocation(location: string, now: Situation): ScanOutcome {
  const inHand = now.order.find(({ line }) => line === now.current)
  if (inHand && isSame(inHand.location, location))
    return { kind: 'location_ok', line: inHand, location, moved: false }
  const there = now.order.find(
    (line) => isSame(line.location, location) && now.state.lines.get(line.line)?.status === 'open',
  )
  return there === undefined
    ? { kind: 'location_wrong', location, expected: inHand?.location }
    : { kind: 'location_ok', line: there, location, moved: true }
}

function fits(line: LineState | undefined, qty: Thousandths): boolean {
  return line !== undefined && line.picked + qty <= line.requested
}

function isSame(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && locationKey(a) === locationKey(b)
}
