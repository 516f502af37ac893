import { expect, test } from 'vitest'
import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import { readTable } from '../../sync-server/src/import/read-table.ts'

const tableOf = async (data: SheetData) => {
  const bytes = await writeXlsxFile(data).toBuffer()
  const read = await readTable(bytes, 'generated.xlsx')
  return read.ok ? read.value : read.failure.code
}

test('IM-21 Milena exports from her spreadsheet: real dates, numbers and leading zeros arrive as text', async () => {
  const table = await tableOf([
    ['Datum', 'Šifra', 'Količina', 'Aktivan'],
    [
      { value: new Date(Date.UTC(2025, 9, 3)), type: Date, format: 'dd.mm.yyyy' },
      { value: '00431', type: String },
      { value: 12.345, type: Number },
      { value: true, type: Boolean },
    ],
    [
      { value: new Date(Date.UTC(2028, 1, 29)), type: Date, format: 'd/m/yyyy' },
      { value: 8600100200434, type: Number },
      { value: 0.1 + 0.2, type: Number },
      null,
    ],
  ])
  expect(table).toEqual([
    ['Datum', 'Šifra', 'Količina', 'Aktivan'],
    ['2025-10-03', '00431', '12,345', 'true'],
    ['2028-02-29', '8600100200434', '0,3', ''],
  ])
})

test('IM-21 an empty row in the middle keeps its place, so that errors name the right row', async () => {
  const table = await tableOf([['a'], [null], ['b']])
  expect(table).toEqual([['a'], [''], ['b']])
})
