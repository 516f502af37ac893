import { createPhotoShelf, type PhotoShelf, type PhotoShelfOptions } from './photo-shelf.ts'
import { openPhotoStore, type PhotoStore } from './photo-store.ts'

/** Opens the shelf with what lies on it. @param options `name` of the database; `store` instead of it, for a simulation */
export async function openPhotoShelf(
  options: Omit<PhotoShelfOptions, 'store'> & {
    readonly name: string
    readonly store: PhotoStore | undefined
  },
): Promise<PhotoShelf> {
  const { name, store, ...rest } = options
  const shelf = createPhotoShelf({ ...rest, store: store ?? openPhotoStore(name) })
  await shelf.load()
  return shelf
}
