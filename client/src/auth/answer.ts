import type { Problem } from 'shared-schema/api/problem.ts'
import type { ErrorCode } from 'shared-schema/domain/error-codes.ts'

/** Why a request brought nothing: the server's own code, or that no server of ours answered. */
export type RequestFailure = {
  readonly code: ErrorCode | 'network_unreachable'
  readonly detail: string
  /** HTTP status; 0 when nothing of ours answered. */
  readonly status: number
  /** Seconds to wait, for `login_throttled`. */
  readonly retryAfter?: number
  readonly details?: Problem['details']
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: RequestFailure }

/** The failure of a request that no server of ours answered: no network, a time limit, a captive portal. */
export function unreachable(error: unknown): RequestFailure {
  return {
    code: 'network_unreachable',
    detail: error instanceof Error ? error.message : String(error),
    status: 0,
  }
}

/**
 * Reads the answer to an API request. Anything but JSON of ours (a proxy's error page, a hotspot's login page)
 * counts as not reached: it says nothing about the request.
 */
export async function readAnswer<T>(response: Response): Promise<Answer<T>> {
  if (response.status === 204) return { ok: true, value: undefined as T }
  const body = await parse(response)
  if (response.ok && body !== undefined) return { ok: true, value: body as T }
  if (isProblem(body)) return { ok: false, failure: failureOf(body) }
  return { ok: false, failure: { ...unreachable(`HTTP ${response.status}`), status: response.status } }
}

async function parse(response: Response): Promise<unknown> {
  if (!/\bjson\b/.test(response.headers.get('content-type') ?? '')) return undefined
  try {
    return await response.json()
  } catch {
    // Cut off or not JSON after all.
    return undefined
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string'
}

function failureOf(problem: Problem): RequestFailure {
  return {
    code: problem.code,
    detail: problem.detail,
    status: problem.status,
    ...(problem.retry_after !== undefined && { retryAfter: problem.retry_after }),
    ...(problem.details !== undefined && { details: problem.details }),
  }
}
