import type { Failure, Result } from 'shared-schema/domain/error-codes.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'

/** Rows of cells as text, blank rows included so that row numbers are those of the file. */
export type Table = string[][]

/** About 100,000 rows; the largest document seen in practice has a few hundred. */
export const MAX_IMPORT_BYTES = 10 * 1024 * 1024

const ZIP = [0x50, 0x4b, 0x03, 0x04]
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0]

/**
 * Reads an uploaded file as a table of text. The content tells the format; the name only helps the message.
 * Dates of an XLSX come as `yyyy-MM-dd`, its numbers with a decimal comma, which has one reading only.
 * @returns the rows, or why the file cannot be read as a whole.
 */
export async function readTable(bytes: Uint8Array, filename: string): Promise<Result<Table>> {
  const read = await readByContent(bytes)
  if (read.ok) return read
  const failure: Failure = { code: read.failure.code, detail: `${filename}: ${read.failure.detail}` }
  return { ok: false, failure }
}

async function readByContent(bytes: Uint8Array): Promise<Result<Table>> {
  if (bytes.length > MAX_IMPORT_BYTES) {
    const detail = `${bytes.length} bytes are more than ${MAX_IMPORT_BYTES}`
    return { ok: false, failure: { code: 'import_too_large', detail } }
  }
  if (startsWith(bytes, OLD_OFFICE)) {
    return { ok: false, failure: { code: 'import_old_excel', detail: 'an old binary Office file' } }
  }
  return startsWith(bytes, ZIP) ? await readXlsx(bytes) : readCsv(bytes)
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}
