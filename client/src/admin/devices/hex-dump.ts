/** Fits the panel without scrolling sideways. */
const PER_LINE = 12
/** More tells a person nothing on a screen. */
const MOST_BYTES = 512

/**
 * The first bytes as people who look at bytes read them: place, figures, letters.
 * @returns the lines, and how many bytes are left out
 */
export function hexDump(bytes: Uint8Array): { readonly lines: readonly string[]; readonly left: number } {
  const shown = bytes.subarray(0, MOST_BYTES)
  const lines: string[] = []
  for (let at = 0; at < shown.length; at += PER_LINE) {
    const row = [...shown.subarray(at, at + PER_LINE)]
    const figures = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const letters = row.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '·')).join('')
    lines.push(`${String(at).padStart(5, '0')}  ${figures.padEnd(PER_LINE * 3 - 1)}  ${letters}`)
  }
  return { lines, left: bytes.length - shown.length }
}
