const UTF8_BOM = [0xef, 0xbb, 0xbf]
const UTF16_LITTLE = [0xff, 0xfe]
const UTF16_BIG = [0xfe, 0xff]

/** No text file holds these; a PDF or a picture does. Tab, line feed and carriage return are left out. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
const BINARY = /[\u0000-\u0008\u000b\u000e-\u001f\u0080-\u009f]/

/**
 * Decodes the bytes of a text file: by its byte order mark, else as UTF-8 when it is valid UTF-8, else as
 * Windows-1250, which is what spreadsheets here write. Text with one letter such as š in Windows-1250 is practically
 * never valid UTF-8, so the two are not confused.
 * @returns `undefined` when the result is no text.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes)
  return BINARY.test(text) ? undefined : text
}

function encodingOf(bytes: Uint8Array): string {
  const begins = (mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte)
  if (begins(UTF8_BOM)) return 'utf-8'
  if (begins(UTF16_LITTLE)) return 'utf-16le'
  if (begins(UTF16_BIG)) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return 'windows-1250'
  }
}
