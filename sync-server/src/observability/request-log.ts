import type { MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'

/** One line for each request to the API: what and how it ended, never what was in it. */
export function requestLog(log: Logger): MiddlewareHandler {
  return async (c, next) => {
    const started = performance.now()
    await next()
    const line = {
      request: c.get('requestId') as string,
      method: c.req.method,
      // Without the query: streams carry their token there.
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(performance.now() - started),
    }
    if (c.res.status >= 500) log.error(line, 'request')
    else if (c.req.method === 'GET') log.debug(line, 'request')
    else log.info(line, 'request')
  }
}
