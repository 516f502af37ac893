import type { StorageFailure } from '../device-log/device-log-port.ts'
import type { PhotoSummary, Watched } from '../replica.ts'
import { createSource } from '../watched.ts'
import type { PhotoShelf, PhotoShelfOptions } from './photo-shelf.ts'
import type { PhotoStore } from './photo-store.ts'

export type LazyShelf = Omit<PhotoShelf, 'load'> & {
  readonly summary: Watched<PhotoSummary>
  readonly load: () => void
}

export type LazyShelfOptions = Omit<PhotoShelfOptions, 'store' | 'summary'> & {
  /** Of the database. */
  readonly name: string
  readonly store: PhotoStore | undefined
}

/** The shelf of photos, whose code comes after what every phone needs to pick. */
export function createLazyShelf({ name, store, ...options }: LazyShelfOptions): LazyShelf {
  const summary = createSource<PhotoSummary>({ waiting: 0 })
  let opening: Promise<PhotoShelf> | undefined

  function open(): Promise<PhotoShelf> {
    opening ??= openShelf().catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }
  async function openShelf(): Promise<PhotoShelf> {
    const { openPhotoShelf } = await import('./open-photo-shelf.ts')
    return openPhotoShelf({ ...options, summary, name, store })
  }

  return {
    summary,
    load: () => {
      open().catch((error: unknown) => console.error('The photos of this device could not be read', error))
    },
    keep: async (bytes) => {
      const shelf = await open().catch(asFailure)
      return 'failure' in shelf ? { ok: false, failure: shelf.failure } : shelf.keep(bytes)
    },
    find: async (sha256) => (await open().catch(() => undefined))?.find(sha256),
    stop: () => {
      opening?.then((shelf) => shelf.stop()).catch(() => {})
    },
  }
}

/** A part of the app that neither the network nor the device has: nothing was kept, and the worker must hear it. */
function asFailure(error: unknown): { readonly failure: StorageFailure } {
  return { failure: { code: 'storage_failed', detail: String(error) } }
}
