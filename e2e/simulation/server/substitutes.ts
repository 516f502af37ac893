import { registerHooks } from 'node:module'

/**
 * Two modules that the server's code meets in another form here, so that a server can be of an older version, and be mistaken
 * on purpose. To be called before that code is loaded.
 */
export function substituteForServers(): void {
  const places: readonly (readonly [ending: string, substitute: string])[] = [
    ['/domain/picking/event-shape.ts', './event-shape-of-servers.ts'],
    ['/event-proof.ts', './event-proof-of-servers.ts'],
  ]
  registerHooks({
    resolve: (specifier, context, next) => {
      const found = places.find(([ending]) => specifier.endsWith(ending))
      const byServer = context.parentURL?.includes('/sync-server/src/') === true
      return found !== undefined && byServer
        ? next(new URL(found[1], import.meta.url).href, context)
        : next(specifier, context)
    },
  })
}
