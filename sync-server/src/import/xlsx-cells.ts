import { InvalidInputError, InvalidSpreadsheetError, readSheet } from 'read-excel-file/node'
import type { Result } from 'shared-schema/domain/error-codes.ts'
import { unfoldsWithin } from './unfolded-size.ts'

/** About a hundred thousand rows. The limit of the thread's memory does not count what an archive unfolds to. */
const MOST_UNFOLDED_BYTES = 128 * 1024 * 1024

/** The text of a number as the sheet stores it, kept apart from cells that are text. */
type StoredNumber = { readonly stored: string }

/** Reads the first sheet into rows of trimmed text. Runs in a thread of its own, see `readXlsx`. */
export async function readXlsxCells(bytes: Uint8Array): Promise<Result<string[][]>> {
  if (unfoldsWithin(bytes, MOST_UNFOLDED_BYTES) === false) {
    return { ok: false, failure: { code: 'import_too_large', detail: 'it unfolds to too much data' } }
  }
  try {
    const rows = await readSheet<StoredNumber>(Buffer.from(bytes), {
      parseNumber: (stored) => ({ stored }),
    })
    return { ok: true, value: rows.map((row) => row.map(cellText)) }
  } catch (error) {
    if (!(error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError)) throw error
    return { ok: false, failure: { code: 'import_unreadable', detail: error.message } }
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  if (typeof cell === 'object' && 'stored' in cell) return numberText(String(cell.stored))
  return String(cell).trim()
}

/**
 * Whole numbers keep all digits: idents and barcodes often are numbers to a spreadsheet. Others are rounded to the
 * 15 digits a spreadsheet shows, which removes the noise of binary fractions, and get a decimal comma.
 */
export function numberText(stored: string): string {
  if (/^-?\d+$/.test(stored)) return stored
  const value = Number(Number(stored).toPrecision(15))
  if (!Number.isFinite(value)) return stored
  const plain = Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(12).replace(/0+$/, '')
  return plain.replace('.', ',').replace(/,$/, '')
}
