import { expect, type Locator, type Page } from '@playwright/test'
import type { ShortageReasonCode } from 'shared-schema/domain/requisition/shortage-reasons.ts'
import type { Language } from 'shared-schema/messages/languages.ts'
import { workerFeedbackTexts } from 'shared-schema/messages/worker/feedback.ts'
import { workerFinishTexts } from 'shared-schema/messages/worker/finish.ts'
import { workerPickingTexts } from 'shared-schema/messages/worker/picking.ts'
import type { Wanted } from './documents.ts'
import { holdTrigger } from './trigger.ts'

export const feedback = workerFeedbackTexts.sr

/** What a worker does with tasks and lines. Quantities are in units, as on the screen. */
export type Picking = {
  /** The task of a shop in the list of tasks. */
  readonly taskOf: (shop: string) => Locator
  readonly openTask: (shop: string) => Promise<void>
  readonly leaveTask: () => Promise<void>
  /** Takes a line in hand by choosing it from the list of all lines. */
  readonly goTo: (line: Wanted) => Promise<void>
  /** Pulls the trigger. What comes of it is to be waited for. */
  readonly scan: (code: string) => Promise<void>
  /** Scans an article until there are `to` of it, hearing each tone before the next pull. */
  readonly scanUp: (line: Wanted, from: number, to: number) => Promise<void>
  /** Adds a quantity by the keypad to the line in hand, of which `from` are there already. */
  readonly addQuantity: (line: Wanted, from: number, units: number) => Promise<void>
  /** Rest is missing: closes the line in hand with a reason. */
  readonly closeRest: (reason: ShortageReasonCode) => Promise<void>
  /** Finishes the own part; what is still open is left to the teammates. */
  readonly finishPart: () => Promise<void>
  /** Takes the finish back, to go on. */
  readonly resumePart: () => Promise<void>
  /** The count of the line in hand. */
  readonly count: Locator
  readonly expectCount: (line: Wanted, picked: number) => Promise<void>
  /** What the last tone was for: so many of so many now. */
  readonly expectLast: (line: Wanted, total: number) => Promise<void>
  /** Waits for the tone that brings a line to so many, or beyond: at the very moment, not at the next look. */
  readonly untilLast: (line: Wanted, total: number) => Promise<void>
  /** The answer that fills the screen. */
  readonly answer: Locator
  readonly question: Locator
  readonly button: (name: string | RegExp) => Locator
}

/** @param language what the screens speak */
export async function pickingOn(page: Page, language: Language): Promise<Picking> {
  const picking = workerPickingTexts[language]
  const finish = workerFinishTexts[language]
  const trigger = await holdTrigger(page)
  const button = (name: string | RegExp) =>
    page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
  const panel = (name: string | RegExp) => page.getByRole('region', { name })
  const count = page.getByTestId('count')
  // The camera lies above the line and shows it as well.
  const last = page.getByTestId('last-scan').last()
  const toList = button(new RegExp(`^${literal(picking.allLines(0)).replace('0', '\\d+')}$`))
  // The time of day follows the figures, and the name goes before them, without a blank in the text.
  const expectLast = ({ name, units }: Wanted, total: number) =>
    expect(last).toContainText(new RegExp(`${literal(name)}\\s*${total} / ${units}\\s*\\d\\d:`))

  return {
    button,
    count,
    expectLast,
    untilLast: async ({ name }, total) => {
      await page.waitForFunction(
        ([article, wanted]) => {
          const said = document.querySelector('[data-testid=last-scan]')?.textContent ?? ''
          return Number.parseInt(said.split(article)[1] ?? '', 10) >= wanted
        },
        [name, total] as const,
      )
    },
    answer: page.getByTestId('feedback'),
    question: page.getByRole('alertdialog'),
    taskOf: (shop) => button(new RegExp(shop)),
    openTask: async (shop) => {
      await button(new RegExp(shop)).click()
      await expect(toList).toBeVisible()
    },
    leaveTask: () => button(picking.back).click(),
    goTo: async ({ ident }) => {
      await toList.click()
      await expect(button(picking.nextLine)).toBeVisible()
      const settled = page.locator('details:not([open]) > summary')
      if ((await settled.count()) > 0) await settled.click()
      await button(new RegExp(ident)).click()
      await expect(page.getByTestId('count')).toBeVisible()
    },
    scan: trigger.pull,
    scanUp: async (line, from, to) => {
      for (let total = from + 1; total <= to; total += 1) {
        await trigger.pull(line.code)
        await expectLast(line, total)
      }
    },
    addQuantity: async (line, from, units) => {
      await button(picking.quantity).click()
      for (const digit of String(units)) await button(digit).click()
      await button(picking.keypadAdd(String(units), 'KOM')).click()
      await expectLast(line, from + units)
    },
    closeRest: async (reason) => {
      await button(picking.missing).click()
      const reasons = button(picking.reasons.out_of_stock)
      await button(picking.reasons[reason]).click()
      await expect(reasons).toBeHidden()
    },
    finishPart: async () => {
      await toList.click()
      await button(picking.finish).click()
      await panel(finish.title).locator('footer').getByRole('button').last().click()
      await expect(page.getByRole('heading', { name: finish.doneTitle })).toBeVisible()
    },
    resumePart: async () => {
      await button(finish.resume).click()
      await expect(toList).toBeVisible()
    },
    expectCount: async ({ ident, units }, picked) => {
      await expect(button(new RegExp(ident))).toBeVisible()
      await expect(count).toHaveText(`${picked} / ${units} KOM`)
    },
  }
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
