import { existsSync } from 'node:fs'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'

/** The three entries of the client and the paths below them; the router in the page tells them apart. */
const pages = ['/', '/admin', '/admin/*', '/tv', '/tv/*']

/**
 * Serves the built client. Files under /assets carry a hash of their content in the name and are kept for a year;
 * everything else (pages, service worker, manifest) is asked for anew each time, so that an update is found.
 * @param folder absolute path of the build, `client/dist`
 */
export function clientFiles(folder: string): Hono {
  const app = new Hono()
  // The API serves without a client too, as in tests that never built one.
  if (!existsSync(folder)) return app
  app.use('*', compress())
  app.use(
    '/assets/*',
    serveStatic({
      root: folder,
      onFound: (_path, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable'),
    }),
  )
  app.use('*', etag())
  const always = (_path: string, c: Context) => c.header('Cache-Control', 'no-cache')
  app.on(['GET', 'HEAD'], '/.*', (c) => c.notFound())
  for (const page of pages) app.get(page, serveStatic({ root: folder, path: 'index.html', onFound: always }))
  app.use('*', serveStatic({ root: folder, onFound: always }))
  return app
}
