import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import { SECONDS } from './buckets.ts'

/** Numbers of the sockets and of the way into the log. */
export type SyncMetrics = {
  /** From the arrival of a frame at the socket to its acknowledgement being written there, s. */
  readonly acknowledgement: Histogram
  /** Events committed in one transaction. */
  readonly batchSize: Histogram
  readonly events: Counter<'type'>
  readonly waitingFrames: Gauge
  readonly resyncs: Counter<'code'>
  readonly sockets: Gauge<'kind'>
  readonly socketCloses: Counter<'kind' | 'code'>
  readonly heldEvents: Gauge<'reason'>
  readonly quarantine: Gauge
  readonly devices: Gauge<'state'>
  readonly unsent: Gauge<'device'>
  readonly oldestUnsent: Gauge<'device'>
  readonly unsentOfAll: Gauge
}

export function makeSyncMetrics(registry: Registry): SyncMetrics {
  const registers = [registry]
  return {
    acknowledgement: new Histogram({
      name: 'sync_acknowledgement_seconds',
      help: 'From the arrival of a frame of events at its socket to the writing of its acknowledgement, after the commit',
      buckets: SECONDS,
      registers,
    }),
    batchSize: new Histogram({
      name: 'sync_commit_batch_events',
      help: 'Events committed in one transaction',
      buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 5000],
      registers,
    }),
    events: new Counter({
      name: 'sync_events_total',
      help: 'Events added to the log, by type',
      labelNames: ['type'],
      registers,
    }),
    waitingFrames: new Gauge({
      name: 'sync_waiting_frames',
      help: 'Frames and acts that waited for a transaction when the last one began',
      registers,
    }),
    resyncs: new Counter({
      name: 'sync_resyncs_total',
      help: 'Documents that devices were told to build anew, by code',
      labelNames: ['code'],
      registers,
    }),
    sockets: new Gauge({
      name: 'sync_sockets',
      help: 'Open sockets: lines of devices, plain streams of one document',
      labelNames: ['kind'],
      registers,
    }),
    socketCloses: new Counter({
      name: 'sync_socket_closes_total',
      help: 'Ended sockets, by close code; other: a code that is not ours nor one of WebSocket itself',
      labelNames: ['kind', 'code'],
      registers,
    }),
    heldEvents: new Gauge({
      name: 'sync_held_events',
      help: 'Events of the log that are kept but not applied yet, by reason',
      labelNames: ['reason'],
      registers,
    }),
    quarantine: new Gauge({
      name: 'quarantine_unreviewed_frames',
      help: 'Refused frames that nobody has looked at',
      registers,
    }),
    devices: new Gauge({
      name: 'devices',
      help: 'Handhelds: online (connected to this server), elsewhere (to another one), stale (to none, heard of within 14 days), gone (longer), revoked',
      labelNames: ['state'],
      registers,
    }),
    unsent: new Gauge({
      name: 'device_unsent_events',
      help: 'Events on a device that no server has acknowledged, as it last reported; the 300 devices with most among those heard of within 14 days',
      labelNames: ['device'],
      registers,
    }),
    oldestUnsent: new Gauge({
      name: 'device_oldest_unsent_seconds',
      help: 'Age of the oldest of them, by the clock of the server; devices as before, where there is one',
      labelNames: ['device'],
      registers,
    }),
    unsentOfAll: new Gauge({
      name: 'devices_unsent_events',
      help: 'Sum over all handhelds that are not revoked, as they last reported',
      registers,
    }),
  }
}
