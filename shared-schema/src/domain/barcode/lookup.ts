import type { CatalogueIndex } from '../catalogue/catalogue-index.ts'
import type { Thousandths } from '../quantity.ts'
import { type Gs1Reading, gs1Text, readGs1 } from './gs1.ts'
import { gs1Count, gs1NetKilograms } from './gs1-values.ts'
import { checkDigit, gtinSpellings, readGtin } from './gtin.ts'
import { type LocationIndex, locationKey } from './location-index.ts'
import type { OwnedCode, TaskIndex } from './task-index.ts'
import { readVariableMeasure, type VariableMeasureTemplate } from './variable-measure.ts'

export type LookupPlaces = {
  readonly task: TaskIndex
  readonly catalogue: CatalogueIndex
  readonly templates: readonly VariableMeasureTemplate[]
  readonly locations: LocationIndex
}

export type MatchedBy = 'task_barcode' | 'catalogue_barcode' | 'gtin' | 'gs1' | 'variable_measure' | 'ident'

export type CodeCandidate = {
  readonly ident: string
  readonly name: string
  readonly unit: string
  /** What one scan adds, thousandths of the base unit. */
  readonly factor: Thousandths
  /** False: the article exists, but the open task does not ask for it. */
  readonly inTask: boolean
}

type HowFound = {
  readonly matchedBy: MatchedBy
  /** The code is known as it is, but its check digit is wrong: warn, do not block. */
  readonly checkDigitBad: boolean
  /** The code names the article but not how much of it (a price label): ask. */
  readonly askQuantity: boolean
  /** Lot, serial number, dates and whatever else a GS1 code carried. */
  readonly gs1?: Gs1Reading
}

export type CodeLookup =
  | ({ readonly kind: 'article' } & CodeCandidate & HowFound)
  | ({ readonly kind: 'ambiguous'; readonly candidates: readonly CodeCandidate[] } & HowFound)
  | { readonly kind: 'location'; readonly location: string }
  | { readonly kind: 'bad_check_digit'; readonly code: string; readonly expected: string }
  | { readonly kind: 'unknown'; readonly code: string }

/** Scanners may put an AIM identifier in front; those of GS1 carriers have a meaning and stay. */
const PLAIN_SYMBOLOGY = /^\](?!C1|d2|Q3|e0)[A-Za-z]\d/
const KILOGRAM = /^kgm?$/i

/**
 * What a scanned or typed code stands for, in the order: exact barcode in the open task, exact barcode in the
 * catalogue, padded GTIN, GS1 (01) or (02), variable-measure template, ident, location.
 * Two possible articles are a question for the worker; nothing is ever matched by a part of a name.
 */
export function lookupCode(code: string, places: LookupPlaces): CodeLookup {
  const text = code.trim().replace(PLAIN_SYMBOLOGY, '')
  const gtin = readGtin(text)
  const how = { checkDigitBad: gtin.kind === 'bad_check_digit', askQuantity: false }
  const spellings = gtin.kind === 'not_gtin' ? [] : gtinSpellings(gtin.gtin14)
  return (
    answer(inTask([text], places), { ...how, matchedBy: 'task_barcode' }) ??
    answer(inCatalogue([text], places), { ...how, matchedBy: 'catalogue_barcode' }) ??
    answer(anywhere(spellings, places), { ...how, matchedBy: 'gtin' }) ??
    lookupGs1(text, places) ??
    lookupVariableMeasure(text, places) ??
    lookupIdent(text, places) ??
    lookupLocation(text, places) ??
    (gtin.kind === 'bad_check_digit'
      ? { kind: 'bad_check_digit', code: text, expected: gtin.expected }
      : { kind: 'unknown', code: text })
  )
}

