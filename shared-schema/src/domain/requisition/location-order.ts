/**
 * Compares two location codes (`ZA-R01-P01-B01`: zone, rack, shelf, bin) in the order a picker walks:
 * part by part, numbers by value, so that R2 comes before R10. Lines without a location come last.
 */
export function compareLocations(a: string | undefined, b: string | undefined): number {
  const left = partsOf(a)
  const right = partsOf(b)
  if (left.length === 0 || right.length === 0) return Number(left.length === 0) - Number(right.length === 0)
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const order = compareParts(left[at], right[at])
    if (order !== 0) return order
  }
  return 0
}

function partsOf(location: string | undefined): string[] {
  return location?.toUpperCase().match(/\d+|[^\d\s./_-]+/g) ?? []
}

/** A shorter code is a place that contains the longer one, so it comes first; digits come before letters. */
function compareParts(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined)
  const numberA = /^\d/.test(a) ? Number(a) : undefined
  const numberB = /^\d/.test(b) ? Number(b) : undefined
  if (numberA !== undefined && numberB !== undefined) return numberA - numberB
  if (numberA !== undefined || numberB !== undefined) return numberA === undefined ? 1 : -1
  return a < b ? -1 : Number(a > b)
}
