import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import type { FaultPlan, RequestKind } from './faults.ts'

export type SimEnv = { Bindings: HttpBindings }
export type Answer = { readonly status: 200 | 204 | 400 | 401 | 403 | 404; readonly body?: unknown }

export type Frontage = {
  readonly faults: FaultPlan
  readonly now: () => number
  readonly slowMs: number
  readonly retryAfterS: () => number
  /** Requests a second that are let through; undefined for no limit. */
  readonly rateLimit: () => number | undefined
  readonly moveRows: () => void
  /** Makes every token invalid. */
  readonly forgetTokens: () => void
}

export type Serve = (
  c: Context<SimEnv>,
  asked: { readonly kind: RequestKind; readonly method: string; readonly offset?: number },
  work: () => Answer,
) => Promise<Response>

/**
 * Answers a request, or lets go wrong what the plan says.
 * @returns `quiet` resolves when nothing that was asked is still being worked on, the asker long gone or not
 */
export function createFaultyServer(frontage: Frontage): {
  readonly serve: Serve
  readonly quiet: () => Promise<void>
} {
  const { faults, now, slowMs, moveRows, forgetTokens } = frontage
  const lastPages = new Map<string, Answer>()
  let lastRequest = Number.NEGATIVE_INFINITY

  const late = new Set<Promise<unknown>>()
  const slow = async () => {
    const wait = new Promise((resolve) => setTimeout(resolve, slowMs))
    late.add(wait)
    await wait
    late.delete(wait)
  }

  const serve: Serve = async (c, { kind, method, offset = 0 }, work) => {
    const limit = frontage.rateLimit()
    const soFast = limit !== undefined && now() - lastRequest < 1000 / limit
    if (soFast) return busy(c)
    lastRequest = now()
    const fault = faults.next({ kind, method, offset })
    if (fault === 'busy') return busy(c)
    if (fault === 'server_error') return c.text('Internal Server Error', 500)
    if (fault === 'unauthorized') {
      forgetTokens()
      return c.json({ message: 'Unauthorized' }, 401)
    }
    if (fault === 'cut_before') return cut(c)
    if (fault === 'no_content') return c.body(null, 204)
    if (fault === 'rows_move') moveRows()
    if (fault === 'slow_work') await slow()
    const page = `${method} ${kind}`
    const same = fault === 'same_page' ? lastPages.get(page) : undefined
    const answer = same ?? work()
    lastPages.set(page, answer)
    if (fault === 'server_error_after') return c.text('Internal Server Error', 500)
    if (fault === 'cut_after') return cut(c)
    // The asker may be gone before this is over.
    if (fault === 'slow') await slow()
    if (answer.body === undefined) return new Response(null, { status: answer.status })
    const text = JSON.stringify(answer.body)
    const sent = fault === 'half_json' ? text.slice(0, Math.floor(text.length / 2)) : text
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    return new Response(sent, { status: answer.status, headers })
  }
  return {
    serve,
    quiet: async () => {
      while (late.size > 0) await Promise.all(late)
    },
  }

  function busy(c: Context<SimEnv>): Response {
    return c.text('Too Many Requests', 429, { 'retry-after': String(frontage.retryAfterS()) })
  }
}

function cut(c: Context<SimEnv>): Response {
  c.env.outgoing.destroy()
  return RESPONSE_ALREADY_SENT
}
