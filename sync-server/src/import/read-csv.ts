import { CsvError, parse } from 'csv-parse/sync'
import type { Result } from 'shared-schema/domain/error-codes.ts'
import { decodeText } from './decode-text.ts'

const SEPARATORS = [';', '\t', ','] as const
type Separator = (typeof SEPARATORS)[number]

/** Enough lines to see the separator past a title; reading on would only count decimal commas. */
const LINES_TO_JUDGE = 10

/** Excel's own way to name the separator in the first line. */
const SEPARATOR_LINE = /^sep=([;,\t])\n/

/** Reads CSV bytes into rows of trimmed cells; encoding and separator are told by the content. */
export function readCsv(bytes: Uint8Array): Result<string[][]> {
  const decoded = decodeText(bytes)
  if (decoded === undefined) {
    return { ok: false, failure: { code: 'import_unreadable', detail: 'the content is not text' } }
  }
  const text = decoded.replace(/\r\n?/g, '\n')
  const named = SEPARATOR_LINE.exec(text)
  // The line is emptied, not removed, so that rows are counted as in the file.
  const body = named === null ? text : text.slice(named[0].length - 1)
  try {
    const rows = parse(body, {
      delimiter: named?.[1] ?? detectSeparator(text),
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    })
    return { ok: true, value: rows.map((row) => row.map((cell) => cell.trim())) }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { ok: false, failure: { code: 'import_unreadable', detail: error.message } }
  }
}

/** The separator that occurs most often outside quotes in the first lines; comma when none does. */
export function detectSeparator(text: string): Separator {
  const lines = text
    .replace(/"(?:[^"]|"")*"/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, LINES_TO_JUDGE)
  let best: Separator = ','
  let most = 0
  for (const separator of SEPARATORS) {
    const count = lines.reduce((sum, line) => sum + line.split(separator).length - 1, 0)
    if (count > most) {
      best = separator
      most = count
    }
  }
  return best
}
