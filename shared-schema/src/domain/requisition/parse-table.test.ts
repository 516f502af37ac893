import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildSiteDirectory } from '../site.ts'
import type { ImportContext } from './import-row.ts'
import { parseRequisitionTable } from './parse-table.ts'

const articles = new Map([
  ['200431', { name: 'Jastuk KING', unit: 'KOM' }],
  ['200432', { name: 'Jorgan ljetni', unit: 'KOM' }],
  ['00431', { name: 'Sir mladi', unit: 'KG' }],
])
const context: ImportContext = {
  article: (ident) => articles.get(ident),
  sites: buildSiteDirectory([
    { name: 'Veleprodajni Magacin', kind: 'warehouse', aliases: [] },
    { name: 'Prodavnica - Kotor Centar', kind: 'shop', aliases: ['Kotor'] },
    { name: 'Prodavnica - Budva', kind: 'shop', aliases: [] },
  ]),
  alreadyImported: (number) => number === '25-20CT-000001',
}
const header = ['Broj dokumenta', 'Datum', 'Izvor', 'Odredište', 'Šifra artikla', 'Naziv artikla', 'Količina']
const row = (changes: Partial<Record<string, string>> = {}) => {
  const cells: Record<string, string> = {
    number: '25-20CT-000279',
    date: '03.10.2025',
    from: 'Veleprodajni Magacin',
    to: 'Prodavnica - Kotor Centar',
    ident: '200431',
    name: 'Jastuk KING',
    quantity: '24',
  }
  return Object.values({ ...cells, ...changes }).map((cell) => cell ?? '')
}
const parse = (...rows: string[][]) => parseRequisitionTable([header, ...rows], context)

test('IM-01 the document of the example is read whole', () => {
  expect(parse(row())).toEqual({
    ok: true,
    requisitions: [
      {
        number: '25-20CT-000279',
        date: '2025-10-03',
        warehouse: 'Veleprodajni Magacin',
        shop: 'Prodavnica - Kotor Centar',
        lines: [
          {
            pos: 1,
            ident: '200431',
            name: 'Jastuk KING',
            unit: 'KOM',
            requested: 24_000,
            barcode: undefined,
            unknownArticle: false,
          },
        ],
      },
    ],
    rows: [{ row: 2, fate: 'imported', document: '25-20CT-000279', ident: '200431' }],
  })
})

test('IM-01 several documents in one file, rows mixed, become several requisitions', () => {
  const other = { number: '25-20CT-000280', to: 'Prodavnica - Budva' }
  const parsed = parse(row(), row(other), row({ ident: '200432' }), row({ ...other, ident: '200432' }))
  expect(
    parsed.ok &&
      parsed.requisitions.map(({ number, shop, lines }) => [
        number,
        shop,
        lines.map(({ pos, ident }) => [pos, ident]),
      ]),
  ).toEqual([
    [
      '25-20CT-000279',
      'Prodavnica - Kotor Centar',
      [
        [1, '200431'],
        [2, '200432'],
      ],
    ],
    [
      '25-20CT-000280',
      'Prodavnica - Budva',
      [
        [1, '200431'],
        [2, '200432'],
      ],
    ],
  ])
})

test('IM-02 one bad row holds the whole file back and says where, what was expected and what was found', () => {
  const parsed = parse(row(), row({ quantity: '-3' }), row({ date: '31.02.2025', number: '279' }))
  expect(parsed).toEqual({
    ok: false,
    rows: [
      { row: 2, fate: 'held_back', document: '25-20CT-000279', ident: '200431' },
      {
        row: 3,
        fate: 'error',
        column: 'Količina',
        code: 'quantity_not_a_number',
        expected: '12 | 12,5 | 0,125',
        found: '-3',
      },
      {
        row: 4,
        fate: 'error',
        column: 'Broj dokumenta',
        code: 'import_number_invalid',
        expected: 'YY-TTTT-NNNNNN',
        found: '279',
      },
      {
        row: 4,
        fate: 'error',
        column: 'Datum',
        code: 'import_date_invalid',
        expected: 'dd.MM.yyyy | yyyy-MM-dd | dd/MM/yyyy',
        found: '31.02.2025',
      },
    ],
  })
})

