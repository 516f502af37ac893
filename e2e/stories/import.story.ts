import path from 'node:path'
import type { requisition } from 'shared-schema/api/requisitions.ts'
import { errorWords } from 'shared-schema/messages/errors.ts'
import type * as z from 'zod'
import { sitAtDesk, deskTexts as t } from './people/desk.ts'
import { excel, kotor } from './people/documents.ts'
import { expect, newDesk, test } from './people/warehouse.ts'

const header = 'Broj dokumenta;Datum;Izvor;Odredište;Šifra artikla;Naziv artikla;Količina'
const place = 'Veleprodajni Magacin;Prodavnica - Bar'

/** Rows 3 and 4 are wrong, each in its own way; row 2 is right and must still not come in. */
const broken = [
  header,
  `25-20CT-000281;04.10.2025;${place};200431;Jastuk KING;4`,
  `25-20CT-000281;04.10.2025;${place};200432;Jastuk KING putni;pet`,
  `25-20CT-000281;31.02.2025;${place};200118;Klub sto RIVA sonoma;2`,
].join('\r\n')

test('every row of a file has its fate: CSV, Excel, the same again, and one with mistakes', async ({
  browser,
  server,
  office,
}) => {
  const milena = await sitAtDesk(await newDesk(browser), server.url)
  await milena.signIn()
  const csv = milena.importOf(path.basename(kotor.file)).first()
  const xlsx = milena.importOf(path.basename(excel.file))
  const fates = t.import.fates
  const documents = async () => {
    const list = await office.get<{ items: { number: string }[] }>('/api/trebovanja')
    return list.items.map(({ number }) => number).sort()
  }

  await test.step('a CSV and an Excel file at once', async () => {
    await milena.importFiles([kotor.file, excel.file])
    await expect(csv).toContainText(t.import.importedText(1, 12))
    await expect(xlsx).toContainText(t.import.importedText(1, excel.lines))
    expect(await documents()).toEqual([kotor.number, excel.number])
  })
  await test.step('an article that nobody knows is kept and flagged', async () => {
    await expect(xlsx).toContainText(t.import.unknownText(1))
    await xlsx.locator('summary').click()
    const row = xlsx.getByRole('row', { name: excel.unknownIdent })
    await expect(row).toContainText(fates.unknown_article)
  })
  await test.step('the same file again doubles nothing and is no error', async () => {
    await milena.importFiles(kotor.file)
    await expect(csv).toContainText(t.import.alreadyText)
    await csv.locator('summary').click()
    await expect(csv.getByRole('row', { name: kotor.pillow.ident })).toContainText(fates.already_imported)
    expect(await documents()).toEqual([kotor.number, excel.number])
  })
  await test.step('a file with two wrong rows is not imported at all, and says what is wrong where', async () => {
    await milena.importFiles({ name: 'bar.csv', mimeType: 'text/csv', buffer: Buffer.from(broken) })
    const run = milena.importOf('bar.csv')
    await expect(run).toContainText(t.import.rejectedText(2))
    const quantity = run.getByRole('row').filter({ hasText: 'pet' })
    await expect(quantity).toContainText(errorWords('quantity_not_a_number', 'sr').what)
    await expect(quantity).toContainText('Količina')
    const date = run.getByRole('row').filter({ hasText: '31.02.2025' })
    await expect(date).toContainText(errorWords('import_date_invalid', 'sr').what)
    await run.getByRole('button', { name: t.import.onlyProblems }).click()
    await expect(run.getByRole('row').filter({ hasText: fates.held_back })).toHaveCount(1)
    expect(await documents()).toEqual([kotor.number, excel.number])
  })
  await test.step('what is no table at all says so', async () => {
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])
    await milena.importFiles({ name: 'slika.csv', mimeType: 'text/csv', buffer: picture })
    await expect(milena.importOf('slika.csv')).toContainText(t.import.rejected)
  })
})

test('the lines of a document are split between two workers, and never more than there is', async ({
  browser,
  server,
  office,
}) => {
  const milena = await sitAtDesk(await newDesk(browser), server.url)
  const { page } = milena
  await milena.signIn()
  await milena.importFiles(kotor.file)
  await expect(milena.importOf(path.basename(kotor.file))).toContainText(t.import.imported)
  await milena.openRequisition(kotor.number)

  await test.step('Milena gives each half, and a little more of the first line to Ana', async () => {
    await page.getByRole('link', { name: t.assign.split }).click()
    for (const name of ['Ana Kovačević', 'Luka Perović']) {
      await page.getByLabel(t.assign.addAssignee).selectOption({ label: name })
    }
    await page.getByRole('button', { name: t.assign.evenly }).click()
    const ana = page.getByLabel(t.assign.quantityFor('Ana Kovačević', 1), { exact: true })
    const luka = page.getByLabel(t.assign.quantityFor('Luka Perović', 1), { exact: true })
    await expect(ana).toHaveValue('12')
    await ana.fill('14')
    await expect(page.getByText(t.assign.tooMuch('2'))).toBeVisible()
    await expect(page.getByRole('button', { name: t.assign.give, exact: true })).toBeDisabled()
    await luka.fill('10')
    await page.getByRole('button', { name: t.assign.give, exact: true }).click()
    await expect(page.getByText(t.assign.doneSplit(2))).toBeVisible()
  })
  await test.step('two tasks together ask for exactly what the document asks for', async () => {
    const { items } = await office.get<{ items: { id: string }[] }>('/api/trebovanja')
    const document = await office.get<z.infer<typeof requisition>>(`/api/trebovanja/${items[0]?.id}`)
    expect(document.tasks).toHaveLength(2)
    for (const line of document.items)
      expect([line.ident, line.assigned]).toEqual([line.ident, line.requested])
  })
})
