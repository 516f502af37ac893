import type { ErrorCode, Failure } from 'shared-schema/domain/error-codes.ts'

/** An expected failure on its way to an HTTP client: the code, a sentence, and what names the place. */
export type Refusal = Failure & {
  /** Seconds to wait, for `login_throttled`. */
  readonly retryAfter?: number
  readonly details?: readonly Readonly<Record<string, unknown>>[]
}
export type Refused = { readonly ok: false; readonly failure: Refusal }

/** The failing half of a result. */
export function refuse(
  code: ErrorCode,
  detail: string,
  more: Omit<Refusal, 'code' | 'detail'> = {},
): Refused {
  return { ok: false, failure: { code, detail, ...more } }
}
