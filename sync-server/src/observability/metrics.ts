import { collectDefaultMetrics, Registry } from 'prom-client'
import { type HttpMetrics, makeHttpMetrics } from './http-metrics.ts'
import { makeStorageMetrics, type StorageMetrics } from './storage-metrics.ts'
import { makeSyncMetrics, type SyncMetrics } from './sync-metrics.ts'

/**
 * What the server counts of itself. Whoever does the thing sets the number; what has to be asked for is read before `/metrics` answers.
 * Every name is in `observability/metrics.md`, and a test holds that.
 */
export type Metrics = SyncMetrics &
  HttpMetrics &
  StorageMetrics & {
    readonly registry: Registry
    /** Has something read before each answer of `/metrics`. */
    readonly beforeScrape: (read: () => Promise<void>) => void
    /** Reads what has to be asked for, and gives everything in the text form of Prometheus. */
    readonly scrape: () => Promise<string>
  }

/** A registry of its own, so that two servers in one process (tests) do not share numbers. */
export function makeMetrics(): Metrics {
  const registry = new Registry()
  const reads: (() => Promise<void>)[] = []
  // Brings event loop lag, memory and garbage collection.
  collectDefaultMetrics({ register: registry })
  return {
    ...makeSyncMetrics(registry),
    ...makeHttpMetrics(registry),
    ...makeStorageMetrics(registry),
    registry,
    beforeScrape: (read) => void reads.push(read),
    scrape: async () => {
      await Promise.all(reads.map((read) => read()))
      return registry.metrics()
    },
  }
}
