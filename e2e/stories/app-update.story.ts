import { errorTexts } from 'shared-schema/messages/errors.ts'
import { workerStripTexts } from 'shared-schema/messages/worker/strip.ts'
import { assignSample } from '../stack/assigned-task.ts'
import { NEXT_VERSION, openVersionProxy } from '../stack/version-proxy.ts'
import { kotor } from './people/documents.ts'
import { doubled, readLog } from './people/log.ts'
import { holdPhone } from './people/phone.ts'
import { expect, newDevice, test } from './people/warehouse.ts'

const strip = workerStripTexts.sr
const { pillow } = kotor

test('a new version waits until the task is left, is offered then, and sends what the old one recorded', async ({
  browser,
  server,
  office,
}) => {
  await assignSample(office)
  await using door = await openVersionProxy(server)
  const ana = await holdPhone(await newDevice(browser), door.url)
  const { page } = ana
  const offer = ana.button(strip.updateNow)
  const newer = page.locator(`html[data-version=${NEXT_VERSION}]`)

  await test.step('Ana works with the version of today', async () => {
    await ana.enrol('ana', '1111')
    await ana.signIn('Ana Kovačević', '1111')
    await ana.openTask(kotor.shop)
    await ana.goTo(pillow)
    await ana.expectReadyForOffline()
    await ana.scanUp(pillow, 0, 2)
    await ana.expectAllSent()
  })
  await test.step('a new version arrives in the midst of the task, and nothing happens', async () => {
    door.release()
    await page.reload()
    await expect.poll(() => page.evaluate(newVersionWaits)).toBe(true)
    await page.evaluate(() => Object.assign(window, { stayed: true }))
    await ana.goTo(pillow)
    await ana.scanUp(pillow, 2, 3)
    await expect(offer).toHaveCount(0)
    await ana.button(new RegExp(strip.openStatus)).click()
    await expect(offer).toHaveCount(0)
    await ana.button(new RegExp(strip.openStatus)).click()
    expect(await page.evaluate(() => 'stayed' in window)).toBe(true)
    await expect(newer).toHaveCount(0)
  })
  await test.step('the server goes away, and Ana records more with the old version', async () => {
    await ana.expectAllSent()
    await server.kill()
    await ana.scanUp(pillow, 3, 5)
    await ana.expectUnsent(2)
  })
  await test.step('outside of the task it is offered; Ana takes it, without a server', async () => {
    await ana.leaveTask()
    await offer.click()
    await expect(newer).toHaveCount(1)
    await ana.expectAtWork('Ana Kovačević')
    await ana.expectUnsent(2)
  })
  await test.step('the new version has the old log, and sends it once', async () => {
    await ana.openTask(kotor.shop)
    await ana.goTo(pillow)
    await ana.expectCount(pillow, 5)
    await server.restart()
    await ana.airplaneMode(false)
    await ana.expectAllSent()
    const { events, picks } = await readLog(office)
    expect(picks('p-ana', pillow.ident)).toHaveLength(5)
    expect(doubled(events)).toEqual([])
  })
})

test('SY-01 the app is too old for the server: Ana is told, picks on, and after the update everything is sent', async ({
  browser,
  server,
  office,
}) => {
  await assignSample(office)
  await using door = await openVersionProxy(server)
  const ana = await holdPhone(await newDevice(browser), door.url)
  const { page } = ana
  await ana.enrol('ana', '1111')
  await ana.signIn('Ana Kovačević', '1111')
  await ana.openTask(kotor.shop)
  await ana.goTo(pillow)
  await ana.expectReadyForOffline()
  await ana.scanUp(pillow, 0, 1)
  await ana.expectAllSent()

  await test.step('the server was brought two versions further; the phone says so and keeps what she picks', async () => {
    door.outdate()
    await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'blocked', { timeout: 30_000 })
    await ana.scanUp(pillow, 1, 4)
    await ana.expectUnsent(3)
    await ana.leaveTask()
    await expect(page.getByText(errorTexts.sr.protocol_too_old.what)).toBeVisible()
  })
  await test.step('the new version is there: the phone finds it without waiting for half an hour, and Ana takes it', async () => {
    door.release()
    // The next attempt of the line is turned away as well, and that is when the phone looks.
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await ana.button(strip.updateNow).click()
    await expect(page.locator(`html[data-version=${NEXT_VERSION}]`)).toHaveCount(1)
  })
  await test.step('everything is sent, once; offline, the new version opens', async () => {
    await ana.expectAllSent()
    const { events, picks } = await readLog(office)
    expect(picks('p-ana', pillow.ident)).toHaveLength(4)
    expect(doubled(events)).toEqual([])
    await server.kill()
    await page.reload()
    await expect(page.locator(`html[data-version=${NEXT_VERSION}]`)).toHaveCount(1)
    await ana.expectAtWork('Ana Kovačević')
  })
})

async function newVersionWaits(): Promise<boolean> {
  const registration = await navigator.serviceWorker.getRegistration()
  return registration?.waiting?.state === 'installed'
}
