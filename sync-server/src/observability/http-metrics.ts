import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import { SECONDS } from './buckets.ts'

/** Numbers of the API, of the down channel and of the screens that follow streams. */
export type HttpMetrics = {
  readonly httpDuration: Histogram<'method' | 'route' | 'status'>
  /** What was refused, by code of the registry and by who refused it. */
  readonly refusals: Counter<'code' | 'at'>
  readonly pulls: Counter<'collection'>
  readonly pulledDocuments: Counter<'collection'>
  readonly streams: Gauge<'stream'>
  readonly streamDrops: Counter<'stream'>
}

export function makeHttpMetrics(registry: Registry): HttpMetrics {
  const registers = [registry]
  return {
    httpDuration: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer a request, by route',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    refusals: new Counter({
      name: 'refusals_total',
      help: 'What was refused, by code and by who refused it: the gate (frames), a line (sockets) or the api (requests)',
      labelNames: ['code', 'at'],
      registers,
    }),
    pulls: new Counter({
      name: 'replication_pulls_total',
      help: 'Requests of devices on the down channel, by collection',
      labelNames: ['collection'],
      registers,
    }),
    pulledDocuments: new Counter({
      name: 'replication_documents_total',
      help: 'Documents handed out on the down channel, by collection',
      labelNames: ['collection'],
      registers,
    }),
    streams: new Gauge({
      name: 'event_streams',
      help: 'Open streams of server-sent events: desks and TVs',
      labelNames: ['stream'],
      registers,
    }),
    streamDrops: new Counter({
      name: 'event_stream_drops_total',
      help: 'Streams that were ended because their reader did not keep up; it comes back by itself',
      labelNames: ['stream'],
      registers,
    }),
  }
}