const fault = (changes: Partial<Record<string, string>>) => {
  const [found] = parse(row(changes)).rows
  return [found?.code, found?.column, found?.expected, found?.found]
}

test('IM-02 each kind of fault has its own code', () => {
  expect(fault({ quantity: '0' })).toEqual(['quantity_not_positive', 'Količina', '> 0', '0'])
  expect(fault({ quantity: '1.250' })).toEqual([
    'quantity_grouping_ambiguous',
    'Količina',
    '1250 | 1,250',
    '1.250',
  ])
  expect(fault({ quantity: '1,2345' })[0]).toBe('quantity_too_precise')
  expect(fault({ quantity: '' })[0]).toBe('import_cell_empty')
  expect(fault({ ident: ' ' })[0]).toBe('import_cell_empty')
  expect(fault({ to: 'Prodavnica - Tivat' })).toEqual([
    'import_site_unknown',
    'Odredište',
    'Prodavnica - Kotor Centar | Prodavnica - Budva',
    'Prodavnica - Tivat',
  ])
})

test('IM-02 rows of one document that name different shops or dates are refused, not sent to the first shop', () => {
  const parsed = parse(row(), row({ to: 'Prodavnica - Budva', date: '04.10.2025' }))
  expect(parsed.rows.slice(1)).toMatchObject([
    {
      row: 3,
      code: 'import_document_disagrees',
      column: 'Datum',
      expected: '2025-10-03',
      found: '2025-10-04',
    },
    { row: 3, code: 'import_document_disagrees', column: 'Odredište', found: 'Prodavnica - Budva' },
  ])
})

test('IM-02 a unit other than the base unit is refused, since the quantity would be misread', () => {
  const table = (unit: string) => [
    [...header, 'JM'],
    [...row(), unit],
  ]
  expect(parseRequisitionTable(table('kom.'), context).ok).toBe(true)
  expect(parseRequisitionTable(table(''), context).ok).toBe(true)
  expect(parseRequisitionTable(table('BOX'), context).rows).toMatchObject([
    { row: 2, fate: 'error', code: 'import_unit_differs', column: 'JM', expected: 'KOM', found: 'BOX' },
  ])
})

test('IM-03 a line with an unknown article is kept and flagged, never dropped', () => {
  const parsed = parse(row(), row({ ident: '299999', name: 'Novi artikal' }))
  expect(parsed.rows[1]).toEqual({
    row: 3,
    fate: 'unknown_article',
    document: '25-20CT-000279',
    ident: '299999',
  })
  expect(parsed.ok && parsed.requisitions[0]?.lines[1]).toMatchObject({
    name: 'Novi artikal',
    unknownArticle: true,
  })
})

test('IM-03 a known article keeps the name of the catalogue', () => {
  const parsed = parse(row({ name: 'JASTUK KING 70X50' }))
  expect(parsed.ok && parsed.requisitions[0]?.lines[0]?.name).toBe('Jastuk KING')
})

test('IM-03 leading zeros of an ident matter', () => {
  const parsed = parse(row({ ident: '00431' }), row({ ident: '431' }))
  expect(parsed.rows.map(({ fate }) => fate)).toEqual(['imported', 'unknown_article'])
})

test('IM-04 the same article twice in a document stays two lines', () => {
  const parsed = parse(row(), row({ quantity: '6,5' }))
  expect(parsed.ok && parsed.requisitions[0]?.lines.map(({ pos, requested }) => [pos, requested])).toEqual([
    [1, 24_000],
    [2, 6500],
  ])
})

test('IM-05 a document that was imported before is said to be so and is no error', () => {
  const parsed = parse(row({ number: '25-20ct-000001 ', quantity: 'whatever' }), row())
  expect(parsed.ok && parsed.requisitions.map(({ number }) => number)).toEqual(['25-20CT-000279'])
  expect(parsed.rows[0]).toEqual({ row: 2, fate: 'already_imported', document: '25-20CT-000001' })
})

