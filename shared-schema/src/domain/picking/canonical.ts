/**
 * The one text form of a flat object: keys sorted by code unit, no blanks, `mac` left out.
 * Both sides compute the authentication code and the content hash over exactly this text (SPEC SY-04).
 */
export function canonicalEvent(event: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(event)
    .filter((key) => key !== 'mac' && event[key] !== undefined)
    .sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(event[key])}`).join(',')}}`
}
