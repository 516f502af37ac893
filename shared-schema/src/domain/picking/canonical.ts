/**
 * The one text form of a flat object: keys sorted by code unit, no blanks, `mac` left out.
 * Both sides compute the authentication code and the content hash over exactly this text (SPEC SY-04).
 * Halves of surrogate pairs become U+FFFD here, as they do on the wire: otherwise a scanner's broken text would
 * fail its own authentication code.
 */
export function canonicalEvent(event: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(event)
    .filter((key) => key !== 'mac' && event[key] !== undefined)
    .sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${valueText(event[key])}`).join(',')}}`
}

function valueText(value: unknown): string {
  return JSON.stringify(typeof value === 'string' ? value.toWellFormed() : value)
}
