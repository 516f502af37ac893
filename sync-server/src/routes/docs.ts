import { createRequire } from 'node:module'
import path from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import { openAPIRouteHandler } from 'hono-openapi'

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Magacin Track API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="api"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`
// A file of its own, because pages of ours may not carry scripts in themselves.
const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null })\n`

const served = /\/docs\/(swagger-ui\.css|swagger-ui-bundle\.js|favicon-(16x16|32x32)\.png)$/

/** The API's description and a page to read and try it, all from this server. */
export function mountDocs(app: Hono): void {
  app.get(
    '/openapi.json',
    openAPIRouteHandler(app, {
      documentation: {
        info: {
          title: 'Magacin Track',
          version: '1',
          description:
            'Quantities are integer thousandths of the base unit, times are milliseconds since 1970. ' +
            'Errors are problem details (RFC 9457) with a `code`.',
        },
        components: {
          securitySchemes: {
            bearer: {
              type: 'http',
              scheme: 'bearer',
              description:
                'Access token of a person from /api/auth/login, or credential of an enrolled device.',
            },
          },
        },
        security: [{ bearer: [] }],
      },
    }),
  )
  app.get('/docs', (c) => c.html(page))
  app.get('/docs/', (c) => c.html(page))
  app.get('/docs/start.js', (c) => c.body(start, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))
  const folder = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const files = serveStatic({
    root: folder,
    rewriteRequestPath: (file) => file.replace(/^\/docs/, ''),
    onFound: (_path, c) => c.header('Cache-Control', 'public, max-age=86400'),
  })
  app.use('/docs/*', async (c, next) => (served.test(c.req.path) ? files(c, next) : next()))
}
