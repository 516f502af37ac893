import type { Context, MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import type { Principal } from '../auth/principal.ts'

/** Remembers for the log who made a request: `person` or `device`, by id. */
export function noteCaller(c: Context, principal: Principal): void {
  c.set(
    'caller',
    principal.kind === 'device' ? { device: principal.device.id } : { person: principal.person.id },
  )
}

/** What every line about a request carries: its id, which the answer has as `X-Request-Id`, and who made it. */
export function requestFields(c: Context): Readonly<Record<string, string>> {
  return { request: c.get('requestId') as string, ...(c.get('caller') as Record<string, string> | undefined) }
}

/** One line for each request to the API: what and how it ended, never what was in it. */
export function requestLog(log: Logger): MiddlewareHandler {
  return async (c, next) => {
    const started = performance.now()
    await next()
    const line = {
      ...requestFields(c),
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
