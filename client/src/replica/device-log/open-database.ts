import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb'
import { openDB } from 'idb'
import type { KeptEvent, OutboxRow } from './device-log-port.ts'

/** Raise with every change of the stores, and add a step; older steps stay as they are for ever. */
const VERSION = 1

export type Stores = DBSchema & {
  events: { key: string; value: KeptEvent }
  outbox: { key: string; value: OutboxRow }
  meta: { key: string; value: unknown }
}
export type Database = IDBPDatabase<Stores>
type Upgrade = IDBPTransaction<Stores, StoreNames<Stores>[], 'versionchange'>

/** Step n leads from version n to n + 1. A step only adds or rewrites; it never drops what is not acknowledged. */
const steps: readonly ((database: Database, upgrade: Upgrade) => void)[] = [
  (database) => {
    database.createObjectStore('events', { keyPath: 'id' })
    database.createObjectStore('outbox', { keyPath: 'id' })
    database.createObjectStore('meta')
  },
]

/** Writes within the transaction that made the database; what it throws undoes the making. */
export type FirstRows = (upgrade: Upgrade) => void

/**
 * Opens the device's database and brings it to the present version.
 * @param onLost the connection ended by itself (storage cleared, browser shutting down) or had to give way to a
 * newer version of the app in another tab; the next call opens it again or says why not
 * @param onBlocked another tab with an older version still holds it; opening goes on when that tab is closed
 * @param onNew the database did not exist: called within the transaction that makes it
 */
export function openDatabase(
  name: string,
  onLost: () => void,
  onBlocked: () => void,
  onNew: FirstRows = () => {},
): Promise<Database> {
  const opening = openDB<Stores>(name, VERSION, {
    upgrade: (database, from, _to, upgrade) => {
      for (const step of steps.slice(from)) step(database, upgrade)
      if (from === 0) onNew(upgrade)
    },
    blocked: onBlocked,
    // Whoever upgrades holds the lock of the writing tab, so this tab is not the one that records.
    blocking: (_current, _blocked, event) => {
      ;(event.target as IDBDatabase).close()
      onLost()
    },
    terminated: onLost,
  })
  return opening
}
