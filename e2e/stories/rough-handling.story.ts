import { workerSignInTexts } from 'shared-schema/messages/worker/sign-in.ts'
import { workerStripTexts } from 'shared-schema/messages/worker/strip.ts'
import { assignSample } from '../stack/assigned-task.ts'
import { ownHandheldBrowser } from '../stack/handheld-browser.ts'
import type { Office } from '../stack/office.ts'
import { expectAccessible } from './people/access.ts'
import { kotor } from './people/documents.ts'
import { doubled, readLog } from './people/log.ts'
import { holdPhone, type Phone } from './people/phone.ts'
import { feedback, pickingOn } from './people/picking.ts'
import { expect, newDevice, test } from './people/warehouse.ts'

const strip = workerStripTexts.sr
const signIn = workerSignInTexts.sr
const { pillow } = kotor

test('DV-17 two windows of one phone: only one records, the other takes over when Ana wants it, and nothing is doubled', async ({
  browser,
  server,
  office,
}) => {
  await assignSample(office)
  const ana = await holdPhone(await newDevice(browser), server.url)
  await atThePillow(ana)
  const second = await ana.context.newPage()
  const there = await pickingOn(second, 'sr')

  await test.step('the second window says so, and a scan in it counts nowhere', async () => {
    await second.goto(ana.page.url())
    await expect(second.getByText(strip.otherTab)).toBeVisible()
    await expectAccessible(second)
    await there.scan(pillow.code)
    await ana.page.bringToFront()
    await ana.scanUp(pillow, 1, 3)
  })
  await test.step('taken over in the midst of scanning: what had its tone is there, and the first window steps back', async () => {
    const pulls = [ana.scan(pillow.code), ana.scan(pillow.code), ana.scan(pillow.code)]
    await second.bringToFront()
    await second.getByRole('button', { name: strip.useHere }).click()
    await Promise.all(pulls)
    await expect(there.count).toBeVisible()
    await expect(ana.page.getByText(strip.otherTab)).toBeVisible()
  })
  await test.step('the second goes on from there; closed, the first has it back by itself', async () => {
    await there.goTo(pillow)
    const before = Number.parseInt(await there.count.innerText(), 10)
    expect(before).toBeGreaterThanOrEqual(3)
    await there.scanUp(pillow, before, before + 2)
    await second.close()
    await ana.page.bringToFront()
    await ana.goTo(pillow)
    await ana.expectCount(pillow, before + 2)
    await ana.scanUp(pillow, before + 2, before + 3)
    await ana.expectAllSent()
    await expectOnRecord(office, before + 3)
  })
})

test('DV-01 reloaded in the midst of recording, again and again: what had its tone is there, and nothing twice', async ({
  server,
  office,
}) => {
  await assignSample(office)
  await using handheld = await ownHandheldBrowser()
  const ana = await holdPhone(await handheld.open(), server.url)
  await atThePillow(ana)
  await ana.expectReadyForOffline()
  await server.kill()
  let least = 1
  for (let round = 0; round < 4; round += 1) {
    const pulls = [ana.scan(pillow.code), ana.scan(pillow.code), ana.scan(pillow.code)]
    if (round % 2 === 0) await ana.untilLast(pillow, least + 1)
    await ana.page.reload()
    await Promise.allSettled(pulls)
    await ana.goTo(pillow)
    const shown = Number.parseInt(await ana.count.innerText(), 10)
    expect(shown).toBeGreaterThanOrEqual(round % 2 === 0 ? least + 1 : least)
    expect(shown).toBeLessThanOrEqual(least + 3)
    least = shown
  }
  await server.restart()
  await ana.airplaneMode(false)
  await ana.expectAllSent()
  await expectOnRecord(office, least)
})

test('DV-01 the storage of the phone is full: Ana is told at her scan, nothing counts, and with room again all goes on', async ({
  server,
  office,
}) => {
  await assignSample(office)
  await using handheld = await ownHandheldBrowser()
  await atThePillow(await holdPhone(await handheld.open(), server.url))
  // A browser that runs believes for half a minute what it knew of the free space; a new one asks.
  await handheld.kill()
  const ana = await holdPhone(await handheld.open(), server.url)
  const devtools = await ana.context.newCDPSession(ana.page)
  const full = { origin: server.url, quotaSize: 1 }
  await devtools.send('Storage.overrideQuotaForOrigin', full)
  await ana.open()
  await ana.expectAtWork('Ana Kovačević')
  await ana.openTask(kotor.shop)
  await ana.goTo(pillow)
  for (let again = 0; again < 2; again += 1) {
    await ana.scan(pillow.code)
    await expect(ana.answer).toContainText(feedback.storageFailed)
    await ana.answer.click()
    await ana.expectCount(pillow, 1)
  }
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: server.url })
  await ana.scanUp(pillow, 1, 3)
  await ana.page.reload()
  await ana.goTo(pillow)
  await ana.expectCount(pillow, 3)
  await ana.expectAllSent()
  await expectOnRecord(office, 3)
})

test('DV-18 somebody clears the storage of the browser under the open app, without a network: nothing is lost', async ({
  server,
  office,
}) => {
  await assignSample(office)
  await using handheld = await ownHandheldBrowser()
  const ana = await holdPhone(await handheld.open(), server.url)
  await atThePillow(ana)
  await ana.expectReadyForOffline()
  await server.kill()
  await ana.scanUp(pillow, 1, 3)
  await ana.page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      await new Promise((resolve) => {
        const request = indexedDB.deleteDatabase(name ?? '')
        request.onsuccess = request.onerror = resolve
      })
    }
  })
  await ana.scanUp(pillow, 3, 5)
  await ana.page.reload()
  await ana.expectAtWork('Ana Kovačević')
  await server.restart()
  await ana.airplaneMode(false)
  await ana.expectAllSent()
  await ana.goTo(pillow)
  await ana.expectCount(pillow, 5)
  await ana.scanUp(pillow, 5, 6)
  await ana.expectAllSent()
  await expectOnRecord(office, 6)
})

