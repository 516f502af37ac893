import { ExponentialBackoff, handleWhenResult, retry } from 'cockatiel'
import {
  bridgeArticlesAnswer,
  bridgeCatalogueCompleteAnswer,
  bridgeDocumentsAnswer,
  bridgeOrders,
  bridgeReconciliationAnswer,
  bridgeSite,
  bridgeStockAnswer,
  bridgeSubjectsAnswer,
  bridgeUnknownArticles,
  bridgeWork,
  fulfilmentMirrorAnswer,
} from 'shared-schema/api/bridge.ts'
import * as z from 'zod'
import type { ServerPort, ServerResult } from './server-port.ts'

/** How a request reaches the server: `fetch` of a base address, or a server in the same process. */
export type Reach = (path: string, init: RequestInit) => Promise<Response>

export type ClientOptions = {
  readonly reach: Reach
  /** Credential of the service device. */
  readonly token: string
  /** A server that restarts is back within this many attempts. */
  readonly attempts?: number
  /** First pause between attempts; doubles, ms. */
  readonly pauseMs?: number
}

const ATTEMPTS = 4
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 8_000
/** A page of 2,000 articles is written well within this, ms. */
const PATIENCE_MS = 60_000
const LONG_POLL_MARGIN_MS = 10_000

const anything = z.unknown()

/** The server over its API. Every call may be repeated, so a silence is answered by asking again. */
export function makeServerClient(options: ClientOptions): ServerPort {
  const again = retry(
    handleWhenResult((result) => (result as ServerResult<unknown> & { transient?: true }).transient === true),
    {
      maxAttempts: (options.attempts ?? ATTEMPTS) - 1,
      backoff: new ExponentialBackoff({
        initialDelay: options.pauseMs ?? FIRST_PAUSE_MS,
        maxDelay: LONGEST_PAUSE_MS,
      }),
    },
  )
  async function call<S extends z.ZodType>(
    answer: S,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: unknown,
    wait: { readonly ms?: number; readonly signal?: AbortSignal | undefined } = {},
  ): Promise<ServerResult<z.output<S>>> {
    const once = () => request(options, answer, method, `/api/bridge/${path}`, body, wait)
    const { transient: _transient, ...result } = (await (wait.signal
      ? once()
      : again.execute(once))) as Attempt<z.output<S>>
    return result as ServerResult<z.output<S>>
  }
  return {
    site: () => call(bridgeSite, 'GET', 'site'),
    articles: (articles) => call(bridgeArticlesAnswer, 'POST', 'articles', { articles }),
    catalogueComplete: (idents) =>
      call(bridgeCatalogueCompleteAnswer, 'POST', 'articles/complete', { idents }),
    subjects: (subjects) => call(bridgeSubjectsAnswer, 'POST', 'subjects', { subjects }),
    documents: async (documents) => {
      const answer = await call(bridgeDocumentsAnswer, 'POST', 'documents', { documents })
      return answer.ok ? { ok: true, value: answer.value.documents } : answer
    },
    unknownArticles: async () => {
      const answer = await call(bridgeUnknownArticles, 'GET', 'unknown-articles')
      return answer.ok ? { ok: true, value: answer.value.idents } : answer
    },
    stock: (stock) => call(bridgeStockAnswer, 'POST', 'stock', stock),
    work: (query) => {
      const pairs = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)
      return call(bridgeWork, 'GET', `work?${new URLSearchParams(pairs)}`)
    },
    mirror: (fulfilment) =>
      call(fulfilmentMirrorAnswer, 'PUT', `fulfilments/${encodeURIComponent(fulfilment.id)}`, fulfilment),
    orders: async (waitSeconds, signal) => {
      const wait = {
        ms: waitSeconds * 1000 + LONG_POLL_MARGIN_MS,
        signal: signal ?? new AbortController().signal,
      }
      const answer = await call(bridgeOrders, 'GET', `orders?wait=${waitSeconds}`, undefined, wait)
      return answer.ok ? { ok: true, value: answer.value.orders } : answer
    },
    reportOrder: (id, report) => call(anything, 'POST', `orders/${encodeURIComponent(id)}`, report),
    putRun: (run) => call(anything, 'PUT', `runs/${encodeURIComponent(run.id)}`, run),
    putStatus: (status) => call(anything, 'PUT', 'status', status),
    reconcile: (run, piece) =>
      call(bridgeReconciliationAnswer, 'POST', `reconciliations/${encodeURIComponent(run)}`, piece),
  }
}

type Attempt<T> = ServerResult<T> & { readonly transient?: true }

async function request<S extends z.ZodType>(
  { reach, token }: ClientOptions,
  answer: S,
  method: string,
  path: string,
  body: unknown,
  wait: { readonly ms?: number; readonly signal?: AbortSignal | undefined },
): Promise<Attempt<z.output<S>>> {
  const timeout = AbortSignal.timeout(wait.ms ?? PATIENCE_MS)
  try {
    const response = await reach(path, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: wait.signal ? AbortSignal.any([timeout, wait.signal]) : timeout,
    })
    const text = await response.text()
    if (response.ok) return { ok: true, value: answer.parse(text === '' ? undefined : JSON.parse(text)) }
    const detail = `${method} ${path.split('?')[0]} → ${response.status} ${problemIn(text)}`
    if (response.status === 401 || response.status === 403)
      return { ok: false, failure: { code: 'server_credential', detail } }
    if (response.status >= 500 || response.status === 429)
      return { ok: false, failure: { code: 'server_away', detail }, transient: true }
    return { ok: false, failure: { code: 'server_refused', detail } }
  } catch (error) {
    // Another version of the server answers in another shape: asking again would not change that.
    if (error instanceof z.ZodError || error instanceof SyntaxError)
      return { ok: false, failure: { code: 'server_refused', detail: `${path}: ${error.message}` } }
    return { ok: false, failure: { code: 'server_away', detail: reasonOf(error) }, transient: true }
  }
}

/** What a problem answer says for people; the start of anything else. */
function problemIn(text: string): string {
  try {
    const { code, detail } = JSON.parse(text) as { code?: unknown; detail?: unknown }
    return [code, detail].filter((part) => typeof part === 'string').join(': ')
  } catch {
    return text.slice(0, 200)
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message
}
