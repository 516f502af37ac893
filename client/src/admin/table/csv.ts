/** Makes Excel read the file as UTF-8; without it č and š come out broken. */
const BYTE_ORDER_MARK = '\ufeff'

/** A cell that begins so would run as a formula when somebody opens the export in a spreadsheet. */
const LOOKS_LIKE_FORMULA = /^[=+\-@\t\r]/
const PLAIN_NUMBER = /^[+-]?\d+([.,]\d+)*$/

/**
 * A table as CSV text for spreadsheets.
 * @param separator `;` where the decimal mark is a comma, `,` where it is a point: what the spreadsheet expects
 */
export function toCsv(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  separator: ';' | ',',
): string {
  const line = (cells: readonly string[]) => cells.map((cell) => quote(cell, separator)).join(separator)
  return `${BYTE_ORDER_MARK}${[head, ...rows].map(line).join('\r\n')}\r\n`
}

function quote(cell: string, separator: string): string {
  const safe = LOOKS_LIKE_FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
