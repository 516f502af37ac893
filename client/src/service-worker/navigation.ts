/** Addresses that belong to the server: the service worker does not even look at them. */
export const neverAnswered = /^\/(api|sync|docs|health|metrics|openapi\.json)(\/|$|\?)/

/** Screens of the office and the wall; everything else is the worker's app. */
export function isOffice(pathname: string): boolean {
  return /^\/(admin|tv)(\/|$)/.test(pathname)
}
