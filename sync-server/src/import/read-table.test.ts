import { readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import { parseRequisitionTable } from 'shared-schema/domain/requisition/parse-table.ts'
import { buildSiteDirectory } from 'shared-schema/domain/site.ts'
import { expect, test } from 'vitest'
import { demoArticles } from '../demo/articles.ts'
import { MAX_IMPORT_BYTES, readTable } from './read-table.ts'
import { numberText } from './xlsx-cells.ts'

/** A sheet is read in a thread of its own, which a busy machine may take seconds to start. */
const SLOW_MS = 60_000
const fixture = (name: string) => readFileSync(new URL(`../../../e2e/fixtures/${name}`, import.meta.url))
const utf8 = (text: string) => new TextEncoder().encode(text)

/** The letters of Serbian as Windows-1250 writes them; everything else here is ASCII. */
const windows1250 = (text: string) => {
  const letters: Record<string, number> = { š: 0x9a, đ: 0xf0, č: 0xe8, ć: 0xe6, ž: 0x9e, Š: 0x8a, Č: 0xc8 }
  return Uint8Array.from(text, (letter) => letters[letter] ?? letter.charCodeAt(0))
}
const cells = async (bytes: Uint8Array) => {
  const read = await readTable(bytes, 'trebovanje.csv')
  return read.ok ? read.value : read.failure.code
}

test('IM-20 comma, semicolon and tab are told apart, decimal commas and quotes notwithstanding', async () => {
  const expected = [
    ['Šifra', 'Naziv', 'Količina'],
    ['00431', 'Sir, mladi', '12,5'],
  ]
  expect(await cells(utf8('Šifra,Naziv,Količina\n00431,"Sir, mladi","12,5"\n'))).toEqual(expected)
  expect(await cells(utf8('Šifra;Naziv;Količina\r\n00431;Sir, mladi;12,5\r\n'))).toEqual(expected)
  expect(await cells(utf8('Šifra\tNaziv\tKoličina\n00431\tSir, mladi\t12,5'))).toEqual(expected)
  expect(await cells(utf8('sep=;\r\n"Šifra";"Naziv";"Količina"\r\n"00431";"Sir, mladi";"12,5"\r\n'))).toEqual(
    [[''], ...expected],
  )
})

test('IM-20 UTF-8 with and without BOM, UTF-16 and Windows-1250 give the same text', async () => {
  const text = 'Šifra;Količina;Čaša žuta, đul i ćup\n1;2;3\n'
  const expected = [
    ['Šifra', 'Količina', 'Čaša žuta, đul i ćup'],
    ['1', '2', '3'],
  ]
  expect(await cells(utf8(text))).toEqual(expected)
  expect(await cells(utf8(`\ufeff${text}`))).toEqual(expected)
  expect(await cells(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(expected)
  expect(await cells(windows1250(text))).toEqual(expected)
})

test('IM-20 blank rows, ragged rows and stray quotes keep every row in its place', async () => {
  expect(await cells(utf8('a;b\n\n;;\nTV 32" LED;x;y\n'))).toEqual([
    ['a', 'b'],
    [''],
    ['', '', ''],
    ['TV 32" LED', 'x', 'y'],
  ])
})

test('IM-20 a quoted field may hold separators, quotes and line breaks', async () => {
  expect(await cells(utf8('a,b\n"x, ""y""\nz",2\n'))).toEqual([
    ['a', 'b'],
    ['x, "y"\nz', '2'],
  ])
})

test('IM-22 what is no table is refused by its own code, with the name of the file', async () => {
  expect(await cells(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1))).toBe('import_old_excel')
  expect(await cells(utf8('%PDF-1.7\n\u0000\u0001'))).toBe('import_unreadable')
  expect(await cells(utf8('a,b\n"never closed'))).toBe('import_unreadable')
  expect(await cells(new Uint8Array(MAX_IMPORT_BYTES + 1))).toBe('import_too_large')
  expect(await readTable(utf8('a\u0000'), 'slika.png')).toEqual({
    ok: false,
    failure: { code: 'import_unreadable', detail: 'slika.png: the content is not text' },
  })
  expect(await cells(utf8(''))).toEqual([])
})

test(
  'IM-22 a torn XLSX and an archive of something else are refused',
  async () => {
    const whole = fixture('25-20CT-000280.xlsx')
    expect(await cells(whole.subarray(0, 2000))).toBe('import_unreadable')
    expect(await cells(Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 1, 2, 3))).toBe('import_unreadable')
  },
  SLOW_MS,
)

test(
  'IM-22 an XLSX that unfolds to more than a table can be is refused, whatever it says of its size',
  async () => {
    const bomb = zipOf(new Uint8Array(200 * 1024 * 1024), 200 * 1024 * 1024)
    expect(bomb.length).toBeLessThan(300_000)
    expect(await cells(bomb)).toBe('import_too_large')
    expect(await cells(zipOf(new Uint8Array(200 * 1024 * 1024), 100))).toBe('import_too_large')
  },
  SLOW_MS,
)

/** A ZIP archive of one deflated part that claims to unfold to `claimed` bytes. */
function zipOf(content: Uint8Array, claimed: number): Uint8Array {
  const packed = deflateRawSync(content)
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const sizes = Buffer.alloc(12)
  sizes.writeUInt32LE(packed.length, 4)
  sizes.writeUInt32LE(claimed, 8)
  const names = Buffer.from([name.length, 0, 0, 0])
  const common = [Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]), sizes, names]
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), ...common, name, packed])
  const entry = Buffer.concat([
    Buffer.from('PK\u0001\u0002'),
    Buffer.from([20, 0]),
    ...common,
    Buffer.alloc(14),
    name,
  ])
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Uint8Array.from(Buffer.concat([local, entry, end]))
}

