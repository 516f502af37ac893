import { inflateRawSync } from 'node:zlib'

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
/** The end record is 22 bytes and may be followed by a comment of up to 64 KiB. */
const END_BYTES = 22
const MOST_COMMENT = 0xffff
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30
const DEFLATED = 8
/** A workbook has a dozen parts; each costs a little even when it is empty. */
const MOST_PARTS = 2_000

/**
 * Whether a ZIP archive unfolds to no more than so many bytes. The parts are unfolded to see, for an archive may lie about their sizes.
 * @returns false also for an archive with an absurd number of parts; undefined when it is none
 * Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function unfoldsWithin(bytes: Uint8Array, most: number): boolean | undefined {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(archive)
  if (end === undefined) return undefined
  const parts = archive.readUInt16LE(end + 10)
  if (parts > MOST_PARTS) return false
  let at = archive.readUInt32LE(end + 16)
  let left = most
  try {
    for (let part = 0; part < parts; part += 1) {
      if (archive.readUInt32LE(at) !== DIRECTORY_ENTRY) return undefined
      left -= unfoldedBytes(archive, at, left)
      if (left < 0) return false
      at += ENTRY_BYTES + [28, 30, 32].reduce((sum, field) => sum + archive.readUInt16LE(at + field), 0)
    }
  } catch (error) {
    // A part that goes on is what this looks for; anything else is an archive cut short.
    return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
      ? false
      : undefined
  }
  return true
}

function findEnd(archive: Buffer): number | undefined {
  const earliest = Math.max(0, archive.length - END_BYTES - MOST_COMMENT)
  for (let at = archive.length - END_BYTES; at >= earliest; at -= 1) {
    if (archive.readUInt32LE(at) === END_OF_DIRECTORY) return at
  }
  return undefined
}

function unfoldedBytes(archive: Buffer, entry: number, most: number): number {
  const packed = archive.readUInt32LE(entry + 20)
  const local = archive.readUInt32LE(entry + 42)
  if (archive.readUInt16LE(entry + 10) !== DEFLATED) return packed
  const start = local + LOCAL_BYTES + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  const part = archive.subarray(start, start + packed)
  return part.length === 0 ? 0 : inflateRawSync(part, { maxOutputLength: Math.max(1, most) }).length
}