test('the browser threw the storage of a closed app away: Ana is told so, connects again, and what was sent is there', async ({
  server,
  office,
}) => {
  await assignSample(office)
  await using handheld = await ownHandheldBrowser()
  const ana = await holdPhone(await handheld.open(), server.url)
  await atThePillow(ana)
  await ana.page.goto('about:blank')
  const devtools = await ana.context.newCDPSession(ana.page)
  await devtools.send('Storage.clearDataForOrigin', {
    origin: server.url,
    storageTypes: 'indexeddb,local_storage,service_workers,cache_storage',
  })
  await ana.open()
  await expect(ana.page.getByText(signIn.evictedText)).toBeVisible()
  await expectAccessible(ana.page)
  await ana.enrol('ana', '1111')
  await ana.signIn('Ana Kovačević', '1111')
  await ana.openTask(kotor.shop)
  await ana.goTo(pillow)
  await ana.expectCount(pillow, 1)
  await ana.scanUp(pillow, 1, 2)
  await ana.expectAllSent()
  await expectOnRecord(office, 2)
})

test('DV-02 the clock of the phone jumps a day ahead and back: Ana is told, and every pick counts', async ({
  browser,
  server,
  office,
}) => {
  await assignSample(office)
  const ana = await holdPhone(await newDevice(browser), server.url)
  await atThePillow(ana)
  const day = 24 * 60 * 60_000
  const turnClock = (by: number) =>
    ana.page.evaluate((ms) => {
      const clock = Date as DateConstructor & { honest?: () => number }
      const honest = clock.honest ?? Date.now
      clock.honest = honest
      Date.now = () => honest() + ms
    }, by)
  await turnClock(day)
  await ana.scanUp(pillow, 1, 3)
  await turnClock(-day)
  await ana.scanUp(pillow, 3, 5)
  await ana.expectAllSent()
  await ana.leaveTask()
  // The line asks the server for its time now and then; a return to the page is such a moment.
  await ana.page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(ana.page.getByText(strip.clockWrongText)).toBeVisible()
  await turnClock(0)
  await ana.page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(ana.page.getByText(strip.clockWrongText)).toHaveCount(0)
  await ana.openTask(kotor.shop)
  await ana.goTo(pillow)
  await ana.scanUp(pillow, 5, 6)
  await ana.expectAllSent()
  await expectOnRecord(office, 6)
})

test('away from the app and back with the back key: it is there, and it records', async ({
  server,
  office,
}) => {
  await assignSample(office)
  await using handheld = await ownHandheldBrowser()
  const ana = await holdPhone(await handheld.open(), server.url)
  await atThePillow(ana)
  for (const total of [2, 3]) {
    await ana.page.goto(`${server.url}/health`)
    await ana.page.goBack()
    await expect(ana.count).toBeVisible()
    await ana.goTo(pillow)
    await ana.scanUp(pillow, total - 1, total)
  }
  await ana.expectAllSent()
  await expectOnRecord(office, 3)
})

test('the storage is held by another window that does not let go: the app says so and goes on by itself', async ({
  browser,
  server,
  office,
}) => {
  await assignSample(office)
  const ana = await holdPhone(await newDevice(browser), server.url)
  await atThePillow(ana)
  const holder = await ana.context.newPage()
  await holder.goto(`${server.url}/health`)
  await ana.page.goto('about:blank')
  // An older window that is deaf, and a change of the database that waits for it.
  await holder.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const open = indexedDB.open('magacin-log')
        open.onsuccess = () => {
          Object.assign(window, { held: open.result })
          indexedDB.open('magacin-log', 99).onblocked = () => resolve()
        }
      }),
  )
  await ana.page.goto(server.url)
  await expect(ana.page.getByText('Čekam drugi prozor')).toBeVisible()
  await holder.close()
  await expect(ana.page.getByText('Čekam drugi prozor')).toHaveCount(0)
  await ana.expectAtWork('Ana Kovačević')
  await expectOnRecord(office, 1)
})

test('a browser that does not keep the app, for its certificate was only clicked away, says so where there is time to read', async ({
  browser,
  server,
  office,
}) => {
  await assignSample(office)
  const context = await newDevice(browser)
  await context.route('**/service-worker.js', (route) => route.abort())
  const ana = await holdPhone(context, server.url)
  await ana.enrol('ana', '1111')
  await ana.signIn('Ana Kovačević', '1111')
  await expect(ana.page.getByText(strip.notKept)).toBeVisible()
  await expectAccessible(ana.page)
})

/** Ana at work on the pillows, the first of them picked and sent. */
async function atThePillow(ana: Phone): Promise<void> {
  await ana.enrol('ana', '1111')
  await ana.signIn('Ana Kovačević', '1111')
  await ana.openTask(kotor.shop)
  await ana.goTo(pillow)
  await ana.scanUp(pillow, 0, 1)
  await ana.expectAllSent()
}

/** So many pillows are on the server, each once, with numbers of the device that nobody used twice. */
async function expectOnRecord(office: Office, picked: number): Promise<void> {
  const log = await readLog(office)
  expect(log.picks('p-ana', pillow.ident)).toHaveLength(picked)
  expect(log.line(pillow.ident).picked).toBe(picked * 1000)
  expect(doubled(log.events)).toEqual([])
}
