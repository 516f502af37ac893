import { type CarriedEvents, writeCarried } from 'shared-schema/documents/carried-events.ts'

/** The file of unsent work, named so that a supervisor with five of them can tell them apart. */
export function carriedFile(carried: CarriedEvents): File {
  const name = carried.name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')
  const when = new Date(carried.madeAt).toISOString().slice(0, 16).replace(/[T:]/g, '-')
  return new File([writeCarried(carried)], `magacin-${name}-${when}.json`, { type: 'application/json' })
}

/** Puts a file among the downloads of the device. */
export function download(file: File): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  // The browser has begun to read it by then; kept for longer it would hold the memory until the page is closed.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
