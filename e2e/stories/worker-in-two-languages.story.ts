import type { Language } from 'shared-schema/messages/languages.ts'
import { workerFeedbackTexts } from 'shared-schema/messages/worker/feedback.ts'
import { workerFinishTexts } from 'shared-schema/messages/worker/finish.ts'
import { workerPickingTexts } from 'shared-schema/messages/worker/picking.ts'
import { workerSignInTexts } from 'shared-schema/messages/worker/sign-in.ts'
import { workerStripTexts } from 'shared-schema/messages/worker/strip.ts'
import { assignSample } from '../stack/assigned-task.ts'
import { expectAccessible, expectInReach } from './people/access.ts'
import { kotor } from './people/documents.ts'
import { holdPhone } from './people/phone.ts'
import { expect, locales, newDevice, test } from './people/warehouse.ts'

const { pillow, parasol, chair } = kotor

for (const language of ['sr', 'en'] satisfies Language[]) {
  test(`every screen of a worker speaks ${language}, is accessible, and keeps its buttons in reach`, async ({
    browser,
    server,
    office,
  }) => {
    const signIn = workerSignInTexts[language]
    const picking = workerPickingTexts[language]
    const feedback = workerFeedbackTexts[language]
    const finish = workerFinishTexts[language]
    const strip = workerStripTexts[language]
    await assignSample(office)
    const ana = await holdPhone(await newDevice(browser, { locale: locales[language] }), server.url, language)
    const { page, button } = ana
    /** The screen stands as it should: nothing for axe to find, and these buttons in view. */
    const screen = (name: string, ...inReach: Parameters<typeof button>[0][]) =>
      test.step(name, async () => {
        await expectAccessible(page)
        await expectInReach(page, ...inReach.map(button))
      })
    const close = () => page.keyboard.press('Escape')

    await ana.open()
    await expect(page.getByRole('heading', { name: signIn.enrolTitle })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`))
    await screen('connecting the device')
    await ana.enrol('ana', '1111')
    await screen('who is working')
    await button(/Ana Kovačević/).click()
    await screen('PIN', signIn.enter, signIn.digit('0'))
    await button(signIn.notMe).click()
    await ana.signIn('Ana Kovačević', '1111')
    await expect(ana.taskOf(kotor.shop)).toBeVisible()
    await screen('tasks', new RegExp(kotor.shop))
    await ana.openTask(kotor.shop)
    await ana.goTo(pillow)
    const actions = [
      picking.camera,
      picking.typeCode,
      picking.missing,
      picking.quantity,
      picking.undo,
      picking.skip,
    ]
    await ana.scan(pillow.code)
    await ana.expectLast(pillow, 1)
    await expect(ana.answer).toBeHidden()
    await screen('line', ...actions)

    await button(picking.quantity).click()
    await screen('keypad', '7', '0', picking.keypadAddNothing)
    await close()
    await button(picking.missing).click()
    await screen('rest is missing', picking.reasons.out_of_stock)
    await close()
    await button(picking.undo).click()
    await screen('undo', picking.undoIt('1', 'KOM'))
    await close()
    await button(picking.typeCode).click()
    await screen('typing a code', picking.typeUse)
    await close()
    await button(new RegExp(pillow.ident)).click()
    await screen('details of the line', picking.note)
    await close()

    await ana.scan('4006381333931')
    await expect(ana.answer).toContainText(feedback.unknown)
    await screen('an answer that changed nothing', new RegExp(feedback.acknowledge))
    await ana.answer.click()
    await ana.goTo(parasol)
    await ana.scanUp(parasol, 0, 4)
    await ana.scan(parasol.code)
    await expect(ana.question).toHaveAccessibleName(feedback.overTitle)
    await screen('a question', feedback.overNo, feedback.overYes('5', 'KOM'))
    await ana.question.getByRole('button', { name: feedback.overNo }).click()
    await ana.goTo(chair)
    await ana.closeRest('damaged')

    await button(new RegExp(strip.openStatus)).click()
    await screen('state of the device', strip.switchWorker)
    await button(new RegExp(strip.openStatus)).click()
    await button(picking.allLines(12)).click()
    await screen('all lines', picking.pause, picking.note, picking.finish)
    await button(picking.finish).click()
    await screen('before finishing', finish.leave('Luka Perović'))
    await button(finish.leave('Luka Perović')).click()
    await expect(page.getByRole('heading', { name: finish.doneTitle })).toBeVisible()
    await screen('finished', finish.resume, finish.nextTask)
  })
}
