import { type BrowserContext, expect, type Page } from '@playwright/test'
import type { enrolmentResponse } from 'shared-schema/api/auth.ts'
import type { Language } from 'shared-schema/messages/languages.ts'
import { tvTexts } from 'shared-schema/messages/tv.ts'
import type * as z from 'zod'
import type { Office } from '../../stack/office.ts'

/** The screen on the wall: nobody touches it, so it only has things to be seen. */
export type Tv = {
  readonly page: Page
  readonly expectLive: () => Promise<void>
  /** Grey, with the age of what it shows. */
  readonly expectStale: () => Promise<void>
  readonly expectProgress: (number: string, done: number, of: number) => Promise<void>
  /** Watches for a document to reach so many lines. @returns when the screen showed it, ms since 1970 */
  readonly seesProgress: (number: string, done: number, of: number) => Promise<number>
}

/** Enrols the screen with a code of the desk, as the address on the desk does it. */
export async function hangTv(
  context: BrowserContext,
  url: string,
  office: Office,
  language: Language = 'sr',
): Promise<Tv> {
  const t = tvTexts[language]

  const page = await context.newPage()
  const { code } = await office.post<z.infer<typeof enrolmentResponse>>('/api/devices/enrolments', {
    kind: 'tv',
  })
  await page.goto(`${url}/tv#${code}`)
  const state = page.locator('header').getByRole('status')
  const label = (number: string, done: number, of: number) => `${number} ${t.of(done, of)}`
  return {
    page,
    expectLive: () => expect(state).toHaveText(t.live),
    expectStale: () => expect(state).toHaveText(new RegExp(t.stale('\\d+ s'))),
    expectProgress: (number, done, of) =>
      expect(page.getByRole('progressbar', { name: label(number, done, of) })).toBeVisible(),
    seesProgress: (number, done, of) =>
      page.evaluate(
        (name) =>
          new Promise<number>((resolve) => {
            const shown = () =>
              [...document.querySelectorAll('[role=progressbar], progress')].some(
                (bar) => bar.getAttribute('aria-label') === name,
              )
            const look = () => {
              if (!shown()) return
              watching.disconnect()
              resolve(Date.now())
            }
            const watching = new MutationObserver(look)
            watching.observe(document.body, {
              subtree: true,
              childList: true,
              attributes: true,
              characterData: true,
            })
            look()
          }),
        label(number, done, of),
      ),
  }
}
