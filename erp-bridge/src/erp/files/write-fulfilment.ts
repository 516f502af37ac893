import { formatQuantity } from 'shared-schema/domain/quantity.ts'
import type { Fulfilment } from '../erp-port.ts'

/**
 * The file a person or a job imports into the ERP: `;`, UTF-8 with a mark (spreadsheets here need it), decimal comma; one row about the
 * document, then its lines.
 */
export function writeFulfilmentCsv({ document, partner, person, date, lines }: Fulfilment): string {
  const rows = [
    ['Broj dokumenta', 'Radnja', 'Odgovorna osoba', 'Datum'],
    [document, partner ?? '', person ?? '', `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)}`],
    ['Šifra', 'Naziv', 'Količina'],
    ...lines.map(({ ident, name, qty }) => [ident, name, formatQuantity(qty, 'sr')]),
  ]
  return `\ufeff${rows.map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`
}

/** Our id and the type it is booked as; the name is all that a posting and its file have in common. */
export function fulfilmentFileName({ id, type, kind }: Pick<Fulfilment, 'id' | 'type' | 'kind'>): string {
  const plain = (text: string) => text.replace(/[^0-9A-Za-z-]/g, '')
  return `${plain(id)}_${plain(type)}${kind === 'correction' ? '_ispravka' : ''}.csv`
}

function quoted(cell: string): string {
  // A cell that a spreadsheet would take for a formula is still only a name.
  const safe = /^[=+@]/.test(cell) ? `'${cell}` : cell
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