function lookupGs1(text: string, places: LookupPlaces): CodeLookup | undefined {
  const gs1 = readGs1(text)
  if (gs1 === undefined) return undefined
  const item = gs1Text(gs1, '01')
  const contained = gs1Text(gs1, '02')
  const gtin = readGtin(item ?? contained ?? '')
  if (gtin.kind === 'not_gtin') return undefined
  const count = (item === undefined ? gs1Count(gs1, '37') : gs1Count(gs1, '30')) ?? 1
  const kilograms = gs1NetKilograms(gs1)
  const matches = anywhere(gtinSpellings(gtin.gtin14), places).map((match) =>
    kilograms !== undefined && kilograms > 0 && KILOGRAM.test(match.unit)
      ? { ...match, factor: kilograms }
      : { ...match, factor: match.factor * count },
  )
  const checkDigitBad = gtin.kind === 'bad_check_digit'
  const found = answer(matches, { matchedBy: 'gs1', checkDigitBad, askQuantity: false, gs1 })
  if (found !== undefined || !checkDigitBad) return found
  return { kind: 'bad_check_digit', code: text, expected: checkDigit(gtin.gtin14.slice(0, 13)) }
}

/** The value of a misread label is not to be trusted, so a wrong check digit finds nothing here. */
function lookupVariableMeasure(text: string, places: LookupPlaces): CodeLookup | undefined {
  const label = readVariableMeasure(text, places.templates)
  if (label === undefined || label.checkDigitBad) return undefined
  const askQuantity = label.quantity === undefined || label.quantity === 0
  for (const itemCode of label.itemCodes) {
    const matches = anywhere([itemCode], places)
    const owners = matches.length > 0 ? matches : byIdent(itemCode, places)
    const measured = owners.map((match) => ({ ...match, factor: label.quantity || match.factor }))
    const found = answer(measured, { matchedBy: 'variable_measure', checkDigitBad: false, askQuantity })
    if (found !== undefined) return found
  }
  return undefined
}

function lookupIdent(text: string, places: LookupPlaces): CodeLookup | undefined {
  const exact = byIdent(text, places)
  const matches = exact.length > 0 ? exact : byIdent(text.toUpperCase(), places)
  return answer(matches, { matchedBy: 'ident', checkDigitBad: false, askQuantity: false })
}

function lookupLocation(text: string, places: LookupPlaces): CodeLookup | undefined {
  const location = places.locations.get(locationKey(text))
  return location === undefined ? undefined : { kind: 'location', location }
}

function anywhere(codes: readonly string[], places: LookupPlaces): CodeCandidate[] {
  const near = inTask(codes, places)
  return near.length > 0 ? near : inCatalogue(codes, places)
}

function inTask(codes: readonly string[], { task }: LookupPlaces): CodeCandidate[] {
  return candidates(
    codes.flatMap((code) => task.byCode.get(code) ?? []),
    task,
  )
}

/** A code that moved from a retired article to a current one means the current one. */
function inCatalogue(codes: readonly string[], { catalogue, task }: LookupPlaces): CodeCandidate[] {
  const matches = codes.flatMap((code) => catalogue.byCode.get(code) ?? [])
  const current = matches.filter(({ article }) => article.active)
  return candidates(current.length > 0 ? current : matches, task)
}

function byIdent(ident: string, { task, catalogue }: LookupPlaces): CodeCandidate[] {
  const article = task.byIdent.get(ident) ?? catalogue.byIdent.get(ident)
  return article === undefined ? [] : candidates([{ article, factor: 1000 }], task)
}

function candidates(matches: readonly OwnedCode[], task: TaskIndex): CodeCandidate[] {
  const distinct = new Map<string, CodeCandidate>()
  for (const { article, factor } of matches) {
    const { ident, name, unit } = article
    distinct.set(`${factor} ${ident}`, { ident, name, unit, factor, inTask: task.byIdent.has(ident) })
  }
  return [...distinct.values()]
}

function answer(found: readonly CodeCandidate[], how: HowFound): CodeLookup | undefined {
  const [only] = found
  if (only === undefined) return undefined
  return found.length === 1
    ? { kind: 'article', ...only, ...how }
    : { kind: 'ambiguous', candidates: found, ...how }
}
