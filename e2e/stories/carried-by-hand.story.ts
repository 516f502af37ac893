import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { bringEventsTexts } from 'shared-schema/messages/admin/bring-events.ts'
import { workerCarryingTexts } from 'shared-schema/messages/worker/carrying.ts'
import { workerStripTexts } from 'shared-schema/messages/worker/strip.ts'
import { assignSample } from '../stack/assigned-task.ts'
import { expectAccessible, expectInReach } from './people/access.ts'
import { sitAtDesk } from './people/desk.ts'
import { kotor } from './people/documents.ts'
import { doubled, readLog } from './people/log.ts'
import { holdPhone, type Phone } from './people/phone.ts'
import { expect, newDesk, newDevice, test } from './people/warehouse.ts'

const strip = workerStripTexts.sr
const carrying = workerCarryingTexts.sr
const bring = bringEventsTexts.sr
const { pillow } = kotor

test('DV-16 Ana’s phone cannot send: Jelena’s phone reads her codes without a network and brings the work in, once', async ({
  browser,
  server,
  office,
}) => {
  await assignSample(office)
  const ana = await holdPhone(await newDevice(browser), server.url)
  const jelena = await holdPhone(await newDevice(browser), server.url)

  await test.step('both worked online once; then there is no network', async () => {
    await ana.enrol('ana', '1111')
    await ana.signIn('Ana Kovačević', '1111')
    await ana.openTask(kotor.shop)
    await ana.goTo(pillow)
    await ana.scanUp(pillow, 0, 1)
    await ana.expectAllSent()
    await jelena.enrol('jelena', '3333')
    await jelena.signIn('Jelena Radulović', '3333')
    await ana.expectReadyForOffline()
    await jelena.expectReadyForOffline()
    await server.kill()
    await ana.scanUp(pillow, 1, 5)
    await ana.expectUnsent(4)
  })
  const codes = await test.step('Ana’s phone shows its work as codes', async () => {
    await openDevicePanel(ana)
    await ana.button(strip.giveOut).click()
    await expectAccessible(ana.page)
    await ana.button(new RegExp(carrying.asCodes)).click()
    await expect(ana.page.getByTestId('code')).toBeVisible()
    await expectAccessible(ana.page)
    await expectInReach(ana.page, ana.button(carrying.previous), ana.button(carrying.next))
    return readCodes(ana)
  })
  await test.step('Jelena’s phone reads them, from the last to the first, one of them twice', async () => {
    await openDevicePanel(jelena)
    await jelena.button(strip.takeIn).click()
    await expectAccessible(jelena.page)
    for (const code of [codes[0] ?? '', ...[...codes].reverse()]) await jelena.scan(code)
    await expect(jelena.page.getByText(new RegExp(`${carrying.taken(4, '').split('(')[0]}`))).toBeVisible()
  })
  await test.step('its battery falls out; opened again with a network, it brings them in', async () => {
    await jelena.page.reload()
    await server.restart()
    await jelena.airplaneMode(false)
    await expect
      .poll(async () => (await readLog(office)).picks('p-ana', pillow.ident).length, { timeout: 30_000 })
      .toBe(5)
  })
  await test.step('Ana’s phone comes back: nothing is doubled, nothing waits', async () => {
    await ana.airplaneMode(false)
    await ana.expectAllSent()
    const log = await readLog(office)
    expect(log.picks('p-ana', pillow.ident)).toHaveLength(5)
    expect(log.line(pillow.ident).picked).toBe(5000)
    expect(doubled(log.events)).toEqual([])
  })
})

test('DV-16 SY-25 the same as a file over the desk, twice; a damaged file enters nothing', async ({
  browser,
  server,
  office,
}) => {
  await assignSample(office)
  const ana = await holdPhone(await newDevice(browser), server.url)
  await ana.enrol('ana', '1111')
  await ana.signIn('Ana Kovačević', '1111')
  await ana.openTask(kotor.shop)
  await ana.goTo(pillow)
  await ana.scanUp(pillow, 0, 1)
  await ana.expectAllSent()
  await ana.expectReadyForOffline()
  // Only this phone: the desk goes on.
  const radio = { on: false }
  await ana.page.routeWebSocket(/\/sync/, (socket) => {
    if (radio.on) socket.connectToServer()
    else void socket.close()
  })
  await ana.context.setOffline(true)
  await ana.page.reload()
  await ana.goTo(pillow)
  await ana.scanUp(pillow, 1, 4)
  await ana.expectUnsent(3)

  const file = await test.step('Ana saves her work as a file', async () => {
    await openDevicePanel(ana)
    await ana.button(strip.giveOut).click()
    const [saved] = await Promise.all([
      ana.page.waitForEvent('download'),
      ana.button(new RegExp(carrying.asFile)).click(),
    ])
    expect(saved.suggestedFilename()).toMatch(/^magacin-.+\.json$/)
    return readFile(await saved.path(), 'utf8')
  })
  await test.step('Milena brings it in, and once more by mistake', async () => {
    const desk = await sitAtDesk(await newDesk(browser), server.url)
    await desk.signIn()
    await desk.goTo('devices')
    await desk.page.getByRole('link', { name: bring.tab }).click()
    const choose = async (text: string) =>
      desk.page
        .getByLabel(bring.choose)
        .setInputFiles({ name: 'zapisi.json', mimeType: 'application/json', buffer: Buffer.from(text) })
    await choose(file.replace('"qty":1000', '"qty":9000'))
    await expect(desk.page.getByRole('alert')).toBeVisible()
    expect((await readLog(office)).picks('p-ana', pillow.ident)).toHaveLength(1)
    await choose(file)
    await expect(desk.page.getByText(bring.entered(3))).toHaveCount(1)
    await choose(file)
    await expect(desk.page.getByText(bring.entered(3))).toHaveCount(2)
    await expectAccessible(desk.page)
    expect((await readLog(office)).line(pillow.ident).picked).toBe(4000)
  })
  await test.step('the phone learns it at its next line', async () => {
    radio.on = true
    await ana.context.setOffline(false)
    await ana.page.reload()
    await ana.expectAllSent()
    const log = await readLog(office)
    expect(log.picks('p-ana', pillow.ident)).toHaveLength(4)
    expect(doubled(log.events)).toEqual([])
  })
})

const openDevicePanel = (phone: Phone) => phone.button(new RegExp(strip.openStatus)).click()

/** Steps through the codes by thumb until the first one is back. */
async function readCodes(phone: Phone): Promise<string[]> {
  const codes: string[] = []
  await phone.button(carrying.next).click()
  for (let code = await shown(phone.page); !codes.includes(code); code = await shown(phone.page)) {
    codes.push(code)
    await phone.button(carrying.next).click()
    await expect(phone.page.getByTestId('code')).not.toHaveAttribute('data-text', code)
  }
  return codes
}

async function shown(page: Page): Promise<string> {
  return (await page.getByTestId('code').getAttribute('data-text')) ?? ''
}
