import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb'
import type { Stored } from '../device-log/device-log-port.ts'
import { storageFailure } from '../device-log/storage-failure.ts'

/** A photo this device took. */
export type PhotoRow = {
  /** Of its bytes, hex: the name that events give it. */
  readonly sha256: string
  /** Device time, ms since 1970. */
  readonly takenAt: number
  readonly size: number
  /** The server that has it, by its epoch, and since when. */
  readonly sent?: { readonly epoch: string; readonly at: number }
}

export type PhotoStore = {
  readonly rows: () => Promise<readonly PhotoRow[]>
  readonly bytes: (sha256: string) => Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Durable when it resolves, as everything the device log writes; the same again changes nothing. */
  readonly add: (row: PhotoRow, bytes: Uint8Array<ArrayBuffer>) => Promise<Stored>
  readonly change: (row: PhotoRow) => Promise<Stored>
  readonly drop: (sha256: string) => Promise<Stored>
  readonly close: () => void
}

type Stores = DBSchema & {
  rows: { key: string; value: PhotoRow }
  bytes: { key: string; value: Uint8Array<ArrayBuffer> }
}

/**
 * Photos in a database of their own: a start reads the rows and none of the pictures, and the log of picks never has to be
 * upgraded for them.
 */
export function openPhotoStore(name: string): PhotoStore {
  let opening: Promise<IDBPDatabase<Stores>> | undefined
  const lost = () => {
    opening = undefined
  }
  function connection(): Promise<IDBPDatabase<Stores>> {
    opening ??= openDB<Stores>(name, 1, {
      upgrade: (database) => {
        database.createObjectStore('rows', { keyPath: 'sha256' })
        database.createObjectStore('bytes')
      },
      // Somebody upgrades or deletes it: a connection that is kept would make them wait for ever. The next write opens it anew.
      blocking: (_current, _blocked, event) => {
        ;(event.target as IDBDatabase).close()
        lost()
      },
      terminated: lost,
    }).catch((error: unknown) => {
      lost()
      throw error
    })
    return opening
  }

  /** One strict transaction over both stores. */
  async function write(
    work: (rows: Store<'rows'>, bytes: Store<'bytes'>) => readonly Promise<unknown>[],
  ): Promise<Stored> {
    try {
      const tx = (await connection()).transaction(['rows', 'bytes'], 'readwrite', { durability: 'strict' })
      await Promise.all([...work(tx.objectStore('rows'), tx.objectStore('bytes')), tx.done])
      return { ok: true }
    } catch (error) {
      return { ok: false, failure: storageFailure(error) }
    }
  }

  return {
    rows: async () => (await connection()).getAll('rows'),
    bytes: async (sha256) => (await connection()).get('bytes', sha256),
    add: (row, bytes) => write((rows, all) => [rows.put(row), all.put(bytes, row.sha256)]),
    change: (row) => write((rows) => [rows.put(row)]),
    drop: (sha256) => write((rows, all) => [rows.delete(sha256), all.delete(sha256)]),
    close: () => {
      opening?.then((database) => database.close()).catch(() => {})
      lost()
    },
  }
}

type Store<Name extends 'rows' | 'bytes'> = IDBPObjectStore<Stores, ('rows' | 'bytes')[], Name, 'readwrite'>
