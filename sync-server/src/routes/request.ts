import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { type Refused, refuse } from '../refusal.ts'

/** The credential of a request: `Authorization: Bearer …`, or `?token=` where the route is a stream. */
export function bearerToken(c: Context, inQuery: boolean): string | undefined {
  const header = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1]
  return header ?? (inQuery ? c.req.query('token') : undefined)
}

/** Reads a JSON body; an empty one counts as `{}`, for many acts need nothing said. */
export async function readBody(c: Context): Promise<{ ok: true; value: unknown } | Refused> {
  const text = await c.req.text()
  if (text.trim() === '') return { ok: true, value: {} }
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    // JSON.parse throws for one reason only: the text is not JSON.
    return refuse('body_invalid', 'The body is not JSON.')
  }
}

/** The address a request came from; `local` where there is no socket, as in tests. */
export function addressOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? 'local'
  } catch {
    // Requests made in the process have no connection to ask.
    return 'local'
  }
}
