import type { Protocol } from '../load/links.ts'

/** A server under test, running as its own process. */
export type RunningSide = AsyncDisposable & {
  readonly url: string
  readonly pid: () => number
  /**
   * Waits until the server has nothing left to store.
   * @returns when it stored last, by `sharedClock`; undefined where it stores nothing or does not tell
   */
  readonly settled: () => Promise<number | undefined>
  /** Stops it in good order, so that its storage can be looked into. */
  readonly stop: () => Promise<void>
  /** `kill -9`. Resolves when the process is gone. */
  readonly kill: () => Promise<void>
  /** Starts it again on the same storage and port. */
  readonly restart: () => Promise<void>
  /** Adds every document it holds to `add`: from its storage where it has one, out of the running process where it has none. */
  readonly documents: (add: (task: string, update: Uint8Array) => void) => Promise<void>
  /** What is wrong with its tables beyond the documents; only a server that has tables says something. */
  readonly damage: () => Promise<readonly string[]>
}

export type Side = {
  readonly name: string
  readonly protocol: Protocol
  /** Whether what it stores survives a power cut when it says so, in words for the table. */
  readonly durability: string
  readonly start: () => Promise<RunningSide>
}
