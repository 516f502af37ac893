import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Browser, chromium, expect, type Page } from '@playwright/test'
import type { enrolmentResponse } from 'shared-schema/api/auth.ts'
import type * as z from 'zod'
import { browserArguments, browserPath } from '../setup/browser.ts'
import { repository } from '../setup/project-node.mjs'
import { openOffice } from '../stack/office.ts'
import { startServer } from '../stack/start-server.ts'
import { sitAtDesk } from '../stories/people/desk.ts'
import { kotor } from '../stories/people/documents.ts'
import { holdPhone } from '../stories/people/phone.ts'
import { overviewPage } from './overview-page.ts'

/*
 * `npm run screenshots`: plays a short morning on a server of its own and takes the pictures of the README from the real
 * screens. Needs a built client (`npm run build`).
 */

const folder = path.join(import.meta.dirname, 'pictures')
// A second document for the queue on the wall.
const tivat = { file: path.join(repository, 'e2e/fixtures/25-20CT-000280.xlsx'), number: '25-20CT-000280' }
const { pillow, travelPillow, table } = kotor

/** The warehouse lies where it is ten in the morning now: at night the wall dims and nobody works. */
await using server = await startServer({ TIME_ZONE: zoneAtTen(new Date()) })
const office = await openOffice(server.url)
const browser = await chromium.launch({ executablePath: browserPath(), args: browserArguments })
const ana = await holdPhone(await screen(browser, 360, 640), server.url)
const luka = await holdPhone(await screen(browser, 360, 640), server.url)
const milena = await sitAtDesk(await screen(browser, 1280, 800), server.url)

await ana.enrol('ana', '1111')
await luka.enrol('luka', '2222')
await ana.signIn('Ana Kovačević', '1111')
await luka.signIn('Luka Perović', '2222')
await milena.signIn()
for (const file of [kotor.file, tivat.file]) {
  await milena.importFiles(file)
  await expect(milena.importOf(path.basename(file))).toBeVisible()
}
await milena.openRequisition(tivat.number)
await milena.assignAllTo('Tim Orjen')
await milena.openRequisition(kotor.number)
await milena.assignAllTo('Tim Rumija')
for (const phone of [ana, luka]) {
  await phone.openTask(kotor.shop)
  await phone.airplaneMode(true)
  await phone.goTo(travelPillow)
  await phone.scanUp(travelPillow, 0, 6)
}
await luka.goTo(table)
await luka.scanUp(table, 0, 2)
await luka.closeRest('not_found')
await ana.goTo(table)
await ana.scanUp(table, 0, 10)
await ana.goTo(pillow)
await ana.scanUp(pillow, 0, 5)

await ana.expectNetwork('offline')
await expect(ana.answer).toBeHidden()
const phone = await picture(ana.page, 'worker-offline.png')
for (const each of [ana, luka]) {
  await each.airplaneMode(false)
  await each.expectAllSent()
}
await milena.goTo('exceptions')
await milena.page.getByRole('listitem').getByRole('link', { name: travelPillow.ident }).click()
const desk = await picture(milena.page, 'desk-exceptions.png')

const { code } = await office.post<z.infer<typeof enrolmentResponse>>('/api/devices/enrolments', {
  kind: 'tv',
})
const tvScreen = await screen(browser, 1920, 1080)
const tvPage = await tvScreen.newPage()
await tvPage.goto(`${server.url}/tv#${code}`)
await tvPage.getByText(kotor.number).first().waitFor()
const tv = await picture(tvPage, 'tv.png')

const overview = await (await screen(browser, 1280, 720)).newPage()
await overview.setContent(overviewPage({ phone, desk, tv }))
await picture(overview, 'overview.png')
await browser.close()
process.stdout.write(`The pictures are in ${path.relative(process.cwd(), folder)}.\n`)

/** A device's screen in Serbian, as the customer's people see it. */
function screen(from: Browser, width: number, height: number) {
  const small = width < 500
  return from.newContext({
    viewport: { width, height },
    deviceScaleFactor: small ? 2 : 1,
    locale: 'sr-Latn-ME',
    timezoneId: 'Europe/Belgrade',
    hasTouch: small,
    isMobile: small,
  })
}

/** Takes a picture once the fonts are there, and gives it back for the overview. */
async function picture(page: Page, name: string): Promise<Buffer> {
  await page.evaluate(() => document.fonts.ready)
  const bytes = await page.screenshot({ animations: 'disabled' })
  await writeFile(path.join(folder, name), bytes)
  return bytes
}

/** A zone without daylight saving whose clock shows ten to eleven. Source: IANA `etcetera`, where signs are reversed. */
function zoneAtTen(now: Date): string {
  const ahead = ((10 - now.getUTCHours() + 36) % 24) - 12
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}
