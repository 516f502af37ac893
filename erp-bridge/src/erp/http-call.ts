import { type ErpFailure, type ErpResult, erpFailure, failed } from './erp-port.ts'
import type { Manners, Repeating } from './manners.ts'

export type HttpQuestion = {
  readonly url: string
  readonly body: unknown
  readonly token?: string
  readonly repeating: Repeating
}
/** Status and parsed body; `body` is undefined for an answer without one. */
export type HttpAnswer = { readonly status: number; readonly body: unknown; readonly retryAfterMs?: number }

/** Error codes of a connection that never came about: nothing of the request left. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
])
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ERR_TLS|ERR_SSL/

/**
 * One POST of JSON. Answers that say nothing yet about the content (200, 204, 400, 401, 403, 404, 409, 422) come back as they are;
 * everything else is a failure. What is booked and gets no clear answer is `unknown_outcome`.
 */
export async function postJson(manners: Manners, question: HttpQuestion): Promise<ErpResult<HttpAnswer>> {
  const { url, body, token } = question
  return manners.request(async (signal) => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
        redirect: 'error',
        signal,
      })
      const text = await response.text()
      return readAnswer(question, response, text)
    } catch (error) {
      return { ok: false, failure: failureOf(error, signal, question) }
    }
  })
}

function readAnswer(
  { url, repeating }: HttpQuestion,
  response: Response,
  text: string,
): ErpResult<HttpAnswer> {
  const { status } = response
  const where = `${new URL(url).pathname} answered ${status}`
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), Date.now())
  if (status === 429) return { ok: false, failure: erpFailure('busy', where, retryAfterMs) }
  if (status >= 500) return failed(repeating === 'book' ? 'unknown_outcome' : 'broken', where)
  if (status === 204 || text.trim() === '') return { ok: true, value: { status, body: undefined } }
  try {
    return { ok: true, value: { status, body: JSON.parse(text) } }
  } catch {
    if (status >= 400) return { ok: true, value: { status, body: text.slice(0, 200) } }
    return failed(repeating === 'book' ? 'unknown_outcome' : 'broken', `${where} with text that is no JSON`)
  }
}

function failureOf(error: unknown, signal: AbortSignal, { url, repeating }: HttpQuestion): ErpFailure {
  const path = new URL(url).pathname
  const code = codeOf(error)
  if (CERTIFICATE.test(code)) return erpFailure('certificate', `${path}: ${code}`)
  if (neverConnected.has(code)) return erpFailure('away', `${path}: ${code}`)
  const booked = repeating === 'book'
  if (signal.aborted) return erpFailure(booked ? 'unknown_outcome' : 'timeout', `${path}: no answer in time`)
  return erpFailure(booked ? 'unknown_outcome' : 'broken', `${path}: the line was cut (${code})`)
}

/** fetch wraps the real reason, and several addresses of one host wrap it once more. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return error.cause === undefined ? error.name : codeOf(error.cause)
}

/** Seconds or a date, as HTTP has it (RFC 9110, 10.2.3). @returns ms from now; undefined for nothing or nonsense */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

/** What an ERP says in a refusal, shortened; bodies are free text or an object with a message. */
export function wordsOf(body: unknown): string {
  const text =
    typeof body === 'object' && body !== null
      ? Object.entries(body).find(([key]) => /^(message|error|detail|title)$/i.test(key))?.[1]
      : body
  return typeof text === 'string' ? text.slice(0, 300) : JSON.stringify(body ?? '').slice(0, 300)
}
