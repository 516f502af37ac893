/**
 * The address that a new device opens. The code stands in the fragment, which a browser sends to no server, so that
 * it ends in no log.
 */
export function enrolmentAddress(origin: string, kind: 'handheld' | 'tv', code: string): string {
  return `${origin}${kind === 'tv' ? '/tv' : '/'}#${kind === 'tv' ? '' : 'enrol='}${encodeURIComponent(code)}`
}