test('IM-06 header names are matched without regard to case, blanks, diacritics and order', () => {
  const table = [
    ['', '', ''],
    [
      'KOLICINA_TRAZENA',
      ' sifra ',
      'radnja',
      'magacin naziv',
      'DATUM',
      'broj',
      'naziv',
      'jedinica mjere',
      'Barcode',
    ],
    [
      '2',
      '200431',
      'kotor ',
      'VELEPRODAJNI MAGACIN',
      '2025-10-03',
      '25-20CT-000279',
      '',
      '',
      '8600100200434',
    ],
  ]
  const parsed = parseRequisitionTable(table, context)
  expect(parsed.rows).toEqual([{ row: 3, fate: 'imported', document: '25-20CT-000279', ident: '200431' }])
  expect(parsed.ok && parsed.requisitions[0]?.shop).toBe('Prodavnica - Kotor Centar')
  expect(parsed.ok && parsed.requisitions[0]?.lines[0]).toMatchObject({
    name: 'Jastuk KING',
    barcode: '8600100200434',
  })
})

test('IM-06 a missing or repeated column is named', () => {
  const missing = parseRequisitionTable([header.slice(0, 6), row().slice(0, 6)], context)
  expect(missing.rows).toEqual([
    {
      row: 1,
      fate: 'error',
      code: 'import_column_missing',
      column: 'Količina tražena',
      expected: 'Količina tražena | Količina',
      found: header.slice(0, 6).join(' | '),
    },
  ])
  const repeated = parseRequisitionTable(
    [
      [...header, 'količina'],
      [...row(), '3'],
    ],
    context,
  )
  expect(repeated.rows).toMatchObject([{ fate: 'error', code: 'import_column_repeated' }])
})

test('IM-06 titles above the header are passed over, rows are counted as in the file', () => {
  const parsed = parseRequisitionTable(
    [['Trebovanja'], [], header, row(), ['', ' '], row({ ident: '200432' })],
    context,
  )
  expect(parsed.rows.map((fate) => fate.row)).toEqual([4, 6])
})

test('IM-07 an empty file and a file with a header only are refused', () => {
  expect(parseRequisitionTable([], context).rows).toMatchObject([{ code: 'import_empty' }])
  expect(parseRequisitionTable([['']], context).rows).toMatchObject([{ code: 'import_empty' }])
  expect(parse().rows).toMatchObject([{ code: 'import_empty' }])
})

test('IM-11 one cell with a single reading settles the quantity column of the file', () => {
  const parsed = parse(row({ quantity: '1.250' }), row({ quantity: '2,5' }))
  expect(parsed.ok && parsed.requisitions[0]?.lines.map(({ requested }) => requested)).toEqual([
    1_250_000, 2500,
  ])
})

test('IM-02 whatever the cells hold, every row has a fate, and a file is imported wholly or not at all', () => {
  const number = fc.constantFrom('25-20CT-000279', '25-20CT-000280', '25-20CT-000001', 'x', '')
  const ident = fc.constantFrom('200431', '200432', '299999', '')
  const quantity = fc.constantFrom('1', '2,5', '0', '1.234', '-1', 'x', '')
  const rows = fc.array(fc.record({ number, ident, quantity }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(rows, (changes) => {
      const parsed = parse(...changes.map(row))
      expect(new Set(parsed.rows.map((fate) => fate.row))).toEqual(
        new Set(changes.map((_, index) => index + 2)),
      )
      const bad = parsed.rows.some(({ fate }) => fate === 'error')
      expect(parsed.ok).toBe(!bad)
      if (!parsed.ok) return
      const lines = parsed.requisitions.reduce((sum, requisition) => sum + requisition.lines.length, 0)
      expect(lines).toBe(parsed.rows.filter(({ fate }) => fate !== 'already_imported').length)
    }),
  )
})

test('IM-23 a decimal comma that tears a cell in two is an error, never another quantity', () => {
  const torn = row({ quantity: '2' }).concat('5')
  expect(parse(row(), torn)).toMatchObject({
    ok: false,
    rows: [
      { row: 2, fate: 'held_back' },
      {
        row: 3,
        fate: 'error',
        code: 'import_row_too_long',
        expected: '7',
        found: expect.stringMatching(/2 \| 5$/),
      },
    ],
  })
  expect(parse(row().concat('', ' ')).ok).toBe(true)
})
