import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { parseQuantity } from 'shared-schema/domain/quantity.ts'
import type { SimState } from './state.ts'
import type { SimLine } from './world.ts'

/** Exports written so long ago that nobody waits for them to be whole, ms. */
const AGE_MS = 60_000

/** What the ERP's export job does: articles and documents as CSV files into `in`. */
export function exportToFolder(state: SimState, folder: string, now: number): void {
  const inbox = path.join(folder, 'in')
  mkdirSync(inbox, { recursive: true })
  const write = (name: string, rows: readonly (readonly string[])[]) => {
    const file = path.join(inbox, name)
    writeFileSync(file, `${rows.map((row) => row.map(quoted).join(';')).join('\n')}\n`)
    utimesSync(file, (now - AGE_MS) / 1000, (now - AGE_MS) / 1000)
  }
  write('artikli.csv', [
    ['Šifra', 'Naziv', 'JM', 'Aktivan', 'Barkodovi'],
    ...state
      .articles()
      .map(({ ident, name, unit, active, barcodes }) => [
        ...[ident, name, unit, active ? 'T' : 'F', barcodes.join('|')],
      ]),
  ])
  write('dokumenti.csv', [
    ['Broj dokumenta', 'Datum', 'Izvor', 'Odredište', 'Šifra artikla', 'Naziv artikla', 'Količina', 'JM'],
    ...state
      .documents()
      .flatMap(({ number, date, site, partner, lines }) =>
        lines.map(({ ident, name, qty, unit }) => [
          ...[number, date, site, partner, ident, name, String(qty / 1000).replace('.', ','), unit],
        ]),
      ),
  ])
}

/** What the ERP's import job does: books the files of `out` and puts them away. */
export function importFromFolder(state: SimState, folder: string): void {
  const out = path.join(folder, 'out')
  if (!existsSync(out)) return
  const taken = path.join(out, 'processed')
  mkdirSync(taken, { recursive: true })
  for (const name of readdirSync(out).filter((one) => one.endsWith('.csv') && !one.startsWith('.'))) {
    const file = path.join(out, name)
    const [, head = '', , ...rows] = readFileSync(file, 'utf8')
      .replace(/^\ufeff/, '')
      .trim()
      .split('\r\n')
    const [document = '', partner = '', , date = ''] = cellsOf(head)
    const [acDoc1 = '', type = ''] = name.replace(/\.csv$/, '').split('_')
    const [day = '', month = '', year = ''] = date.split('.')
    const lines = rows.map((row, index): SimLine => {
      const [ident = '', called = '', quantity = ''] = cellsOf(row)
      const qty = parseQuantity(quantity, ',')
      return { pos: index + 1, ident, name: called, qty: qty.ok ? qty.value : 0, unit: '' }
    })
    state.book({
      ...{
        acDoc1,
        type,
        lines,
        date: `${year}-${month}-${day}`,
        issuer: '',
        receiver: partner,
        note: document,
      },
    })
    renameSync(file, path.join(taken, name))
  }
}

function quoted(cell: string): string {
  return /[";\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function cellsOf(row: string): string[] {
  return [...row.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map((match) =>
    match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'),
  )
}
