import type { Clock } from '../clock.ts'
import { type ErpFailure, type ErpResult, failed } from './erp-port.ts'
import { type HttpAnswer, postJson, wordsOf } from './http-call.ts'
import type { Manners, Repeating } from './manners.ts'

/** How long a token is used at most; its real life is not told. */
export const TOKEN_LIFE_MS = 55 * 60_000

/**
 * A login that was not accepted is not tried again for so long: an ERP locks an account after a few wrong passwords, and a night has many
 * steps. ms
 */
const REFUSED_FOR_MS = 5 * 60_000

export type SessionOptions = {
  /** Without a slash at the end. */
  readonly url: string
  readonly loginPath: string
  readonly loginBody: unknown
  /** The token in an answer to the login; undefined when there is none. */
  readonly readToken: (body: unknown) => string | undefined
  readonly manners: Manners
  readonly clock: Clock
  readonly tokenLifeMs?: number
}

/** One login of the ERP. Asks for a token when it has none, and once more when the ERP no longer takes it. */
export type Session = {
  readonly ask: (path: string, body: unknown, repeating?: Repeating) => Promise<ErpResult<HttpAnswer>>
}

export function createSession(options: SessionOptions): Session {
  const { url, loginPath, loginBody, readToken, manners, clock, tokenLifeMs = TOKEN_LIFE_MS } = options
  let token: { readonly text: string; readonly at: number } | undefined

  let refused: { readonly failure: ErpFailure; readonly at: number } | undefined

  const login = async (): Promise<ErpResult<string>> => {
    if (refused && clock.now() - refused.at < REFUSED_FOR_MS) return { ok: false, failure: refused.failure }
    const answer = await enter()
    refused =
      !answer.ok && answer.failure.kind === 'credentials'
        ? { failure: answer.failure, at: clock.now() }
        : undefined
    return answer
  }

  const enter = async (): Promise<ErpResult<string>> => {
    // A login books nothing, so it may be repeated after any trouble.
    const answer = await postJson(manners, { url: url + loginPath, body: loginBody, repeating: 'read' })
    if (!answer.ok) return answer
    const { status, body } = answer.value
    if (status >= 300) {
      if (status === 404) return failed('refused', `there is no ${loginPath} at this address`)
      return failed('credentials', `${loginPath} answered ${status}: ${wordsOf(body)}`)
    }
    const text = readToken(body)
    if (text === undefined) return failed('credentials', `${loginPath} gave no token`)
    token = { text, at: clock.now() }
    return { ok: true, value: text }
  }

  const attempt = async (
    path: string,
    body: unknown,
    repeating: Repeating,
  ): Promise<ErpResult<HttpAnswer>> => {
    for (let fresh = false; ; fresh = true) {
      if (token === undefined || clock.now() - token.at >= tokenLifeMs) {
        const entered = await login()
        // Nothing was asked yet, so a posting that fails here has certainly not been booked.
        if (!entered.ok)
          return repeating === 'book' ? { ok: false, failure: notSent(entered.failure) } : entered
      }
      const answer = await postJson(manners, { url: url + path, body, token: token?.text ?? '', repeating })
      if (!answer.ok || answer.value.status !== 401) return answer
      token = undefined
      if (fresh) return failed('credentials', `${path} answered 401 right after a login`)
    }
  }

  return {
    ask: (path, body, repeating = 'read') => manners.call(repeating, () => attempt(path, body, repeating)),
  }
}

/** A failed login before a posting: whatever it was, the posting did not leave. */
function notSent(failure: Extract<ErpResult<never>, { ok: false }>['failure']) {
  return failure.kind === 'broken' || failure.kind === 'timeout'
    ? failed('away', `login failed: ${failure.detail}`).failure
    : failure
}
