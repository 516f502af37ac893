import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Problem } from 'shared-schema/api/problem.ts'
import { type ErrorCode, errorCodes } from 'shared-schema/domain/error-codes.ts'
import type { Refusal } from '../refusal.ts'

/** HTTP status of a code; a code without an entry is something the request asked for that cannot be: 422. */
const statuses: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
  credentials_wrong: 401,
  token_missing: 401,
  token_invalid: 401,
  token_expired: 401,
  refresh_reused: 401,
  device_unknown: 401,
  device_revoked: 401,
  forbidden: 403,
  author_forbidden: 403,
  not_found: 404,
  document_unknown: 404,
  conflict: 409,
  event_id_reused: 409,
  assignment_exceeds_requested: 409,
  lines_open: 409,
  exception_stale: 409,
  difference_stale: 409,
  fulfilment_stale: 409,
  action_unfit: 409,
  article_mismatch: 409,
  barcode_ambiguous: 409,
  over_pick_unconfirmed: 409,
  status_change_forbidden: 409,
  body_too_large: 413,
  import_too_large: 413,
  body_invalid: 400,
  login_throttled: 429,
  internal: 500,
}

export function statusOf(code: ErrorCode): ContentfulStatusCode {
  return statuses[code] ?? 422
}

/** Answers with RFC 9457 problem details. */
export function problemResponse(c: Context, refusal: Refusal): Response {
  const status = statusOf(refusal.code)
  const body: Problem = {
    type: `urn:magacin-track:error:${refusal.code}`,
    title: errorCodes[refusal.code],
    status,
    code: refusal.code,
    detail: refusal.detail,
    instance: c.req.path,
    request_id: c.get('requestId') as string,
    ...(refusal.retryAfter !== undefined && { retry_after: refusal.retryAfter }),
    ...(refusal.details && { details: [...refusal.details] }),
  }
  c.header('Cache-Control', 'no-store')
  if (refusal.retryAfter !== undefined) c.header('Retry-After', String(refusal.retryAfter))
  if (status === 401) c.header('WWW-Authenticate', 'Bearer')
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json' })
}
