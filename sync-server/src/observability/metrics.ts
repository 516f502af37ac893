import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

/** What the server counts of itself. Whoever does the thing sets the number; `/metrics` shows all of them. */
export type Metrics = {
  readonly registry: Registry
  readonly httpDuration: Histogram<'method' | 'route' | 'status'>
  /** From a frame's arrival to its acknowledgement, s. */
  readonly acknowledgement: Histogram
  /** Events committed in one transaction. */
  readonly batchSize: Histogram
  readonly events: Counter<'type'>
  readonly sockets: Gauge
  /** Frames and requests refused, by code of the registry. */
  readonly refusals: Counter<'code'>
  readonly streams: Gauge<'stream'>
}

/** A registry of its own, so that two servers in one process (tests) do not share numbers. */
export function makeMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  // Brings event loop lag, memory and garbage collection.
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    httpDuration: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer a request, by route',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    acknowledgement: new Histogram({
      name: 'sync_acknowledgement_seconds',
      help: 'From the arrival of a frame of events to its acknowledgement, after the commit',
      buckets: SECONDS,
      registers,
    }),
    batchSize: new Histogram({
      name: 'sync_commit_batch_events',
      help: 'Events committed in one transaction',
      buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000],
      registers,
    }),
    events: new Counter({
      name: 'sync_events_total',
      help: 'Events added to the log, by type',
      labelNames: ['type'],
      registers,
    }),
    sockets: new Gauge({ name: 'sync_sockets', help: 'Open sockets', registers }),
    refusals: new Counter({
      name: 'refusals_total',
      help: 'Frames and requests refused, by code',
      labelNames: ['code'],
      registers,
    }),
    streams: new Gauge({
      name: 'event_streams',
      help: 'Open streams of server-sent events',
      labelNames: ['stream'],
      registers,
    }),
  }
}
