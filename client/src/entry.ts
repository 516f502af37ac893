export type Entry = 'worker' | 'admin' | 'tv'

/** Which screens an address belongs to: `/admin…` the desk, `/tv…` the wall, everything else the handheld. */
export function entryFor(pathname: string): Entry {
  if (/^\/admin(\/|$)/.test(pathname)) return 'admin'
  if (/^\/tv(\/|$)/.test(pathname)) return 'tv'
  return 'worker'
}
