/** Location codes by their comparable form; the value is the code as the warehouse writes it. */
export type LocationIndex = ReadonlyMap<string, string>

/** Location codes are typed by hand too, so case and blanks at the ends do not matter. */
export function locationKey(code: string): string {
  return code.trim().toUpperCase()
}

/** Builds the lookup of the locations of one warehouse. */
export function buildLocationIndex(codes: Iterable<string>): LocationIndex {
  const index = new Map<string, string>()
  for (const code of codes) index.set(locationKey(code), code.trim())
  return index
}
