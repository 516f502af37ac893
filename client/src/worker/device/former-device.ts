/**
 * A browser short of space throws away what an origin stored, all of it at once, but not its cookies. So one cookie remembers that this
 * phone was connected before: a worker must hear of it, instead of meeting a phone that seems new.
 */
const COOKIE = 'magacin_device'
const YEAR_S = 365 * 24 * 60 * 60

/** Notes the name under which this phone is connected. */
export function rememberDevice(name: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in older WebViews
  document.cookie = `${COOKIE}=${encodeURIComponent(name)}; max-age=${YEAR_S}; path=/; samesite=strict`
}

/** The name this phone was connected under, as far as it is known; undefined for a phone that never was. */
export function formerDevice(): string | undefined {
  const found = new RegExp(`(?:^|; )${COOKIE}=([^;]*)`).exec(document.cookie)?.[1]
  if (found === undefined) return undefined
  try {
    return decodeURIComponent(found)
  } catch {
    // Somebody else's cookie of that name.
    return undefined
  }
}
