import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import { SECONDS } from './buckets.ts'

/** Numbers of the database, of the other servers on it, and of this process. */
export type StorageMetrics = {
  readonly storageUp: Gauge
  readonly writeDuration: Histogram
  readonly writeWait: Histogram
  readonly writeFailures: Counter<'kind'>
  readonly databaseBytes: Gauge
  readonly walBytes: Gauge
  readonly pool: Gauge<'state'>
  readonly behindWrites: Gauge
  readonly behindSeconds: Gauge
  readonly delivery: Histogram
  readonly backupAt: Gauge
  readonly info: Gauge<'version' | 'node' | 'protocol' | 'database'>
}

export function makeStorageMetrics(registry: Registry): StorageMetrics {
  const registers = [registry]
  return {
    storageUp: new Gauge({
      name: 'storage_up',
      help: '1 when the database answered this reading, 0 when it did not; what is read from it is absent then',
      registers,
    }),
    writeDuration: new Histogram({
      name: 'storage_write_seconds',
      help: 'From the begin of a transaction to its durable commit (fsync included) having been announced',
      buckets: SECONDS,
      registers,
    }),
    writeWait: new Histogram({
      name: 'storage_write_wait_seconds',
      help: 'How long a transaction waited for its turn: for others of this server, on Postgres also of other servers',
      buckets: SECONDS,
      registers,
    }),
    writeFailures: new Counter({
      name: 'storage_write_failures_total',
      help: 'Transactions that failed: conflict (tried again by itself), away (no database), other',
      labelNames: ['kind'],
      registers,
    }),
    databaseBytes: new Gauge({ name: 'storage_database_bytes', help: 'Size of the database', registers }),
    walBytes: new Gauge({
      name: 'storage_wal_bytes',
      help: 'Size of the write-ahead log beside the file (SQLite only); it shrinks at the next quiet checkpoint',
      registers,
    }),
    pool: new Gauge({
      name: 'storage_pool_connections',
      help: 'Connections to Postgres: active, idle, and calls waiting for one',
      labelNames: ['state'],
      registers,
    }),
    behindWrites: new Gauge({
      name: 'nodes_behind_changes',
      help: 'Changes in the database that this server has not told its devices and screens (Postgres)',
      registers,
    }),
    behindSeconds: new Gauge({
      name: 'nodes_behind_seconds',
      help: 'Age of the oldest of them',
      registers,
    }),
    delivery: new Histogram({
      name: 'nodes_delivery_seconds',
      help: 'From the begin of another server’s transaction to its events being handed to the devices here, by the clocks of both (Postgres)',
      buckets: SECONDS,
      registers,
    }),
    backupAt: new Gauge({
      name: 'backup_last_timestamp_seconds',
      help: 'When the last backup of this database was finished, s since 1970; 0: never',
      registers,
    }),
    info: new Gauge({
      name: 'magacin_info',
      help: 'Always 1; says what runs',
      labelNames: ['version', 'node', 'protocol', 'database'],
      registers,
    }),
  }
}
