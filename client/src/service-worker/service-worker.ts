import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { isOffice, neverAnswered } from './navigation.ts'

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (string | { url: string })[] }

/*
 * Keeps the app on the device, and nothing else: data goes through the replica, and a request to the server either
 * reaches the server or fails. No answer is ever made up here.
 */

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
clientsClaim()

const shell = createHandlerBoundToURL('/index.html')

registerRoute(
  new NavigationRoute(
    async (options) => {
      if (!isOffice(options.url.pathname)) return shell(options)
      // A desk or a TV has a network and wants the newest version; without one the shell says what is missing.
      return fetch(options.request).catch(() => shell(options))
    },
    { denylist: [neverAnswered] },
  ),
)

// Only the page decides when a new version takes over, because only it knows whether a task is open.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') {
    event.waitUntil(self.skipWaiting())
  }
})
