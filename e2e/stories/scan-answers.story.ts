import { workerPickingTexts } from 'shared-schema/messages/worker/picking.ts'
import {
  DEMO_MISPRINTED_BARCODE,
  DEMO_SHARED_BARCODE,
  demoPackBarcode,
} from '../../sync-server/src/demo/barcodes.ts'
import { assignSample } from '../stack/assigned-task.ts'
import { kotor, strangerInTheHouse } from './people/documents.ts'
import { expectFelt, feelBuzzes } from './people/feel.ts'
import { readLog } from './people/log.ts'
import { holdPhone } from './people/phone.ts'
import { feedback } from './people/picking.ts'
import { expect, newDevice, test } from './people/warehouse.ts'

const picking = workerPickingTexts.sr
const { chair, pillow, parasol, lamp, pan, blueLinen, greenLinen } = kotor

/** Well formed, and known to nobody. */
const unknown = '4006381333931'
const misread = '4006381333932'

/** What the app takes for rhythm and not for an answer, ms. */
const RHYTHM_MS = 700

test('every scan has its own clear answer, and only the right one counts', async ({
  browser,
  server,
  office,
}) => {
  await assignSample(office)
  const device = await newDevice(browser)
  await feelBuzzes(device)
  const ana = await holdPhone(device, server.url)
  const { page } = ana
  await ana.enrol('ana', '1111')
  await ana.signIn('Ana Kovačević', '1111')
  await ana.openTask(kotor.shop)
  await ana.goTo(pillow)

  const acknowledge = async () => {
    await ana.answer.click()
    await expect(ana.answer).toBeHidden()
  }
  const expectStop = async (title: string, ...more: string[]) => {
    await expect(ana.answer).toContainText(title)
    for (const words of [...more, feedback.nothingCounted]) await expect(ana.answer).toContainText(words)
    await expectFelt(page, 3)
    await acknowledge()
    await ana.expectCount(pillow, 0)
  }

  await test.step('a wrong article is named, and nothing is counted', async () => {
    await ana.scan(strangerInTheHouse.code)
    await expectStop(feedback.wrongItem, strangerInTheHouse.ident, pillow.ident)
  })
  await test.step('so is a code that nobody knows', async () => {
    await ana.scan(unknown)
    await expectStop(feedback.unknown, unknown)
  })
  await test.step('and a misread digit', async () => {
    await ana.scan(misread)
    await expectStop(feedback.badCheckDigit, misread)
  })
  await test.step('the right one counts at once', async () => {
    await ana.scan(pillow.code)
    await ana.expectLast(pillow, 1)
    await expectFelt(page, 1)
  })
  await test.step('a code printed wrong, but known as it is, counts and warns', async () => {
    await ana.scan(DEMO_MISPRINTED_BARCODE)
    await ana.expectLast(pillow, 2)
    await expect(ana.answer).toContainText(feedback.checkDigit)
  })
  await test.step('a box adds its content; an article of another line counts there', async () => {
    await ana.scan(demoPackBarcode(lamp.ident) ?? '')
    await ana.expectLast(lamp, 12)
    await ana.expectCount(lamp, 12)
  })
  await test.step('one code for two articles is a question, and the choice counts', async () => {
    await ana.scan(DEMO_SHARED_BARCODE)
    await expect(ana.question).toContainText(blueLinen.name)
    await expectFelt(page, 2)
    await ana.question.getByRole('button', { name: greenLinen.name }).click()
    await ana.expectLast(greenLinen, 1)
    await ana.goTo(blueLinen)
    await ana.expectCount(blueLinen, 0)
  })
  await test.step('more than requested is asked; a scan in rhythm is no answer, one after a look is', async () => {
    await ana.goTo(parasol)
    await ana.scanUp(parasol, 0, 4)
    await ana.scan(parasol.code)
    await expect(ana.question).toHaveAccessibleName(feedback.overTitle)
    await ana.scan(parasol.code)
    await expectFelt(page, 2)
    await expect(ana.question).toBeVisible()
    await ana.expectLast(parasol, 4)
    const asked = await page.evaluate(() => Date.now())
    await page.waitForFunction((at) => Date.now() > at, asked + RHYTHM_MS)
    await ana.scan(parasol.code)
    await ana.expectLast(parasol, 5)
    await expect(ana.answer).toContainText(feedback.overRecorded('1', 'KOM'))
  })
  await test.step('putting it back records nothing; an undo takes the last one back', async () => {
    await ana.scan(parasol.code)
    await ana.question.getByRole('button', { name: feedback.overNo }).click()
    await ana.expectLast(parasol, 5)
    await ana.button(picking.undo).click()
    await ana.button(picking.undoIt('1', 'KOM')).click()
    await ana.expectCount(parasol, 4)
  })
  await test.step('a scan while the keypad is open counts as a scan and types nothing', async () => {
    await ana.goTo(pan)
    await ana.button(picking.quantity).click()
    const field = page.getByLabel(picking.keypadValue)
    await expect(field).toBeFocused()
    await ana.scan(pan.code)
    await expect(page.getByText(picking.keypadBecomes('1', '0', '1 / 5 KOM'))).toBeVisible()
    await expect(field).toHaveValue('')
    await field.pressSequentially('2', { delay: 80 })
    await ana.button(picking.keypadAdd('2', 'KOM')).click()
    await ana.expectLast(pan, 3)
  })
  await test.step('a typed code is judged like a scan', async () => {
    await ana.button(picking.typeCode).click()
    await page.getByLabel(picking.typeLabel).pressSequentially(pan.ident, { delay: 80 })
    await ana.button(picking.typeUse).click()
    await ana.expectLast(pan, 4)
  })
  await test.step('skipping leaves a line for later and still owes it', async () => {
    await ana.goTo(chair)
    await ana.button(picking.skip).click()
    await expect(ana.count).not.toHaveText('0 / 7 KOM')
    await ana.goTo(chair)
    await ana.expectCount(chair, 0)
  })
  await test.step('the rest is missing, with a reason; a scan of a closed line asks before it opens it', async () => {
    await ana.scanUp(chair, 0, 3)
    await ana.closeRest('not_found')
    await ana.scan(chair.code)
    await expect(ana.question).toContainText(picking.reasons.not_found)
    await ana.question.getByRole('button', { name: feedback.reopenYes('1', 'KOM') }).click()
    await ana.expectLast(chair, 4)
  })
  await test.step('the server has exactly what counted, and every undo and closing beside it', async () => {
    await ana.expectAllSent()
    const log = await readLog(office)
    const picked = Object.fromEntries(
      log.task.items.filter((line) => line.picked > 0).map((line) => [line.ident, line.picked / 1000]),
    )
    expect(picked).toEqual({
      [pillow.ident]: 2,
      [lamp.ident]: 12,
      [greenLinen.ident]: 1,
      [parasol.ident]: 4,
      [pan.ident]: 4,
      [chair.ident]: 4,
    })
    const types = log.events.map(({ type }) => type)
    expect(types.filter((type) => type === 'unpicked')).toHaveLength(1)
    expect(types.filter((type) => type === 'line_closed')).toHaveLength(1)
    expect(types.filter((type) => type === 'line_reopened')).toHaveLength(1)
  })
})

test('where the site wants it, the location comes first', async ({ browser, server, office }) => {
  await assignSample(office)
  await office.patch('/api/settings', { scan_location: true })
  const luka = await holdPhone(await newDevice(browser), server.url)
  await luka.enrol('luka', '2222')
  await luka.signIn('Luka Perović', '2222')
  await luka.openTask(kotor.shop)
  await luka.goTo(pillow)

  await test.step('the article alone is refused, and so is another location', async () => {
    await luka.scan(pillow.code)
    await expect(luka.answer).toContainText(feedback.locationFirst)
    await luka.answer.click()
    await luka.scan(strangerInTheHouse.location)
    await expect(luka.answer).toContainText(feedback.locationWrong)
    await luka.answer.click()
    await luka.expectCount(pillow, 0)
  })
  await test.step('after its location it counts, and again without scanning the location again', async () => {
    await luka.scan(pillow.location)
    await expect(luka.page.getByText(picking.locationConfirmed)).toBeVisible()
    await luka.scanUp(pillow, 0, 2)
  })
})
