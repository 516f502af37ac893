import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

test('an export opens in a Serbian spreadsheet: semicolons, decimal commas, č in place', () => {
  const text = toCsv(['Artikal', 'Količina'], [['Čaša "Zdravo"; 2 kom', '12,5']], ';')
  expect(text).toBe('\ufeffArtikal;Količina\r\n"Čaša ""Zdravo""; 2 kom";12,5\r\n')
})

test('an article whose name looks like a formula stays a name, and a correction of -2 a number', () => {
  expect(toCsv(['a'], [['=HYPERLINK("x")'], ['-2'], ['@sum']], ',')).toBe(
    '\ufeffa\r\n"\'=HYPERLINK(""x"")"\r\n-2\r\n\'@sum\r\n',
  )
})
