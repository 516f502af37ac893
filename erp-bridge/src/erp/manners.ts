import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  ConstantBackoff,
  circuitBreaker,
  handleWhenResult,
  retry,
  TimeoutStrategy,
  timeout,
} from 'cockatiel'
import type { Clock } from '../clock.ts'
import { type ErpFailureKind, type ErpHealth, type ErpResult, erpFailure, type failed } from './erp-port.ts'

/** How the bridge treats an ERP that people work with at the same time. All times in ms. */
export type Pace = {
  /** At least this long from one request to the next. */
  readonly gapMs: number
  readonly timeoutMs: number
  /** Waits before the repetitions of a call; as many repetitions as there are waits. */
  readonly retryMs: readonly number[]
  /** So many calls in a row that failed with all their repetitions open the breaker. */
  readonly breakerFailures: number
  readonly breakerMs: number
  /** A wait the ERP asks for is kept up to this; a longer one ends the call. */
  readonly longestRetryAfterMs: number
}

export const politePace: Pace = {
  gapMs: 1000,
  timeoutMs: 10_000,
  retryMs: [1000, 2000, 4000],
  breakerFailures: 3,
  breakerMs: 120_000,
  longestRetryAfterMs: 60_000,
}

/** `read` may be repeated after any trouble, `book` only when it is certain that it never came to the booking. */
export type Repeating = 'read' | 'book'

export type Manners = {
  /** A call with its repetitions, behind the breaker. */
  readonly call: <T>(repeating: Repeating, attempt: () => Promise<ErpResult<T>>) => Promise<ErpResult<T>>
  /** One request: waits for its turn, is counted and given up after the time-out. */
  readonly request: <T>(send: (signal: AbortSignal) => Promise<T>) => Promise<T>
  readonly health: () => ErpHealth
}

const repeated: Readonly<Record<Repeating, ReadonlySet<ErpFailureKind>>> = {
  read: new Set<ErpFailureKind>(['busy', 'away', 'timeout', 'broken']),
  book: new Set<ErpFailureKind>(['busy', 'away']),
}
/** Signs that the ERP is ill. One that is busy or refuses is well. */
const ill: ReadonlySet<ErpFailureKind> = new Set<ErpFailureKind>([
  'away',
  'timeout',
  'broken',
  'unknown_outcome',
])

/**
 * Repetitions, time-out and breaker by cockatiel; turns and waits by the clock that is handed in, so that a test of two minutes of
 * silence takes none.
 */
export function createManners(pace: Pace, clock: Clock): Manners {
  let nextTurn = 0
  let requests = 0
  let openUntil = 0
  let lastError: string | undefined

  const breaker = circuitBreaker(
    handleWhenResult((result) => isFailed(result) && ill.has(result.failure.kind)),
    {
      breaker: new ConsecutiveBreaker(pace.breakerFailures),
      // Asked anew at each call while the breaker is open, which lets the clock that is handed in decide.
      halfOpenAfter: {
        next: () => {
          openUntil = clock.now() + pace.breakerMs
          return openBreak(() => clock.now() >= openUntil)
        },
      },
    },
  )
  const limit = timeout(pace.timeoutMs, TimeoutStrategy.Cooperative)

  const call: Manners['call'] = async (repeating, attempt) => {
    const again = retry(
      handleWhenResult(
        (result) => isFailed(result) && repeated[repeating].has(result.failure.kind) && bearable(result),
      ),
      { maxAttempts: pace.retryMs.length, backoff: new ConstantBackoff(0) },
    )
    let wait = 0
    try {
      const result = await breaker.execute(() =>
        again.execute(async ({ attempt: repetition }) => {
          if (repetition > 0) await clock.sleep(Math.max(wait, pace.retryMs[repetition - 1] ?? 0))
          const one = await attempt()
          if (!one.ok) {
            lastError = one.failure.detail
            wait = one.failure.retryAfterMs ?? 0
          }
          return one
        }),
      )
      return result
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error
      const until = new Date(openUntil).toISOString()
      const detail = `left alone until ${until} after repeated failures; the last one: ${lastError ?? 'unknown'}`
      return { ok: false, failure: erpFailure('away', detail, Math.max(0, openUntil - clock.now())) }
    }
  }

  const bearable = (result: { failure: { retryAfterMs?: number } }) =>
    (result.failure.retryAfterMs ?? 0) <= pace.longestRetryAfterMs

  return {
    call,
    request: async (send) => {
      const now = clock.now()
      const turn = Math.max(now, nextTurn)
      nextTurn = turn + pace.gapMs
      if (turn > now) await clock.sleep(turn - now)
      requests += 1
      return limit.execute(({ signal }) => send(signal))
    },
    health: () => {
      const state =
        breaker.state === CircuitState.Open && clock.now() >= openUntil ? 'half_open' : word(breaker.state)
      return {
        breaker: state,
        ...(state === 'open' && { openUntil }),
        ...(lastError !== undefined && { lastError }),
        requests,
      }
    },
  }
}

function openBreak(over: () => boolean) {
  const pause = {
    get duration() {
      return over() ? 0 : Number.POSITIVE_INFINITY
    },
    next: () => openBreak(over),
  }
  return pause
}

function word(state: CircuitState): ErpHealth['breaker'] {
  if (state === CircuitState.Closed) return 'closed'
  return state === CircuitState.HalfOpen ? 'half_open' : 'open'
}

function isFailed(result: unknown): result is ReturnType<typeof failed> {
  return typeof result === 'object' && result !== null && 'ok' in result && result.ok === false
}
