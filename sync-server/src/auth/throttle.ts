import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Wrong tries of one account from one place before it has to wait, and how long, s. */
const TRIES = 5
const WAIT_S = 60
/** Wrong tries of one account from all addresses in an hour: a guesser with many of them stops here. */
const TRIES_EVERYWHERE = 100
/** Wrong tries of one account on one enrolled device in an hour: whoever finds a handheld needs weeks for a PIN. */
const TRIES_ON_DEVICE = 30
const HOUR_S = 3600

/**
 * Slows down guessing. Always by account: behind one address sits a whole warehouse, and one worker's wrong PIN must not
 * stop the others. An enrolled device counts for itself alone, so that nobody's guesses elsewhere, however many, lock a worker out of
 * the handheld in hand.
 */
export type LoginThrottle = {
  /** Counts a try. @returns seconds to wait, or undefined when the try may go on */
  readonly attempt: (account: string, place: Place) => Promise<number | undefined>
  /** The try was right: forgets the wrong ones before it. */
  readonly succeeded: (account: string, place: Place) => Promise<void>
}

/** Where a try comes from. */
export type Place = { readonly device: string } | { readonly address: string }

export function makeLoginThrottle(): LoginThrottle {
  const here = new RateLimiterMemory({ points: TRIES, duration: WAIT_S, blockDuration: WAIT_S })
  const addresses = new RateLimiterMemory({ points: TRIES_EVERYWHERE, duration: HOUR_S })
  const onDevice = new RateLimiterMemory({ points: TRIES_ON_DEVICE, duration: HOUR_S })
  const keyOf = (account: string, place: Place) => `${account}\n${JSON.stringify(place)}`
  const hourly = (account: string, place: Place) =>
    'device' in place ? ([onDevice, keyOf(account, place)] as const) : ([addresses, account] as const)
  return {
    attempt: async (account, place) => {
      try {
        await here.consume(keyOf(account, place))
        const [limiter, key] = hourly(account, place)
        await limiter.consume(key)
        return undefined
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1000)
        throw refusal
      }
    },
    succeeded: async (account, place) => {
      await here.delete(keyOf(account, place))
      const [limiter, key] = hourly(account, place)
      await limiter.reward(key)
    },
  }
}