test('IM-21 numbers of a sheet become text without noise, whole ones with all their digits', () => {
  expect(numberText('8600100200434')).toBe('8600100200434')
  expect(numberText('123456789012345678')).toBe('123456789012345678')
  expect(numberText('12.3')).toBe('12,3')
  expect(numberText('12.300000000000001')).toBe('12,3')
  expect(numberText('8.600100200434E12')).toBe('8600100200434')
  expect(numberText('1.25E-1')).toBe('0,125')
  expect(numberText('-2.50')).toBe('-2,5')
  expect(numberText('24.0')).toBe('24')
})

const demo = new Map(demoArticles().map((article) => [article.ident, article]))
const context = {
  article: (ident: string) => demo.get(ident),
  sites: buildSiteDirectory([
    { name: 'Veleprodajni Magacin', kind: 'warehouse', aliases: [] },
    { name: 'Prodavnica - Kotor Centar', kind: 'shop', aliases: [] },
    { name: 'Prodavnica - Budva', kind: 'shop', aliases: [] },
  ]),
  alreadyImported: () => false,
}

test('IM-01 the example document is read from its CSV', async () => {
  const read = await readTable(fixture('25-20CT-000279.csv'), '25-20CT-000279.csv')
  const parsed = parseRequisitionTable(read.ok ? read.value : [], context)
  expect(parsed.ok && parsed.requisitions).toMatchObject([
    { number: '25-20CT-000279', date: '2025-10-03', shop: 'Prodavnica - Kotor Centar' },
  ])
  expect(parsed.rows.map(({ fate }) => fate)).toEqual(Array(12).fill('imported'))
  expect(parsed.ok && parsed.requisitions[0]?.lines[0]).toMatchObject({
    ident: '200431',
    name: 'Jastuk KING',
    requested: 24_000,
  })
  const names = read.ok ? read.value.slice(1).map((cells) => cells[5]) : []
  expect(parsed.ok && parsed.requisitions[0]?.lines.map(({ name }) => name)).toEqual(names)
})

test(
  'IM-21 the second document is read from its XLSX: dates, numbers and text as in a CSV',
  async () => {
    const read = await readTable(fixture('25-20CT-000280.xlsx'), '25-20CT-000280.xlsx')
    const parsed = parseRequisitionTable(read.ok ? read.value : [], context)
    expect(parsed.ok && parsed.requisitions).toMatchObject([
      { number: '25-20CT-000280', date: '2025-10-04', shop: 'Prodavnica - Budva' },
    ])
    expect(parsed.rows.filter(({ fate }) => fate === 'unknown_article')).toMatchObject([
      { row: 8, ident: '299999' },
    ])
    const lines = parsed.ok ? (parsed.requisitions[0]?.lines ?? []) : []
    expect(lines.map(({ requested }) => requested).slice(4, 6)).toEqual([2500, 40_000])
    expect(lines[11]).toMatchObject({ unit: 'M', requested: 12_750 })
    expect(lines.filter(({ ident }) => ident === '200120')).toHaveLength(2)
    expect(lines[6]).toMatchObject({ name: 'Sezonski artikal bez šifre', unknownArticle: true })
  },
  SLOW_MS,
)
