import { type BrowserContext, expect, type Page } from '@playwright/test'
import type { Language } from 'shared-schema/messages/languages.ts'
import { workerSignInTexts } from 'shared-schema/messages/worker/sign-in.ts'
import { workerStripTexts } from 'shared-schema/messages/worker/strip.ts'
import { type Picking, pickingOn } from './picking.ts'

/** A hand needs longer than this from key to key. */
const FINGER_MS = 80

/** The app waits up to 20 s between two attempts to reach a server. */
const RECONNECT_WITHIN_MS = 30_000

/** A phone in a worker's hand. Everything is done as the worker would: by touch and by trigger. */
export type Phone = Picking & {
  readonly page: Page
  readonly context: BrowserContext
  /** Loads the app; from then on the page is the worker's. */
  readonly open: () => Promise<void>
  /** Opens the app for the first time and connects the device by the worker's own login. */
  readonly enrol: (username: string, pin: string) => Promise<void>
  readonly signIn: (name: string, pin: string) => Promise<void>
  /** Whoever worked here last still does: a phone in a pocket asks for no PIN. */
  readonly expectAtWork: (name: string) => Promise<void>
  readonly signOut: () => Promise<void>
  /** Waits until the app lies on the device, so that it opens without a network. */
  readonly expectReadyForOffline: () => Promise<void>
  readonly airplaneMode: (on: boolean) => Promise<void>
  readonly expectNetwork: (state: 'online' | 'offline') => Promise<void>
  /** Nothing on the device waits for a server. */
  readonly expectAllSent: () => Promise<void>
  /** So many events of this device wait for a server. */
  readonly expectUnsent: (count: number) => Promise<void>
  /** What the device says of its own events: kept here, and on the server's disk. */
  readonly ownEvents: () => Promise<{ readonly saved: number; readonly sent: number }>
}

/**
 * Gives a phone to a worker.
 * @param url where the app lives
 * @param language what the browser asks for, so what the app speaks
 */
export async function holdPhone(
  context: BrowserContext,
  url: string,
  language: Language = 'sr',
): Promise<Phone> {
  const signIn = workerSignInTexts[language]
  const strip = workerStripTexts[language]
  const page = context.pages()[0] ?? (await context.newPage())
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const stripButton = button(new RegExp(strip.openStatus))
  const whoIsWorking = page.getByRole('heading', { name: signIn.whoTitle })
  const unsent = page.getByTestId('unsent')
  const open = async () => {
    await page.goto(url)
  }

  return {
    ...(await pickingOn(page, language)),
    page,
    context,
    open,
    enrol: async (username, pin) => {
      await open()
      await page.locator('summary', { hasText: signIn.enrolLogin }).click()
      await page.getByLabel(signIn.username).fill(username)
      // At the pace of a finger: four figures at once would be a scanner's.
      await page.getByLabel(signIn.pin, { exact: true }).pressSequentially(pin, { delay: FINGER_MS })
      await button(signIn.enrolLogin).click()
      await expect(whoIsWorking).toBeVisible()
    },
    signIn: async (name, pin) => {
      await button(new RegExp(name)).click()
      for (const digit of pin) await button(signIn.digit(digit)).click()
      await button(signIn.enter).click()
      await expect(stripButton).toContainText(name)
    },
    expectAtWork: (name) => expect(stripButton).toContainText(name),
    signOut: async () => {
      await stripButton.click()
      await button(strip.switchWorker).click()
      await expect(whoIsWorking).toBeVisible()
    },
    expectReadyForOffline: async () => {
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready
      })
      // Only a page that a service worker controls is served by it when it is loaded again.
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    },
    airplaneMode: async (on) => {
      await context.setOffline(on)
      // A page loaded under emulation believes to be online all the time, so the browser has nothing to tell it.
      if (!on) await page.evaluate(() => window.dispatchEvent(new Event('online')))
    },
    expectNetwork: (state) => expect(page.getByTestId('connection')).toHaveAttribute('data-state', state),
    expectAllSent: () => expect(unsent).toHaveAttribute('data-count', '0', { timeout: RECONNECT_WITHIN_MS }),
    expectUnsent: (count) => expect(unsent).toHaveAttribute('data-count', String(count)),
    ownEvents: async () => {
      await stripButton.click()
      const figure = (term: string) =>
        page.locator('dl > div').filter({ hasText: term }).getByRole('definition').innerText()
      const saved = Number(await figure(strip.savedHere))
      const sent = Number(await figure(strip.sentOn))
      await stripButton.click()
      return { saved, sent }
    },
  }
}
