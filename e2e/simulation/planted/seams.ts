import type { DeviceLog } from '../../../client/src/replica/device-log/device-log-port.ts'
import type { DownStore } from '../../../client/src/replica/down/down-store.ts'
import type { Platform } from '../../../client/src/replica/platform.ts'
import type { Store } from '../../../sync-server/src/storage/store.ts'
import type { DocumentCache } from '../../../sync-server/src/sync/document-cache.ts'
import type { Hub } from '../../../sync-server/src/sync/hub.ts'
import type { Ingest } from '../../../sync-server/src/sync/ingest-port.ts'
import type { Lines } from '../../../sync-server/src/sync/lines.ts'
import type { Tamper } from '../server/server-disk.ts'

/** Where the parts of the product meet, and so where a mistake can be planted without a word in the product. */
export type Seams = {
  readonly store: (store: Store) => Store
  readonly hub: (hub: Hub) => Hub
  readonly documents: (documents: DocumentCache) => DocumentCache
  readonly ingest: (ingest: Ingest) => Ingest
  /** Statements on their way to the server's disk. */
  readonly tamper: Tamper
  readonly log: (log: DeviceLog) => DeviceLog
  readonly downStore: (store: DownStore) => DownStore
  readonly platform: (platform: Platform) => Platform
  /** Whether what a device commits reaches its disk before it is told so. */
  readonly strictDisk: boolean
  /** Whether a restore makes a new epoch. */
  readonly newEpoch: boolean
  readonly lines: (lines: Lines) => Lines
  /** Whether a server looks at its start for held events that it has learned to read. */
  readonly upgrades: boolean
  /** Whether the gate believes every authentication code. */
  readonly believes: boolean
}

export const sound: Seams = {
  store: (store) => store,
  hub: (hub) => hub,
  documents: (documents) => documents,
  ingest: (ingest) => ingest,
  tamper: (sql) => sql,
  log: (log) => log,
  downStore: (store) => store,
  platform: (platform) => platform,
  strictDisk: true,
  newEpoch: true,
  lines: (lines) => lines,
  upgrades: true,
  believes: false,
}
