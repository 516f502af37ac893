import type { Reading, Symbology } from './scan.ts'

/** A camera sees one code many times a second: it must be out of view this long, in ms, to count again. */
export const SAME_CODE_MS = 1_200

/** Symbologies without a check digit of their own: a part of one reads as a shorter, valid code now and then. */
const weak: ReadonlySet<Symbology> = new Set(['itf', 'code39'])

type Seen = { readonly lastAt: number; readonly counted: boolean }

/** Codes seen within the last {@link SAME_CODE_MS}. */
export type SeenCodes = ReadonlyMap<string, Seen>

export const nothingSeen: SeenCodes = new Map()

/**
 * One sighting. `isNew` when the person showed the code just now: true once for as long as it stays in view, and
 * for a weak symbology only at the second sighting.
 *
 * @param at ms of any clock that never runs backwards
 */
export function noteSighting(
  before: SeenCodes,
  { code, symbology }: Reading,
  at: number,
): { readonly seen: SeenCodes; readonly isNew: boolean } {
  const seen = new Map([...before].filter(([, { lastAt }]) => at - lastAt < SAME_CODE_MS))
  const known = seen.get(code)
  const isNew = known ? !known.counted : !weak.has(symbology)
  seen.set(code, { lastAt: at, counted: isNew || (known?.counted ?? false) })
  return { seen, isNew }
}
