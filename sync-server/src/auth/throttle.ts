import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Wrong tries of one account from one place before it has to wait, and how long, s. */
const TRIES = 5
const WAIT_S = 60
/** Wrong tries of one account from all places in an hour: a guesser with many addresses stops here. */
const TRIES_EVERYWHERE = 100
const HOUR_S = 3600

/**
 * Slows down guessing. Always by account: behind one address sits a whole warehouse, and one worker's wrong PIN must not
 * stop the others. The place (an enrolled device, or an address) is part of the first key, so that a stranger's guesses do not
 * lock a worker out of the handheld in hand.
 */
export type LoginThrottle = {
  /** Counts a try. @returns seconds to wait, or undefined when the try may go on */
  readonly attempt: (account: string, place: string) => Promise<number | undefined>
  /** The try was right: forgets the wrong ones before it. */
  readonly succeeded: (account: string, place: string) => Promise<void>
}

export function makeLoginThrottle(): LoginThrottle {
  const here = new RateLimiterMemory({ points: TRIES, duration: WAIT_S, blockDuration: WAIT_S })
  const everywhere = new RateLimiterMemory({ points: TRIES_EVERYWHERE, duration: HOUR_S })
  const keyOf = (account: string, place: string) => `${account}\n${place}`
  return {
    attempt: async (account, place) => {
      try {
        await here.consume(keyOf(account, place))
        await everywhere.consume(account)
        return undefined
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1000)
        throw refusal
      }
    },
    succeeded: async (account, place) => {
      await here.delete(keyOf(account, place))
      await everywhere.reward(account)
    },
  }
}
