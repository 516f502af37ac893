import { useLocation } from '@solidjs/router'

/** Adds the parameters of the present address to another one: opening details keeps the filters of the list. */
export function useKeepSearch(): (href: string) => string {
  const location = useLocation()
  return (href) => {
    const parameters = new URLSearchParams(location.search)
    // What belongs to the details alone is not carried on.
    parameters.delete('tab')
    const text = parameters.toString()
    return text === '' ? href : `${href}?${text}`
  }
}
