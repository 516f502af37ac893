import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { HTTPException } from 'hono/http-exception'
import { requestId } from 'hono/request-id'
import { MAX_IMPORT_BYTES } from '../import/read-table.ts'
import { requestFields, requestLog } from '../observability/request-log.ts'
import { allRoutes } from './all-routes.ts'
import type { ApiDeps } from './deps.ts'
import { mountDocs } from './docs.ts'
import { problemResponse } from './problem.ts'
import { securityHeaders } from './security-headers.ts'

/** JSON bodies above this are refused: the largest legal one, a requisition of 5,000 lines, is half of it. */
const MAX_BODY_BYTES = 2 * 1024 * 1024
const UPLOAD = '/api/import/upload'
/** The ERP bridge sends whole catalogues and documents of 5,000 lines by the hundred. */
const BRIDGE = '/api/bridge/'
const MAX_BRIDGE_BYTES = 32 * 1024 * 1024
/** Room for the multipart envelope around the largest file. */
const MAX_UPLOAD_BYTES = MAX_IMPORT_BYTES + 64 * 1024

/** Puts the whole HTTP API on the app: middleware, routes, documentation, metrics, and the answer to all other /api paths. */
export function mountApi(app: Hono, deps: ApiDeps): void {
  app.use('*', requestId({ limitLength: 64 }))
  app.use('*', securityHeaders)
  app.use('/api/*', requestLog(deps.log))
  app.use('/api/*', async (c, next) => {
    const upload = c.req.path === UPLOAD
    const limit = bodyLimit({
      maxSize: upload ? MAX_UPLOAD_BYTES : c.req.path.startsWith(BRIDGE) ? MAX_BRIDGE_BYTES : MAX_BODY_BYTES,
      onError: (context) =>
        problemResponse(context, {
          code: upload ? 'import_too_large' : 'body_too_large',
          detail: 'The body is larger than this route accepts.',
        }),
    })
    return limit(c, next)
  })
  // Leaves streams of server-sent events alone, for a compressor holds back what should go out at once.
  app.use('/api/*', compress())

  for (const route of allRoutes(deps)) {
    route.mount(app, { auth: deps.auth, metrics: deps.metrics, checkAnswers: deps.checkAnswers ?? false })
  }
  app.get('/metrics', async (c) => {
    return c.text(await deps.metrics.scrape(), 200, {
      'Content-Type': deps.metrics.registry.contentType,
      'Cache-Control': 'no-store',
    })
  })
  mountDocs(app)
  const { authority } = deps
  if (authority !== undefined) {
    app.get('/certificate.crt', (c) =>
      c.body(authority, 200, { 'Content-Type': 'application/x-x509-ca-cert' }),
    )
  }
  app.all('/api/*', (c) => problemResponse(c, { code: 'not_found', detail: 'There is no such route.' }))

  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500)
      return problemResponse(c, {
        code: 'body_invalid',
        detail: error.message || 'The request cannot be read.',
      })
    deps.log.error({ ...requestFields(c), path: c.req.path, err: error }, 'request failed')
    return problemResponse(c, {
      code: 'internal',
      detail: 'The server failed; the request id finds it in the log.',
    })
  })
}
